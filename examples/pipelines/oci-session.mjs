// Exchanges the job's own OIDC token for a session of OCI, and writes it as a profile of OCI's configuration file.
// Needs Node alone. Nothing that it prints is a secret; its key is made here and never leaves the machine.
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const AUDIENCE = 'https://cloud.oracle.com';

function setting(name) {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set.`);
  return value;
}

/** GitHub gives a token to who asks for it; GitLab puts it into the variable that `id_tokens` names. */
async function jobToken() {
  const { OCI_ID_TOKEN, ACTIONS_ID_TOKEN_REQUEST_URL: url } = process.env;
  if (OCI_ID_TOKEN) return OCI_ID_TOKEN;
  if (!url)
    throw new Error('There is no OIDC token: set id_tokens (GitLab), or permissions: id-token: write (GitHub).');
  const response = await fetch(`${url}&audience=${encodeURIComponent(AUDIENCE)}`, {
    headers: { authorization: `Bearer ${setting('ACTIONS_ID_TOKEN_REQUEST_TOKEN')}` },
  });
  if (!response.ok) throw new Error(`GitHub gave no OIDC token: status ${String(response.status)}.`);
  return (await response.json()).value;
}

/** The session is good only together with the key that it was asked for. */
async function session(publicKey) {
  const client = Buffer.from(`${setting('OCI_CLIENT_ID')}:${setting('OCI_CLIENT_SECRET')}`).toString('base64');
  const response = await fetch(`${setting('OCI_DOMAIN_URL').replace(/\/$/, '')}/oauth2/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${client}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new globalThis.URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      requested_token_type: 'urn:oci:token-type:oci-upst',
      public_key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      subject_token: await jobToken(),
      subject_token_type: 'jwt',
    }).toString(),
    signal: globalThis.AbortSignal.timeout(30_000),
  });
  if (!response.ok) {
    throw new Error(
      `The identity domain gave no session: status ${String(response.status)}. Does its trust match the job?`,
    );
  }
  const { token } = await response.json();
  if (typeof token !== 'string') throw new Error('The identity domain gave no session: its answer has no token.');
  return token;
}

async function main() {
  const folder = path.join(os.homedir(), '.oci');
  const config = path.join(folder, 'config');
  if (fs.existsSync(config)) throw new Error(`${config} is there already; this is for machines that live for one job.`);
  const [tenancy, region] = [setting('OCI_TENANCY'), setting('OCI_REGION')];
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const token = await session(publicKey);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name, text) => {
    fs.writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    return path.join(folder, name);
  };
  const key = write('session_key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const file = write('session_token', token);
  const entries = { tenancy, region, key_file: key, security_token_file: file };
  const lines = Object.entries(entries).map(([name, value]) => `${name}=${value}`);
  write('config', `[DEFAULT]\n${lines.join('\n')}\n`);
  process.stdout.write(`${config} has a session in ${region}.\n`);
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
