import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { generateKeyPair, SignJWT, exportJWK } from 'jose';
import { HopError, PortError, roundTrip, startLocalCloud } from '../../local';
import type { Hop, LocalCloud, LocalCloudOptions } from '../../local';
import { StackError } from '../../terraform';
import { bundleFolder, DefaultStack, only } from '../../testing/default-stack';
import type { EditableDocument } from '../../testing/default-stack';

const stack = new DefaultStack();
afterAll(() => {
  stack.remove();
});

let clouds: LocalCloud[] = [];
afterEach(async () => {
  await Promise.all(clouds.map((cloud) => cloud.close()));
  clouds = [];
});

interface Started {
  readonly cloud: LocalCloud;
  readonly hops: Hop[];
}

async function start(options: Partial<LocalCloudOptions> = {}): Promise<Started> {
  const hops: Hop[] = [];
  const cloud = await startLocalCloud({
    stackDirectory: stack.directory,
    port: 0,
    onHop: (hop) => hops.push(hop),
    ...options,
  });
  clouds.push(cloud);
  return { cloud, hops };
}

async function once(options: Partial<LocalCloudOptions> = {}) {
  const { cloud, hops } = await start(options);
  const [route] = cloud.routes;
  if (route === undefined) throw new Error('no route');
  return roundTrip(cloud, route, hops);
}

