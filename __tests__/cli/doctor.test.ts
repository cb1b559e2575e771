import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { doctor } from '../../cli/doctor';
import type { DoctorOptions, DoctorSetup } from '../../cli/doctor';
import { serviceUrl } from '../../cli/oci-service';
import { checkNode } from '../../cli/tool-checks';
import packageJson from '../../package.json';
import { jsonLines, runCommand } from '../../testing/command';
import { DomainStandIn } from '../../testing/domain-stand-in';
import { ociUser } from '../../testing/oci-user';
import type { OciUser } from '../../testing/oci-user';
import { recordedPrinter } from '../../testing/recorded-printer';
import { scratch } from '../../testing/scratch';

const folder = scratch('doctor');
const user = ociUser(folder);
const REGIONS = [
  { regionKey: 'FRA', regionName: 'eu-frankfurt-1', status: 'READY', isHomeRegion: true },
  { regionKey: 'ZRH', regionName: 'eu-zurich-1', status: 'IN_PROGRESS', isHomeRegion: false },
];
const KEY = { kty: 'RSA', kid: 'SIGNING_KEY', alg: 'RS256', n: 'AQAB', e: 'AQAB' };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** Anything that answers on the loopback. */
async function server(answer: RequestListener): Promise<URL> {
  const started: Server = createServer(answer);
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  stops.push(
    () =>
      new Promise((resolve) => {
        started.closeAllConnections();
        started.close(() => {
          resolve();
        });
      }),
  );
  return new URL(`http://127.0.0.1:${String((started.address() as AddressInfo).port)}`);
}

/** The identity service: lets through what the user signed. */
async function identity(body: unknown = REGIONS, status = 200): Promise<DomainStandIn> {
  const standIn = await DomainStandIn.start(user.publicKey, user.keyId, (_request, response) => {
    response.writeHead(status).end(JSON.stringify(body));
  });
  stops.push(() => standIn.stop());
  return standIn;
}

/** An identity domain, whose key set only the signed see. */
async function domain(jwkStatus = 401): Promise<URL> {
  return server((request, response) => {
    if (request.url === '/.well-known/openid-configuration') response.end('{"issuer":"https://identity.test/"}');
    else if (request.headers.authorization !== undefined || jwkStatus === 200)
      response.end(JSON.stringify({ keys: [KEY] }));
    else response.writeHead(jwkStatus).end();
  });
}

const registry = (status = 401): Promise<URL> => server((_request, response) => response.writeHead(status).end());

interface Looked {
  readonly lines: Readonly<Record<string, Record<string, unknown> | undefined>>;
  readonly failure?: string;
}

/** Looks; the line of every check by its name, and how it ended. */
async function look(options: DoctorOptions = {}, setup: DoctorSetup = {}): Promise<Looked> {
  const { printer, printed } = recordedPrinter(true);
  const failure = await doctor(
    { config: user.configFile, ...options },
    {
      printer,
      signal: new AbortController().signal,
      environment: {},
      keyIsFetched: false,
      ociStacks: [],
      serviceUrl: () => new URL('http://127.0.0.1:1'),
      baseRegistry: new URL('http://127.0.0.1:1'),
      ...setup,
    },
  ).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
  const lines = jsonLines(printed()).map((line): [string, Record<string, unknown>] => [String(line.step), line]);
  return { lines: Object.fromEntries(lines), failure };
}

/** Looks with everything in its place but for what is given. */
async function lookAtCloud(
  { regions, skewMs = 0, own = user }: { regions?: DomainStandIn; skewMs?: number; own?: OciUser } = {},
  setup: DoctorSetup = {},
): Promise<Looked> {
  const services: Record<string, URL> = { identity: (regions ?? (await identity())).url, ocir: await registry() };
  return look(
    { config: own.configFile, domain: await domain() },
    {
      serviceUrl: (service) => services[service] as URL,
      baseRegistry: await registry(),
      now: () => Date.now() + skewMs,
      ...setup,
    },
  );
}

