import { spawn } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readProfile } from '../../oci-user/oci-profile';
import { resultOf } from '../../testing/command';
import type { CommandResult } from '../../testing/command';
import { ExchangeStandIn } from '../../testing/exchange-stand-in';
import type { Asked } from '../../testing/exchange-stand-in';
import { scratch } from '../../testing/scratch';

const SCRIPT = path.join(__dirname, '..', '..', 'examples', 'pipelines', 'oci-session.mjs');
const JOB_TOKEN = 'job.token.of-the-issuer';
const SESSION = 'session.token.of-the-domain';
const SECRET = 'secret-of-the-application';

/** Loaded before the script: no request is waited for, so that no test depends on time. */
const IMPATIENT = `data:text/javascript,${encodeURIComponent(
  "AbortSignal.timeout = (ms) => AbortSignal.abort(new DOMException('after ' + ms, 'TimeoutError'));",
)}`;

describe('the script that gets a session', () => {
  const standIn = new ExchangeStandIn();
  let home = '';

  beforeAll(() => standIn.start());
  afterAll(() => standIn.stop());
  beforeEach(() => {
    home = scratch('home');
    standIn.asked.length = 0;
    Object.assign(standIn, { status: 200, answer: { token: SESSION } });
    Object.assign(standIn, { issuerStatus: 200, issuerAnswer: { value: JOB_TOKEN } });
  });

  const refusal = (message: string) => ({ exitCode: 1, stdout: '', stderr: `${message}\n` });
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
    expect(await run(standIn.runner)).toMatchObject({ exitCode: 0 });
    expect(standIn.asked.map(({ url }) => url)).toEqual([
      '/issuer?v=1&audience=https%3A%2F%2Fcloud.oracle.com',
      '/oauth2/v1/token',
    ]);
    expect(standIn.asked[0]?.authorization).toBe('Bearer token-of-the-runner');
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

  test('prints no secret when all is well', async () => {
    const done = JSON.stringify(await run(standIn.runner));
    for (const secret of [JOB_TOKEN, SESSION, SECRET, 'token-of-the-runner']) expect(done).not.toContain(secret);
  });

  test('tells in one line what the domain said of a refusal, without its secrets', async () => {
    const basic = Buffer.from(`application:${SECRET}`).toString('base64');
    const other = jwt({ sub: 'somebody' });
    const text = `No trust\n::warning::for\u001b[31m ${JOB_TOKEN}, ${SECRET}, ${basic}, ${other}.`;
    Object.assign(standIn, { status: 401, answer: { error: 'invalid_grant', error_description: text } });
    expect(await run({ OCI_ID_TOKEN: JOB_TOKEN })).toEqual(
      refusal(
        'The identity domain gave no session: status 401 (No trust ::warning::for [31m …, …, …, ….). ' +
          'Its trust has to match the job: see docs/pipelines.md.',
      ),
    );
    expect(fs.existsSync(path.join(home, '.oci'))).toBe(false);
  });

  test('says what the trust had to match', async () => {
    const claims = { iss: 'https://token.example', sub: 'repo:o@1/r@2:environment:production', aud: 'https://aud' };
    Object.assign(standIn, { status: 401, answer: { error: 'invalid_grant' } });
    const token = jwt(claims);
    const refused = await run({ OCI_ID_TOKEN: token });
    expect(refused).toEqual(
      refusal(
        'The identity domain gave no session: status 401 (invalid_grant). Its trust has to match the job ' +
          '(iss https://token.example, sub repo:o@1/r@2:environment:production, aud https://aud): see docs/pipelines.md.',
      ),
    );
    expect(refused.stderr).not.toContain(token.split('.')[1]);
  });

  test('cuts what is long', async () => {
    Object.assign(standIn, { status: 400, answer: { error_description: 'x'.repeat(5000) } });
    const { stderr } = await run({ OCI_ID_TOKEN: JOB_TOKEN });
    expect(stderr).toContain(`status 400 (${'x'.repeat(300)}).`);
  });

  test.each<[string, NodeJS.ProcessEnv, string]>([
    [
      'a setting is missing',
      { OCI_TENANCY: '', OCI_ID_TOKEN: JOB_TOKEN },
      'OCI_TENANCY is not set. docs/pipelines.md says what it is.',
    ],
    [
      'the job has no token',
      {},
      'There is no OIDC token: set id_tokens (GitLab), or permissions: id-token: write (GitHub).',
    ],
  ])('says so when %s, and asks nobody', async (_, environment, message) => {
    expect(await run(environment)).toEqual(refusal(message));
    expect(standIn.asked).toEqual([]);
  });

  test.each([
    ['http://idcs-abc.identity.oraclecloud.com', 'http://idcs-abc.identity.oraclecloud.com'],
    ['http://127.0.0.1.example.com', 'http://127.0.0.1.example.com'],
    ['idcs-abc.identity.oraclecloud.com', 'idcs-abc.identity.oraclecloud.com'],
    ['ftp://idcs-abc.identity.oraclecloud.com', 'ftp://idcs-abc.identity.oraclecloud.com'],
    ['https://user:password@idcs-abc.identity.oraclecloud.com', 'https://…@idcs-abc.identity.oraclecloud.com'],
  ])('sends nothing to %s', async (url, shown) => {
    expect(await run({ ...standIn.runner, OCI_DOMAIN_URL: url })).toEqual(
      refusal(
        `OCI_DOMAIN_URL is not an https URL: got ${shown}; expected https://…. The identity domain's details page shows it.`,
      ),
    );
    // Not even GitHub is asked.
    expect(standIn.asked).toEqual([]);
  });

  const RUN_AGAIN = "Run the job again; GitHub's status page says whether it is GitHub.";
  const IS_IT_THE_DOMAIN = 'Is OCI_DOMAIN_URL the URL of the identity domain?';

  test.each<[string, object, string]>([
    ['a status', { issuerStatus: 403, issuerAnswer: { value: JOB_TOKEN } }, 'status 403'],
    ['an empty object', { issuerAnswer: {} }, 'its answer has no value'],
    ['null', { issuerAnswer: null }, 'its answer has no value'],
    ['no JSON', { issuerAnswer: '<html>' }, 'its answer has no value'],
    ['no string', { issuerAnswer: { value: 7 } }, 'its answer has no value'],
  ])('asks the domain for nothing when GitHub answers with %s', async (_, answer, what) => {
    Object.assign(standIn, answer);
    expect(await run(standIn.runner)).toEqual(refusal(`GitHub gave no OIDC token: ${what}. ${RUN_AGAIN}`));
    expect(standIn.asked).toHaveLength(1);
  });

  test.each<[string, object, string]>([
    ['an empty object', { answer: {} }, 'its answer has no token'],
    ['null', { answer: null }, 'its answer has no token'],
    ['an empty token', { answer: { token: '' } }, 'its answer has no token'],
    ['a page', { answer: '<html>' }, 'status 200, and no JSON'],
    ["a proxy's page", { status: 502, answer: '<html>' }, 'status 502, and no JSON'],
  ])('writes nothing when the domain answers with %s', async (_, answer, what) => {
    Object.assign(standIn, answer);
    expect(await run({ OCI_ID_TOKEN: JOB_TOKEN })).toEqual(
      refusal(`The identity domain gave no session: ${what}. ${IS_IT_THE_DOMAIN}`),
    );
    expect(fs.existsSync(path.join(home, '.oci'))).toBe(false);
  });

  test('follows no redirect, as the secret would go along', async () => {
    Object.assign(standIn, { status: 307 });
    expect(await run({ OCI_ID_TOKEN: JOB_TOKEN })).toEqual(
      refusal(`The identity domain cannot be reached at ${standIn.host}: unexpected redirect. ${IS_IT_THE_DOMAIN}`),
    );
    expect(standIn.asked).toHaveLength(1);
  });

  test('says what cannot be reached', async () => {
    const closed = new ExchangeStandIn();
    await closed.start();
    const { host, origin } = closed;
    await closed.stop();
    expect(await run({ OCI_ID_TOKEN: JOB_TOKEN, OCI_DOMAIN_URL: origin })).toEqual(
      refusal(`The identity domain cannot be reached at ${host}: ECONNREFUSED. ${IS_IT_THE_DOMAIN}`),
    );
  });

  test.each<[string, () => NodeJS.ProcessEnv, string]>([
    ['GitHub', () => standIn.runner, RUN_AGAIN],
    ['The identity domain', () => ({ OCI_ID_TOKEN: JOB_TOKEN }), IS_IT_THE_DOMAIN],
  ])('does not wait for ever: %s', async (who, environment, next) => {
    expect(await run({ ...environment(), NODE_OPTIONS: `--import=${IMPATIENT}` })).toEqual(
      refusal(`${who} cannot be reached at ${standIn.host}: no answer within 30 s. ${next}`),
    );
  });

  test("keeps a user's own configuration", async () => {
    fs.mkdirSync(path.join(home, '.oci'));
    fs.writeFileSync(path.join(home, '.oci', 'config'), '[DEFAULT]\n');
    expect((await run({ OCI_ID_TOKEN: JOB_TOKEN })).exitCode).toBe(1);
    expect(fs.readFileSync(path.join(home, '.oci', 'config'), 'utf8')).toBe('[DEFAULT]\n');
  });
});

function jwt(claims: object): string {
  const [header, payload] = [{ alg: 'RS256' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return [header, payload, 'c2lnbmF0dXJl'].join('.');
}
