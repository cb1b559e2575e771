import { generateKeyPairSync } from 'node:crypto';
import { DefaultRequestSigner } from 'oci-common';
import type { HttpRequest } from 'oci-common';
import type { Hop } from '../../../local';
import { createOciEndpoint, localInventory } from '../../../local/oci-endpoint';
import type { WireRequest } from '../../../local/oci-endpoint';
import { testSession } from '../../../testing/function-session';

const HOST = 'https://query.eu-frankfurt-1.oci.oraclecloud.com';
const BODY = JSON.stringify({ type: 'Structured', query: 'query autonomousdatabase resources' });
const inventory = localInventory('eu-frankfurt-1', 'ocid1.compartment.oc1..own');

interface Scene {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly service?: string;
  readonly target?: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  /** Changes the signed request before it arrives. */
  readonly tamper?: (request: WireRequest) => Partial<WireRequest>;
  /** How much later than signed it arrives. */
  readonly delayMs?: number;
  readonly foreignIssuer?: boolean;
}

/** Signs with Oracle's own signer and hands the request to the endpoint. */
async function send(
  scene: Scene = {},
): Promise<{ status: number; body: Record<string, unknown>; headers: Headers; hops: Hop[] }> {
  const { method = 'POST', target = '/20180409/resources', body = BODY } = scene;
  const now = Date.now();
  const { keyId, key, issuerKey } = testSession({ claims: scene.claims });
  const signed: HttpRequest = {
    uri: HOST + target,
    method,
    headers: new Headers({ 'content-type': 'application/json' }),
    ...(method === 'POST' ? { body } : {}),
  };
  await new DefaultRequestSigner({
    getKeyId: async () => Promise.resolve(keyId),
    getPrivateKey: () => key,
    getPassphrase: () => null,
  }).signHttpRequest(signed);

  const request: WireRequest = {
    method,
    target,
    headers: new Headers([...signed.headers]),
    body: Buffer.from(method === 'POST' ? body : ''),
  };
  const hops: Hop[] = [];
  const endpoint = createOciEndpoint({
    inventory,
    issuerKey: scene.foreignIssuer ? generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey : issuerKey,
    now: () => now + (scene.delayMs ?? 0),
    onHop: (hop) => hops.push(hop),
  });
  const response = await endpoint.answer(scene.service ?? 'query', { ...request, ...scene.tamper?.(request) });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
    hops,
  };
}

const withHeader = (name: string, value: (old: string) => string | undefined) => (request: WireRequest) => {
  const headers = new Headers(request.headers);
  const changed = value(headers.get(name) ?? '');
  if (changed === undefined) headers.delete(name);
  else headers.set(name, changed);
  return { headers };
};