describe('signed-api doctor', () => {
  test('has a line for each thing that a deploy needs', async () => {
    const { lines, failure } = await lookAtCloud();
    expect(failure).toBeUndefined();
    expect(Object.keys(lines)).toEqual([
      'node',
      'terraform',
      'configuration',
      'key',
      'clock',
      'region',
      'identity domain',
      'signing key',
      'fixed key',
      'registry',
      'base image',
    ]);
    expect(lines.region).toMatchObject({ ok: true, text: 'eu-frankfurt-1: subscribed, the home region' });
  });

  test('only reads', async () => {
    const regions = await identity();
    await lookAtCloud({ regions });
    expect(regions.seen).toEqual(['GET /', 'GET /20160918/tenancies/ocid1.tenancy.oc1..test/regionSubscriptions']);
  });

  test("prints nothing of the user's key", async () => {
    expect(JSON.stringify(await lookAtCloud())).not.toContain(user.secret);
  });

  test('skips what it cannot look at, with the reason', async () => {
    const { lines, failure } = await look({ config: path.join(folder, 'none') });
    expect(lines.configuration).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/none, the configuration file, is not there\./) as string,
    });
    expect(lines.key).toMatchObject({ skipped: true, reason: 'there is no profile to sign with.' });
    expect(lines.clock).toMatchObject({
      skipped: true,
      reason: 'no region is known. Set TF_VAR_region, or pass --region.',
    });
    expect(lines['identity domain']).toMatchObject({
      skipped: true,
      reason: 'no identity domain is known. Set TF_VAR_identity_domain_url, or pass --domain.',
    });
    // The configuration, and the registry of the base image, which was not there either.
    expect(failure).toBe('2 checks failed.');
  });

  test('fails with exit code 1', async () => {
    const { exitCode, stderr } = await runCommand(['doctor', '--config', path.join(folder, 'none')]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^\d checks? failed\.\n$/);
  });

  test('refuses a domain that is none, with exit code 2', async () => {
    const { exitCode, stderr } = await runCommand(['doctor', '--domain', 'http://domain.test']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('expected https:// and a host');
  });

  test('waits no longer than agreed', async () => {
    const silent = await server(() => undefined);
    const { lines } = await look({}, { serviceUrl: () => silent, timeoutMs: 50 });
    expect(lines.clock).toMatchObject({ ok: false, problem: `${silent.host} did not answer within 0.05 s.` });
  });
});

describe('node', () => {
  test.each([
    ['v18.20.0', { failed: 'v18.20.0 is too old; expected 20.19 or newer. Install a newer Node.' }],
    ['v20.18.3', { failed: 'v20.18.3 is too old; expected 20.19 or newer. Install a newer Node.' }],
    ['v20.19.0', { ok: 'v20.19.0' }],
    ['v24.1.0', { ok: 'v24.1.0' }],
  ])('is judged by its version: %s', (version, outcome) => {
    expect(checkNode(version)).toEqual(outcome);
  });

  test('has to be as new as the package says', () => {
    expect(packageJson.engines.node).toBe('>=20.19');
  });
});