async function call({ cloud }: Started, token: string | undefined, path = ''): Promise<Response> {
  const [route] = cloud.routes;
  return fetch(`${route?.url ?? ''}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: token }) },
    body: JSON.stringify(route?.example),
  });
}

describe('a round trip on the local cloud', () => {
  test('ends with the answer of the inventory and passes every hop', async () => {
    const { status, body, hops } = await once();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: [{ displayName: 'ledger' }, { displayName: 'reporting' }, { displayName: 'catalogue' }],
    });
    expect(hops.filter(({ ok }) => ok).map(({ hop }) => hop)).toEqual([
      'identity domain',
      'gateway',
      'function',
      'signature',
      'answer',
      'function',
    ]);
  });

  test('needs no token where the deployment has no authentication', async () => {
    const stackDirectory = stack.copy({
      document: (document) => {
        const { specification } = only(document, 'oci_apigateway_deployment') as {
          specification: {
            request_policies: Record<string, unknown>;
            routes: { request_policies: Record<string, unknown> }[];
          };
        };
        delete specification.request_policies.authentication;
        for (const route of specification.routes) delete route.request_policies.authorization;
      },
    });
    const { status, hops } = await once({ stackDirectory });
    expect(status).toBe(200);
    expect(hops.map(({ hop }) => hop)).not.toContain('identity domain');
  });

  test('names the gateway when the stack has another key than the domain signs with', async () => {
    const { publicKey } = await generateKeyPair('RS256', { extractable: true });
    const { n, e } = await exportJWK(publicKey);
    const variables = { identity_domain_signing_key: { kid: 'SIGNING_KEY', n, e } };
    await expect(once({ variables })).rejects.toMatchObject({ hop: 'gateway' });
  });

  test('names the gateway when tokens are for another audience', async () => {
    const stackDirectory = stack.copy({
      document: (document) => {
        for (const app of Object.values(document.resource.oci_identity_domains_app ?? {})) {
          if (app.audience !== undefined) app.audience = 'https://elsewhere/';
          if (app.allowed_scopes !== undefined) app.allowed_scopes = [{ fqs: 'https://elsewhere/invoke' }];
        }
      },
    });
    await expect(once({ stackDirectory })).rejects.toMatchObject({
      hop: 'gateway',
      message: expect.stringContaining('aud') as string,
    });
  });

  test('names the identity domain when the client may not ask for the scope', async () => {
    const stackDirectory = stack.copy({
      document: (document) => {
        for (const app of Object.values(document.resource.oci_identity_domains_app ?? {})) {
          if (app.allowed_scopes !== undefined) app.allowed_scopes = [{ fqs: 'https://elsewhere/invoke' }];
        }
      },
    });
    await expect(once({ stackDirectory })).rejects.toMatchObject({ hop: 'identity domain' });
  });

  test('names the signature when the body changes after it was signed', async () => {
    // Stands between the function and the wire, as a proxy would.
    const meddler = `{const h=require('node:http'),w=h.ClientRequest.prototype.end;h.ClientRequest.prototype.end=function(b,...r){
      return w.call(this,Buffer.isBuffer(b)?Buffer.from(b.toString().replace('query auto','QUERY auto')):b,...r)}}`;
    const stackDirectory = stack.copy({ bundle: (code) => meddler + code });
    await expect(once({ stackDirectory })).rejects.toMatchObject({
      hop: 'signature',
      message: expect.stringContaining('x-content-sha256') as string,
    });
  });

  test('names the function when it cannot start', async () => {
    const stackDirectory = stack.copy({ bundle: () => 'process.exit(3)' });
    await expect(once({ stackDirectory })).rejects.toMatchObject({ hop: 'function' });
  });

  test('names the function image when the bundle is gone', async () => {
    const stackDirectory = stack.copy();
    fs.rmSync(path.join(bundleFolder(stackDirectory), 'func.js'));
    await expect(once({ stackDirectory })).rejects.toMatchObject({ hop: 'function image' });
  });

  test('names the function image when a byte of the bundle is another than its tag says', async () => {
    const stackDirectory = stack.copy();
    fs.appendFileSync(path.join(bundleFolder(stackDirectory), 'func.js'), ';');
    await expect(once({ stackDirectory })).rejects.toBeInstanceOf(HopError);
    await expect(once({ stackDirectory })).rejects.toMatchObject({ hop: 'function image' });
  });
});

describe('the gateway of a running stack', () => {
  const unauthorized: readonly (readonly [
    string,
    (started: Started) => Promise<string | undefined> | string | undefined,
  ])[] = [
    ['has no token', () => undefined],
    ['has another scheme', async ({ cloud }) => `Basic ${await cloud.identityDomain.issue(claims(cloud))}`],
    [
      'has a token that is not signed',
      ({ cloud }) => {
        const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
        const payload = { ...claims(cloud), iss: ISSUER, exp: Date.now() / 1000 + 600 };
        return `Bearer ${part({ alg: 'none', kid: 'SIGNING_KEY' })}.${part(payload)}.`;
      },
    ],
    [
      'has a token signed with the public key as a shared secret',
      async ({ cloud }) => {
        const secret = Buffer.from(cloud.identityDomain.publicKey.n, 'base64url');
        const token = new SignJWT({ ...claims(cloud) }).setProtectedHeader({ alg: 'HS256', kid: 'SIGNING_KEY' });
        return `Bearer ${await token.setIssuer(ISSUER).setExpirationTime('10m').sign(secret)}`;
      },
    ],
    [
      'has a token of an unknown key',
      async ({ cloud }) => {
        const { privateKey } = await generateKeyPair('RS256');
        const token = new SignJWT({ ...claims(cloud) }).setProtectedHeader({ alg: 'RS256', kid: 'OTHER' });
        return `Bearer ${await token.setIssuer(ISSUER).setExpirationTime('10m').sign(privateKey)}`;
      },
    ],
    [
      'has a token with a wrong signature',
      async ({ cloud }) => {
        const { privateKey } = await generateKeyPair('RS256');
        const token = new SignJWT({ ...claims(cloud) }).setProtectedHeader({ alg: 'RS256', kid: 'SIGNING_KEY' });
        return `Bearer ${await token.setIssuer(ISSUER).setExpirationTime('10m').sign(privateKey)}`;
      },
    ],
    ['has a token that expired', async ({ cloud }) => bearer(cloud, { exp: seconds(-60) })],
    ['has a token that is not valid yet', async ({ cloud }) => bearer(cloud, { nbf: seconds(60) })],
    ['has a token for another audience', async ({ cloud }) => bearer(cloud, { aud: 'https://elsewhere/' })],
    ['has a token of another issuer', async ({ cloud }) => bearer(cloud, { iss: 'https://elsewhere/' })],
  ];

  test.each(unauthorized)('answers 401 when the caller %s, and starts no function', async (_, authorization) => {
    const started = await start();
    const response = await call(started, await authorization(started));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).not.toBeNull();
    expect(await response.json()).toEqual({ code: 401, message: 'Unauthorized' });
    expect(started.cloud.runner.counts()).toEqual({ starts: 0, calls: 0 });
  });

  test('answers 403 when the token lacks the scope, and starts no function', async () => {
    const started = await start();
    const response = await call(started, await bearer(started.cloud, { scope: 'read' }));
    expect(response.status).toBe(403);
    expect(started.cloud.runner.counts()).toEqual({ starts: 0, calls: 0 });
  });

  test.each([
    ['404', '/oracleapi/other', 'POST'],
    ['404', '/other/search', 'POST'],
    ['405', '/oracleapi/search', 'PUT'],
    ['404', '/oracleapi/%2e%2e/oracleapi/search', 'POST'],
  ])('answers %s to a request that no route is for', async (status, target, method) => {
    const started = await start();
    const base = new URL(started.cloud.routes[0]?.url ?? '').origin;
    const headers = { authorization: await bearer(started.cloud) };
    expect(await statusOf(base, target, method, headers)).toBe(Number(status));
    expect(started.cloud.runner.counts()).toEqual({ starts: 0, calls: 0 });
  });

  test('answers 413 to a body of more than 6 MB, and starts no function', async () => {
    const started = await start();
    const headers = { authorization: await bearer(started.cloud), 'content-type': 'application/json' };
    const body = 'x'.repeat(6 * 1024 * 1024 + 1);
    const response = await fetch(started.cloud.routes[0]?.url ?? '', { method: 'POST', headers, body });
    expect(response.status).toBe(413);
    expect(started.cloud.runner.counts()).toEqual({ starts: 0, calls: 0 });
  });

  test('lets a good token through, and the function is called once', async () => {
    const started = await start();
    const response = await call(started, await bearer(started.cloud));
    expect(response.status).toBe(200);
    expect(started.cloud.runner.counts()).toEqual({ starts: 1, calls: 1 });
  });

  test('hands query parameters on to the service', async () => {
    const started = await start();
    const response = await call(started, await bearer(started.cloud), '?limit=1');
    expect(await response.json()).toMatchObject({ items: [{ displayName: 'ledger' }] });
    expect(response.headers.get('opc-next-page')).not.toBeNull();
  });

  test('lets the function say what is wrong with a body', async () => {
    const started = await start();
    const response = await fetch(started.cloud.routes[0]?.url ?? '', {
      method: 'POST',
      headers: { authorization: await bearer(started.cloud), 'content-type': 'application/json' },
      body: '{"type":"Structured"}',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining('query') as string });
  });
});

/** fetch would fold the target before it is sent. */
async function statusOf(
  base: string,
  target: string,
  method: string,
  headers: Record<string, string>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    http
      .request({ hostname, port, path: target, method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', reject)
      .end();
  });
}

describe('a stack that the local cloud cannot run', () => {
  const breakDeployment =
    (change: (specification: Record<string, unknown>) => void) => (document: EditableDocument) => {
      change(only(document, 'oci_apigateway_deployment').specification as Record<string, unknown>);
    };

  test('is refused with the address of a misspelt attribute', async () => {
    const stackDirectory = stack.copy({
      document: (document) => {
        only(document, 'oci_functions_function').memory_in_mb = '256';
      },
    });
    await expect(start({ stackDirectory })).rejects.toThrow(
      /^oci_functions_function\.\w+\.memory_in_mb: .*memory_in_mbs/,
    );
  });

  test('is refused when it holds a resource that the local cloud does not know', async () => {
    const stackDirectory = stack.copy({
      document: (document) => {
        document.resource.oci_objectstorage_bucket = { Files: { compartment_id: 'c', name: 'files', namespace: 'n' } };
      },
    });
    await expect(start({ stackDirectory })).rejects.toThrow(
      'oci_objectstorage_bucket.Files: the local cloud does not know oci_objectstorage_bucket',
    );
  });

  test('is refused when its gateway limits the rate, which is not emulated yet', async () => {
    const stackDirectory = stack.copy({
      document: breakDeployment((specification) => {
        const policies = specification.request_policies as Record<string, unknown>;
        policies.rate_limiting = { rate_in_requests_per_second: 5, rate_key: 'TOTAL' };
      }),
    });
    await expect(start({ stackDirectory })).rejects.toThrow(/rate_limiting/);
  });

  test('is refused when the signing key is written out, with the advice to use a variable', async () => {
    const stackDirectory = stack.copy({
      document: (document) => {
        const text = JSON.stringify(document)
          .replaceAll('${var.identity_domain_signing_key.kid}', 'SIGNING_KEY')
          .replaceAll('${var.identity_domain_signing_key.n}', 'A'.repeat(342))
          .replaceAll('${var.identity_domain_signing_key.e}', 'AQAB');
        Object.assign(document, JSON.parse(text));
        delete document.variable.identity_domain_signing_key;
      },
    });
    await expect(start({ stackDirectory })).rejects.toThrow(/variable/);
  });

  test('is refused when it sends the function to an upstream of its own', async () => {
    const stackDirectory = stack.copy({
      document: (document) => {
        only(document, 'oci_functions_function').config = { UPSTREAM_ENDPOINT: 'https://collector.example' };
      },
    });
    await expect(start({ stackDirectory })).rejects.toThrow(
      /config\.UPSTREAM_ENDPOINT: is https:\/\/collector\.example/,
    );
  });

  test('is refused when a variable is given that it does not declare', async () => {
    await expect(start({ variables: { regoin: 'eu-frankfurt-1' } })).rejects.toBeInstanceOf(StackError);
  });

  test('leaves no port open', async () => {
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(start({ port })).rejects.toBeInstanceOf(PortError);
    await new Promise((resolve) => taken.close(resolve));
    await start({ port });
  });
});

const ISSUER = 'https://identity.oraclecloud.com/';
const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;

function claims(cloud: LocalCloud): { aud: string; scope: string; sub: string } {
  const audience = cloud.stack.identityDomainApps.find((app) => app.resourceServer)?.resourceServer?.audience ?? '';
  return { aud: audience, scope: 'invoke', sub: 'tester' };
}

async function bearer(cloud: LocalCloud, changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return `Bearer ${await cloud.identityDomain.issue({ ...claims(cloud), ...changes })}`;
}