describe('the OCI endpoint', () => {
  test('answers a request that is signed as OCI demands', async () => {
    const { status, body, hops } = await send();
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { displayName: 'ledger' },
      { displayName: 'reporting' },
      { displayName: 'catalogue' },
    ]);
    expect(hops).toMatchObject([
      { hop: 'signature', ok: true },
      { hop: 'answer', ok: true, status: 200 },
    ]);
  });

  test.each<[string, Scene, string]>([
    ['is not signed', { tamper: withHeader('authorization', () => undefined) }, 'Authorization is missing'],
    ['has another scheme', { tamper: withHeader('authorization', () => 'Bearer x') }, 'another scheme than Signature'],
    [
      'lacks a parameter',
      { tamper: withHeader('authorization', (old) => old.replace('keyId', 'key')) },
      'has no keyId',
    ],
    [
      'has another algorithm',
      { tamper: withHeader('authorization', (old) => old.replace('rsa-sha256', 'hmac-sha256')) },
      'expected rsa-sha256',
    ],
    [
      'does not cover the body',
      { tamper: withHeader('authorization', (old) => old.replace('x-content-sha256', '')) },
      'does not cover x-content-sha256',
    ],
    [
      'has another signature',
      { tamper: withHeader('authorization', (old) => old.replace(/signature="..../, 'signature="AAAA')) },
      'does not match',
    ],
    [
      'has a body that changed after it was signed',
      {
        tamper: ({ body }) => ({ body: Buffer.from(Buffer.from(body).toString().replace('query auto', 'QUERY auto')) }),
      },
      'x-content-sha256 is not the hash of the body',
    ],
    [
      'has a longer body',
      { tamper: ({ body }) => ({ body: Buffer.concat([body, Buffer.from(' ')]) }) },
      'content-length is not the length',
    ],
    ['goes to another path', { tamper: () => ({ target: '/20180409/resources?limit=1' }) }, 'does not match'],
    ['goes to another host', { tamper: withHeader('host', () => 'elsewhere') }, 'does not match'],
    ['is too old', { delayMs: 5 * 60_000 + 2000 }, 'more than 5 minutes off'],
    ['comes from the future', { delayMs: -5 * 60_000 - 2000 }, 'more than 5 minutes off'],
    ['has an expired session token', { claims: { exp: 1 } }, 'session token is not good'],
    ['has a session token of another issuer', { foreignIssuer: true }, 'session token is not good'],
    ['has a session token without a key', { claims: { jwk: undefined } }, 'session token is not good'],
  ])('refuses a request that %s', async (_, scene, reason) => {
    const { status, body, hops } = await send(scene);
    expect(status).toBe(401);
    expect(body.code).toBe('NotAuthenticated');
    expect(hops).toMatchObject([{ hop: 'signature', ok: false, detail: expect.stringContaining(reason) as string }]);
  });

  test('takes a request that is nearly 5 minutes old', async () => {
    expect(await send({ delayMs: 4 * 60_000 })).toMatchObject({ status: 200 });
  });

  test('says nothing of the reason to the caller', async () => {
    const { body } = await send({ tamper: withHeader('authorization', () => 'Bearer x') });
    expect(JSON.stringify(body)).not.toContain('scheme');
  });

  test('refuses a path that it does not know by name', async () => {
    const { status, body } = await send({ target: '/20200107/usage' });
    expect(status).toBe(404);
    expect(body).toMatchObject({
      code: 'NotAuthorizedOrNotFound',
      message: 'POST /20200107/usage of the service query is not emulated here',
    });
  });

  test('refuses the right path of another service', async () => {
    const { status, body, hops } = await send({ service: 'qeury' });
    expect(status).toBe(404);
    expect(hops.at(-1)).toMatchObject({ hop: 'answer', ok: false, detail: body.message });
    expect(body.message).toBe('POST /20180409/resources of the service qeury is not emulated here');
  });

  test('refuses another method', async () => {
    expect(await send({ method: 'GET' })).toMatchObject({ status: 405 });
  });

  test('gives a page at a time', async () => {
    const first = await send({ target: '/20180409/resources?limit=2' });
    const page = first.headers.get('opc-next-page') ?? '';
    expect(first.body.items).toHaveLength(2);
    const second = await send({ target: `/20180409/resources?limit=2&page=${page}` });
    expect(second.body.items).toMatchObject([{ displayName: 'catalogue' }]);
    expect(second.headers.get('opc-next-page')).toBeNull();
  });

  test.each([
    [
      'free-text search',
      '/20180409/resources',
      '{"type":"FreeText","text":"ledger"}',
      'free-text search is not emulated',
    ],
    ['a body that is not JSON', '/20180409/resources', 'query', 'search details are wrong'],
    ['a limit of 0', '/20180409/resources?limit=0', BODY, 'limit: got 0; expected 1 to 1000'],
    ['a page that no answer gave', '/20180409/resources?page=x', BODY, 'page: is not a token'],
  ])('refuses %s', async (_, target, body, message) => {
    const answer = await send({ target, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      code: 'InvalidParameter',
      message: expect.stringContaining(message) as string,
    });
  });
});