describe('terraform', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  /** Only these programs are on the PATH; each prints this version. */
  const only = (versions: Record<string, string>, wanted?: string): void => {
    const bin = fs.mkdtempSync(path.join(folder, 'bin-'));
    for (const [name, version] of Object.entries(versions)) {
      fs.writeFileSync(path.join(bin, name), `#!/bin/sh\necho '{"terraform_version":"${version}"}'\n`, { mode: 0o755 });
    }
    process.env.PATH = bin;
    if (wanted === undefined) delete process.env.TERRAFORM_BINARY_NAME;
    else process.env.TERRAFORM_BINARY_NAME = wanted;
  };

  test.each<[string, Record<string, string>, string | undefined, Record<string, unknown>]>([
    ['new enough', { terraform: '1.6.0' }, undefined, { ok: true, text: 'terraform 1.6.0' }],
    [
      'too old',
      { terraform: '1.3.9' },
      undefined,
      { ok: false, problem: 'terraform 1.3.9 is too old; expected 1.4 or newer.' },
    ],
    [
      'too old for imports',
      { terraform: '1.5.7' },
      undefined,
      { advice: 'terraform 1.5.7. signingCertificatePublicAccess imports settings, which takes 1.6.' },
    ],
    [
      'missing',
      {},
      undefined,
      {
        ok: false,
        problem: 'neither terraform nor tofu is on the PATH. Install Terraform 1.4 or newer, or OpenTofu.',
      },
    ],
    [
      'OpenTofu, which cdktf is not told of',
      { tofu: '1.8.0' },
      undefined,
      { advice: 'tofu 1.8.0. Set TERRAFORM_BINARY_NAME=tofu, or cdktf looks for terraform.' },
    ],
    ['OpenTofu', { tofu: '1.8.0' }, 'tofu', { ok: true, text: 'tofu 1.8.0' }],
    [
      'the one that cdktf is told of, but is not there',
      { terraform: '1.6.0' },
      'tofu',
      {
        ok: false,
        problem: 'tofu (TERRAFORM_BINARY_NAME) does not run. Install Terraform 1.4 or newer, or OpenTofu.',
      },
    ],
  ])('is %s', async (_what, versions, wanted, line) => {
    only(versions, wanted);
    expect((await look()).lines.terraform).toMatchObject(line);
  });

  test.each<[string, Record<string, string>, string | undefined, readonly string[], Record<string, unknown>]>([
    ['new enough', { terraform: '1.12.0' }, undefined, ['shop'], { ok: true, text: 'terraform 1.12.0' }],
    [
      'too old',
      { terraform: '1.11.4' },
      undefined,
      ['shop', 'orders'],
      {
        ok: false,
        problem:
          'terraform 1.11.4 is too old for the backend oci of shop, orders; expected 1.12 or newer. Install a newer one, or keep the state elsewhere: docs/state.md.',
      },
    ],
    ['old, but there is no such stack', { terraform: '1.11.4' }, undefined, [], { ok: true, text: 'terraform 1.11.4' }],
    [
      'OpenTofu',
      { tofu: '1.12.0' },
      'tofu',
      ['shop'],
      {
        ok: false,
        problem:
          'tofu 1.12.0: OpenTofu has no backend oci, which shop needs. Install Terraform 1.12 or newer, or keep the state elsewhere: docs/state.md.',
      },
    ],
    ['OpenTofu, but there is no such stack', { tofu: '1.12.0' }, 'tofu', [], { ok: true, text: 'tofu 1.12.0' }],
    [
      'missing',
      {},
      undefined,
      ['shop'],
      {
        ok: false,
        problem:
          'neither terraform nor tofu is on the PATH. Install Terraform 1.12 or newer, which the backend oci of shop takes.',
      },
    ],
  ])('keeps the state in the backend oci, and is %s', async (_what, versions, wanted, ociStacks, line) => {
    only(versions, wanted);
    expect((await look({}, { ociStacks })).lines.terraform).toMatchObject(line);
  });

  describe('of a project', () => {
    const OLD = {
      ok: false,
      problem:
        'terraform 1.11.4 is too old for the backend oci of orders; expected 1.12 or newer. Install a newer one, or keep the state elsewhere: docs/state.md.',
    };
    const FINE = { ok: true, text: 'terraform 1.11.4' };

    afterEach(() => {
      jest.restoreAllMocks();
    });

    /** A project whose last synth made these stacks, by name the backend of each. */
    const project = (backends: Record<string, string>): void => {
      const root = fs.mkdtempSync(path.join(folder, 'project-'));
      const write = (file: string, content: unknown): void => {
        fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        fs.writeFileSync(path.join(root, file), JSON.stringify(content));
      };
      write('cdktf.json', { app: 'true' });
      const stacks = Object.keys(backends).map((name) => [name, { name, workingDirectory: `stacks/${name}` }]);
      if (stacks.length > 0) write('cdktf.out/manifest.json', { stacks: Object.fromEntries(stacks) as unknown });
      for (const [name, backend] of Object.entries(backends)) {
        write(`cdktf.out/stacks/${name}/cdk.tf.json`, { terraform: { backend: { [backend]: {} } } });
      }
      jest.spyOn(process, 'cwd').mockReturnValue(root);
    };

    test.each<[string, Record<string, string>, Record<string, unknown>]>([
      ['one stack of several has the backend oci', { shop: 'local', orders: 'oci' }, OLD],
      ['no stack has the backend oci', { shop: 'local', orders: 's3' }, FINE],
      ['there was no synth', {}, FINE],
    ])('is judged by the last synth: %s', async (_what, backends, line) => {
      only({ terraform: '1.11.4' });
      project(backends);
      expect((await look({}, { ociStacks: undefined })).lines.terraform).toMatchObject(line);
    });
  });
});

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
      { ok: false, problem: 'the session token has expired. Run oci session refresh --profile DEFAULT.' },
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

describe('the clock', () => {
  test.each<[number, Record<string, unknown>]>([
    [0, { ok: true, text: expect.stringMatching(/^right: [01] s/) as string }],
    [
      2 * 60_000,
      { ok: true, advice: expect.stringMatching(/^1(19|20|21) s ahead of .*; OCI allows 300 s\.$/) as string },
    ],
    [
      -6 * 60_000,
      {
        ok: false,
        problem: expect.stringMatching(/^3(59|60|61) s behind .*; OCI allows 300 s\. Set the clock\.$/) as string,
      },
    ],
  ])('is %i ms away', async (skewMs, line) => {
    expect((await lookAtCloud({ skewMs })).lines.clock).toMatchObject(line);
  });
});

