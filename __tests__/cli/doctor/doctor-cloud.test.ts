import fs from 'node:fs';
import path from 'node:path';
import type { DoctorSetup } from '../../../cli/doctor/doctor';
import { serviceUrl } from '../../../cli/oci/oci-service';
import { domain, folder, identity, KEY, look, lookAtCloud, REGIONS, registry } from '../../../testing/doctor-scene';
import { loopbackServer } from '../../../testing/loopback-server';
import { ociUser } from '../../../testing/oci-user';

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
      'another than the home region',
      [
        { regionName: 'eu-frankfurt-1', status: 'READY', isHomeRegion: true },
        { regionName: 'eu-zurich-1', status: 'READY', isHomeRegion: false },
      ],
      200,
      'eu-zurich-1',
      {
        ok: true,
        advice: "eu-zurich-1: subscribed, not the home region: the stack has to say homeRegion: 'eu-frankfurt-1'.",
      },
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
      problem:
        'eu-frankfurt-1 does not know the key (401): the tenancy is not subscribed to that region, or the key, its fingerprint or the clock is wrong.',
    });
  });

  test('is looked up in the region of the profile, as another may not know the tenancy', async () => {
    const regions = await identity();
    const stranger = await loopbackServer((_request, response) => response.writeHead(401).end());
    const { lines } = await look(
      { region: 'us-phoenix-1' },
      { serviceUrl: (_service, region) => (region === 'eu-frankfurt-1' ? regions.url : stranger) },
    );
    expect(lines.region).toMatchObject({
      ok: false,
      problem: 'us-phoenix-1 is not subscribed to; the tenancy has eu-frankfurt-1, eu-zurich-1.',
    });
  });

  test('is that of a profile whose key is of no use, too', async () => {
    const own = ociUser(folder, { key_file: path.join(folder, 'lost.pem') });
    const { lines } = await lookAtCloud({ own });
    expect(lines.configuration).toMatchObject({ ok: false });
    expect(lines.clock).toMatchObject({ ok: true });
    expect(lines.registry).toMatchObject({ ok: true });
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
    const url = await loopbackServer((_request, response) => response.writeHead(404).end());
    expect((await look({ domain: url })).lines['identity domain']).toMatchObject({
      ok: false,
      problem: `${url.origin} is no identity domain (404); expected the URL of its details page.`,
    });
  });

  test.each(['https://domain.test/ui/v1/adminconsole', 'http://domain.test', 'https://user:secret@domain.test'])(
    'is not %s, to which the stack would add its paths',
    async (url) => {
      const { lines } = await look({}, { environment: { TF_VAR_identity_domain_url: url } });
      expect(lines['identity domain']).toMatchObject({
        ok: false,
        problem: expect.stringMatching(/^TF_VAR_identity_domain_url is not the URL of a domain: got /) as string,
      });
      expect(JSON.stringify(lines)).not.toContain('secret');
    },
  );

  test('comes from TF_VAR_identity_domain_url', async () => {
    const url = await domain();
    const environment = { TF_VAR_identity_domain_url: url.origin };
    expect((await look({}, { environment })).lines['identity domain']).toMatchObject({ ok: true });
    const wrong = { TF_VAR_identity_domain_url: 'my-domain' };
    expect((await look({}, { environment: wrong })).lines['identity domain']).toMatchObject({
      ok: false,
      problem:
        'TF_VAR_identity_domain_url is not the URL of a domain: got my-domain; expected https:// and a host, as its details page has it.',
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
    ['another exponent', JSON.stringify({ ...KEY, e: 'Aw' }), { ok: false }],
    ['none', 'SIGNING_KEY', { ok: false }],
  ])('signs with a key, and the gateway gets %s', async (_what, json, line) => {
    const environment = { TF_VAR_identity_domain_signing_key: json };
    const { lines } = await look({ domain: await domain() }, { environment });
    expect(lines['fixed key']).toMatchObject(line);
  });
});

