import { spawn } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readProfile } from '../../image/oci-profile';
import { resultOf } from '../../testing/command';
import type { CommandResult } from '../../testing/command';
import { scratch } from '../../testing/scratch';

const SCRIPT = path.join(__dirname, '..', '..', 'examples', 'pipelines', 'oci-session.mjs');
const JOB_TOKEN = 'job.token.of-the-issuer';
const SESSION = 'session.token.of-the-domain';
const SECRET = 'secret-of-the-application';

interface Asked {
  readonly url: string;
  readonly authorization: string;
  readonly form: URLSearchParams;
}

/** GitHub's issuer of tokens, and the identity domain. */
class StandIn {
  readonly asked: Asked[] = [];
  status = 200;
  answer: object = { token: SESSION };
  private readonly server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { url = '', headers } = request;
      this.asked.push({ url, authorization: headers.authorization ?? '', form: new URLSearchParams(body) });
      const isIssuer = url.startsWith('/issuer');
      response.statusCode = isIssuer ? 200 : this.status;
      response.end(JSON.stringify(isIssuer ? { value: JOB_TOKEN } : this.answer));
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe('the script that gets a session', () => {
  const standIn = new StandIn();
  let home = '';

  beforeAll(() => standIn.start());
  afterAll(() => standIn.stop());
  beforeEach(() => {
    home = scratch('home');
    standIn.asked.length = 0;
    Object.assign(standIn, { status: 200, answer: { token: SESSION } });
  });

  const run = (environment: NodeJS.ProcessEnv): Promise<CommandResult> =>
    resultOf(
      spawn(process.execPath, [SCRIPT], {
        env: {
          HOME: home,
          OCI_DOMAIN_URL: `${standIn.origin}/`,
          OCI_CLIENT_ID: 'application',
          OCI_CLIENT_SECRET: SECRET,
          OCI_TENANCY: 'ocid1.tenancy.oc1..example',
          OCI_REGION: 'eu-frankfurt-1',
          ...environment,
        },
      }),
    );

  test("exchanges GitLab's token", async () => {
    expect(await run({ OCI_ID_TOKEN: JOB_TOKEN })).toMatchObject({ exitCode: 0, stderr: '' });
    const [{ url, authorization, form } = standIn.asked[0] as Asked] = standIn.asked;
    expect(url).toBe('/oauth2/v1/token');
    expect(authorization).toBe(`Basic ${Buffer.from(`application:${SECRET}`).toString('base64')}`);
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      requested_token_type: 'urn:oci:token-type:oci-upst',
      public_key: expect.any(String) as string,
      subject_token: JOB_TOKEN,
      subject_token_type: 'jwt',
    });
  });

  test("asks for GitHub's token first, for the audience that the trust wants", async () => {
    const request = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${standIn.origin}/issuer?v=1`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runner',
    };
    expect(await run(request)).toMatchObject({ exitCode: 0 });
    expect(standIn.asked.map(({ url }) => url)).toEqual([
      '/issuer?v=1&audience=https%3A%2F%2Fcloud.oracle.com',
      '/oauth2/v1/token',
    ]);
    expect(standIn.asked[0]?.authorization).toBe('Bearer runner');
    expect(standIn.asked[1]?.form.get('subject_token')).toBe(JOB_TOKEN);
  });

  test('leaves a profile that the pusher of images reads, with the key that was asked for', async () => {
    await run({ OCI_ID_TOKEN: JOB_TOKEN });
    const profile = readProfile({ config: path.join(home, '.oci', 'config') });
    expect(await profile.getKeyId()).toBe(`ST$${SESSION}`);
    expect(profile.tryEntry('region')).toBe('eu-frankfurt-1');
    const der = createPublicKey(profile.getPrivateKey()).export({ type: 'spki', format: 'der' });
    expect(standIn.asked[0]?.form.get('public_key')).toBe(der.toString('base64'));
  });

  test('lets nobody else read what it wrote', async () => {
    await run({ OCI_ID_TOKEN: JOB_TOKEN });
    const folder = path.join(home, '.oci');
    const modes = fs.readdirSync(folder).map((name) => (fs.statSync(path.join(folder, name)).mode & 0o777).toString(8));
    expect(modes).toEqual(['600', '600', '600']);
  });

  test('prints no secret, also when it fails', async () => {
    const done = await run({ OCI_ID_TOKEN: JOB_TOKEN });
    home = scratch('home');
    Object.assign(standIn, { status: 401, answer: { error: JOB_TOKEN } });
    const refused = await run({ OCI_ID_TOKEN: JOB_TOKEN });
    for (const secret of [JOB_TOKEN, SESSION, SECRET]) expect(JSON.stringify([done, refused])).not.toContain(secret);
    expect(refused).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'The identity domain gave no session: status 401. Does its trust match the job?\n',
    });
    expect(fs.existsSync(path.join(home, '.oci'))).toBe(false);
  });

  test.each([
    ['a setting is missing', { OCI_TENANCY: '', OCI_ID_TOKEN: JOB_TOKEN }, 'OCI_TENANCY is not set.'],
    [
      'the job has no token',
      {},
      'There is no OIDC token: set id_tokens (GitLab), or permissions: id-token: write (GitHub).',
    ],
  ])('says so when %s', async (_, environment, message) => {
    expect(await run(environment)).toEqual({ exitCode: 1, stdout: '', stderr: `${message}\n` });
    expect(standIn.asked).toEqual([]);
  });

  test("keeps a user's own configuration", async () => {
    fs.mkdirSync(path.join(home, '.oci'));
    fs.writeFileSync(path.join(home, '.oci', 'config'), '[DEFAULT]\n');
    expect((await run({ OCI_ID_TOKEN: JOB_TOKEN })).exitCode).toBe(1);
    expect(fs.readFileSync(path.join(home, '.oci', 'config'), 'utf8')).toBe('[DEFAULT]\n');
  });
});
