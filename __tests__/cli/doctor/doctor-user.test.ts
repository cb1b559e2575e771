import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { folder, look, user } from '../../../testing/doctor-scene';
import { ociUser } from '../../../testing/oci-user';

describe('the key', () => {
  test('is named by its fingerprint', async () => {
    const { lines } = await look();
    expect(lines.key).toMatchObject({ ok: true, bits: 2048, fingerprint: user.keyId.split('/')[2] });
  });

  test('is not the one whose fingerprint the file has', async () => {
    const other = ociUser(folder, { fingerprint: 'aa:bb' });
    const { lines } = await look({ config: other.configFile });
    expect(lines.key).toMatchObject({
      ok: false,
      problem: expect.stringMatching(
        /is aa:bb, but the key's is ([0-9a-f]{2}:){15}[0-9a-f]{2}\. Correct the file\.$/,
      ) as string,
    });
  });

  test('is better read by nobody else', async () => {
    const own = ociUser(folder);
    fs.chmodSync(own.keyFile, 0o644);
    expect((await look({ config: own.configFile })).lines.key).toMatchObject({
      ok: true,
      advice: `others may read ${own.keyFile}. Run chmod 600 on it.`,
    });
  });

  test('is better read by nobody else, and so is the file that names it', async () => {
    const own = ociUser(folder);
    for (const file of [own.configFile, own.keyFile]) fs.chmodSync(file, 0o640);
    expect((await look({ config: own.configFile })).lines.key).toMatchObject({
      advice: `others may read ${own.configFile} and ${own.keyFile}. Run chmod 600 on each.`,
    });
  });

  test('is long enough', async () => {
    const short = path.join(folder, 'short.pem');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    fs.writeFileSync(short, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const own = ociUser(folder, { key_file: short });
    expect((await look({ config: own.configFile })).lines.key).toMatchObject({
      ok: false,
      problem: 'the key has 1024 bits; expected at least 2048. Make a new API key.',
    });
  });

  test.each<[string, number, Record<string, unknown>]>([
    ['holds', 60, { ok: true, text: 'session token for 60 min' }],
    [
      'is about to expire',
      5,
      { ok: true, advice: 'the session token expires in 5 min. Run oci session refresh --profile DEFAULT.' },
    ],
    [
      'has expired',
      -1,
      {
        ok: false,
        problem: 'The session of the profile DEFAULT is over. Run oci session authenticate --profile-name DEFAULT.',
      },
    ],
  ])('of a session %s', async (_what, minutes, line) => {
    const nowMs = Date.parse('2026-11-25T12:00:00Z');
    const payload = Buffer.from(JSON.stringify({ exp: nowMs / 1000 + minutes * 60 })).toString('base64url');
    const token = path.join(folder, `token-${String(minutes)}`);
    fs.writeFileSync(token, `x.${payload}.x`);
    const own = ociUser(folder, { security_token_file: token, fingerprint: undefined, user: undefined });
    expect((await look({ config: own.configFile }, { now: () => nowMs })).lines.key).toMatchObject(line);
  });
});