/** A stack of one function, whose bundle goes onto a base. */
function imagesOn(base: string): { readonly name: string; readonly directory: string } {
  const directory = fs.mkdtempSync(path.join(folder, 'stack-'));
  const manifest = { base, entrypoint: ['node'], platform: 'linux/amd64', files: {} };
  const bundle = path.join(directory, 'assets', 'Image', 'tag');
  fs.mkdirSync(bundle, { recursive: true });
  fs.writeFileSync(path.join(bundle, 'image.json'), JSON.stringify(manifest));
  const resource = { oci_functions_function: { Search: { image: 'registry.test/search:tag' } } };
  fs.writeFileSync(path.join(directory, 'cdk.tf.json'), JSON.stringify({ resource }));
  return { name: 'shop', directory };
}

describe('the provider', () => {
  const provider = async (setup: DoctorSetup): Promise<unknown> => (await look({}, setup)).lines.provider;

  test.each<[number, Record<string, unknown>]>([
    [200, { ok: true, text: expect.stringMatching(/^127\.0\.0\.1:\d+ answers$/) as string }],
    [
      503,
      {
        ok: false,
        problem: expect.stringMatching(/answers 503\. Without it, name a mirror in a provider_installation/) as string,
      },
    ],
  ])('is downloaded from a registry that answers %i', async (status, line) => {
    const seen: string[] = [];
    const providerRegistry = await loopbackServer((request, response) => {
      seen.push(request.url ?? '');
      response.writeHead(status).end('{}');
    });
    expect(await provider({ providerRegistry })).toMatchObject(line);
    expect(seen).toEqual(['/.well-known/terraform.json']);
  });

  test('is asked for nowhere when every stack has it', async () => {
    const stacks = [imagesOn('127.0.0.1:1/a'), imagesOn('127.0.0.1:1/a')];
    const install = ({ directory }: (typeof stacks)[number]): void => {
      const name = path.join(directory, '.terraform', 'providers', 'registry.test', 'oracle', 'oci');
      fs.mkdirSync(name, { recursive: true });
    };
    stacks.slice(0, 1).forEach(install);
    expect(await provider({ stacks })).toMatchObject({ ok: false });
    stacks.forEach(install);
    expect(await provider({ stacks })).toMatchObject({ ok: true, text: 'oracle/oci is there, from an earlier init' });
  });

  test('is not looked for where a mirror is named', async () => {
    const home = fs.mkdtempSync(path.join(folder, 'home-'));
    const file = path.join(home, 'own.tfrc');
    fs.writeFileSync(file, 'provider_installation {\n  filesystem_mirror {}\n}\n');
    const line = (name: string): unknown => ({ skipped: true, reason: `${name} says where providers come from.` });
    expect(await provider({ environment: { TF_CLI_CONFIG_FILE: file } })).toMatchObject(line(file) as object);
    fs.copyFileSync(file, path.join(home, '.terraformrc'));
    expect(await provider({ environment: { HOME: home } })).toMatchObject(
      line(path.join(home, '.terraformrc')) as object,
    );
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

  test('of the base is that of the images of the last synth', async () => {
    const [url, other] = [await registry(), await registry(502)];
    const stacks = [url, other, url].map((base) => imagesOn(`${base.host}/base/node:24`));
    expect((await look({}, { stacks: stacks.slice(0, 1), baseRegistry: undefined })).lines['base image']).toMatchObject(
      {
        ok: true,
        text: `${url.host} answers`,
      },
    );
    expect((await look({}, { stacks, baseRegistry: undefined })).lines['base image']).toMatchObject({
      ok: false,
      problem: `${other.host} answers 502, which no registry does. Is there a proxy in between?`,
    });
  });

  test('of the base is none where every image is pushed already', async () => {
    const stacks = [imagesOn('127.0.0.1:1/base/node:24')];
    fs.rmSync(path.join(stacks[0]?.directory ?? '', 'assets'), { recursive: true });
    expect((await look({}, { stacks, baseRegistry: undefined })).lines['base image']).toMatchObject({
      skipped: true,
      reason: 'no image of the stacks is built here.',
    });
  });

  test('is not there', async () => {
    expect((await look()).lines.registry).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^127\.0\.0\.1:1 cannot be reached: /) as string,
    });
  });
});