describe('the region', () => {
  test.each<[string, unknown, number, string, Record<string, unknown>]>([
    [
      'not subscribed to',
      REGIONS,
      200,
      'us-phoenix-1',
      { ok: false, problem: 'us-phoenix-1 is not subscribed to; the tenancy has eu-frankfurt-1, eu-zurich-1.' },
    ],
    [
      'not ready',
      REGIONS,
      200,
      'eu-zurich-1',
      { ok: false, problem: 'eu-zurich-1 is not ready yet; the tenancy has eu-frankfurt-1, eu-zurich-1.' },
    ],
    [
      'not to be seen',
      { code: 'NotAuthorizedOrNotFound', message: 'x' },
      404,
      'eu-frankfurt-1',
      { skipped: true, reason: 'the user may not inspect the tenancy.' },
    ],
    [
      'answered with something else',
      {},
      200,
      'eu-frankfurt-1',
      { ok: false, problem: 'the tenancy answers something else than its regions.' },
    ],
  ])('is %s', async (_what, body, status, region, line) => {
    const regions = await identity(body, status);
    const { lines } = await look({ region }, { serviceUrl: () => regions.url });
    expect(lines.region).toMatchObject(line);
  });

  test('is asked for with a key that OCI knows', async () => {
    const stranger = ociUser(folder);
    const { lines } = await lookAtCloud({ own: { ...stranger } });
    expect(lines.region).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/does not answer \(401\)/) as string,
    });
  });

  test('comes from the command line, else from TF_VAR_region, else from the profile', async () => {
    const asked = new Set<string>();
    const setup = {
      serviceUrl: (_service: string, region: string): URL => {
        asked.add(region);
        return new URL('http://127.0.0.1:1');
      },
    };
    await look({}, setup);
    await look({}, { ...setup, environment: { TF_VAR_region: 'eu-madrid-1' } });
    await look({ region: 'eu-paris-1' }, { ...setup, environment: { TF_VAR_region: 'eu-madrid-1' } });
    expect([...asked]).toEqual(['eu-frankfurt-1', 'eu-madrid-1', 'eu-paris-1']);
  });

  test('is one', () => {
    expect(() => serviceUrl('identity', 'frankfurt')).toThrow(
      'The region is none: got frankfurt; expected eu-frankfurt-1 or the like.',
    );
    expect(serviceUrl('identity', 'eu-frankfurt-1').href).toBe('https://identity.eu-frankfurt-1.oci.oraclecloud.com/');
  });
});

describe('the identity domain', () => {
  test('answers', async () => {
    const url = await domain();
    const { lines } = await look({ domain: url });
    expect(lines['identity domain']).toMatchObject({ ok: true, text: `${url.origin} answers` });
  });

  test('is another server', async () => {
    const url = await server((_request, response) => response.writeHead(404).end());
    expect((await look({ domain: url })).lines['identity domain']).toMatchObject({
      ok: false,
      problem: `${url.origin} is no identity domain (404); expected the URL of its details page.`,
    });
  });

  test('comes from TF_VAR_identity_domain_url', async () => {
    const url = await domain();
    const environment = { TF_VAR_identity_domain_url: url.origin };
    expect((await look({}, { environment })).lines['identity domain']).toMatchObject({ ok: true });
    const wrong = { TF_VAR_identity_domain_url: 'my-domain' };
    expect((await look({}, { environment: wrong })).lines['identity domain']).toMatchObject({
      ok: false,
      problem: 'TF_VAR_identity_domain_url is no URL; expected the one of the details page of the domain.',
    });
  });

  test.each<[number, boolean, Record<string, unknown>]>([
    [200, false, { ok: true, text: "public: good for fixed keys, and for keys: 'remote'" }],
    [200, true, { ok: true }],
    [401, false, { ok: true, text: "not public: right for fixed keys, the default; keys: 'remote' would need it" }],
    [
      401,
      true,
      {
        ok: false,
        problem: "not public, but the gateway fetches it (keys: 'remote'). Switch on Access signing certificate.",
      },
    ],
    [500, false, { ok: false }],
  ])('answers %i for its key, which the gateway fetches: %s', async (status, keyIsFetched, line) => {
    const { lines } = await look({ domain: await domain(status) }, { keyIsFetched });
    expect(lines['signing key']).toMatchObject(line);
  });

  test.each<[string, string, Record<string, unknown>]>([
    ['the one', JSON.stringify(KEY), { ok: true, text: 'the one that the domain signs with' }],
    ['another', JSON.stringify({ ...KEY, n: 'AAAA' }), { ok: false }],
    ['none', 'SIGNING_KEY', { ok: false }],
  ])('signs with a key, and the gateway gets %s', async (_what, json, line) => {
    const environment = { TF_VAR_identity_domain_signing_key: json };
    const { lines } = await look({ domain: await domain() }, { environment });
    expect(lines['fixed key']).toMatchObject(line);
  });
});

describe('a registry', () => {
  test.each<[number, Record<string, unknown>]>([
    [200, { ok: true }],
    [401, { ok: true }],
    [502, { ok: false, problem: expect.stringMatching(/answers 502, which no registry does/) as string }],
  ])('answers %i', async (status, line) => {
    const url = await registry(status);
    const { lines } = await look({}, { serviceUrl: () => url, baseRegistry: url });
    expect(lines.registry).toMatchObject(line);
    expect(lines['base image']).toMatchObject(line);
  });

  test('is not there', async () => {
    expect((await look()).lines.registry).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^127\.0\.0\.1:1 cannot be reached: /) as string,
    });
  });
});
