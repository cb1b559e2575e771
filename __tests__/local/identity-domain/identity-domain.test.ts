import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { Hop } from '../../../local';
import { createIdentityDomain, createSigningKey } from '../../../local/identity-domain';
import type { SigningKey } from '../../../local/identity-domain';
import type { IdentityDomainApp, IdentityDomainSetting } from '../../../terraform';

const NOW = Date.UTC(2026, 4, 1, 12);
const URL_OF_DOMAIN = 'http://127.0.0.1:9';
const SECRET = 'a secret/with:odd+signs';
const GRANT = { grant_type: 'client_credentials', scope: 'https://api/invoke' };

let signingKey: SigningKey;
beforeAll(async () => {
  signingKey = await createSigningKey();
});

const server = (audience: string, scopes: string[], changes: Partial<IdentityDomainApp> = {}): IdentityDomainApp => ({
  address: `oci_identity_domains_app.${audience}`,
  id: audience,
  displayName: audience,
  idcsEndpoint: URL_OF_DOMAIN,
  active: true,
  resourceServer: { audience, scopes, accessTokenExpirySeconds: 1800 },
  ...changes,
});

const client = (
  changes: Partial<NonNullable<IdentityDomainApp['client']>> = {},
  app: Partial<IdentityDomainApp> = {},
): IdentityDomainApp => ({
  address: 'oci_identity_domains_app.Client',
  id: 'client',
  displayName: 'client',
  idcsEndpoint: URL_OF_DOMAIN,
  active: true,
  client: {
    clientId: 'client-1',
    clientSecret: SECRET,
    type: 'confidential',
    allowedGrants: ['client_credentials'],
    allowedScopes: ['https://api/invoke', 'https://api/read', 'https://other/invoke', 'https://off/invoke'],
    ...changes,
  },
  ...app,
});

const APPS = [
  server('https://api/', ['invoke', 'read', 'admin']),
  server('https://other/', ['invoke']),
  server('https://off/', ['invoke'], { active: false }),
  client(),
];

const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;

interface Scene {
  readonly apps?: readonly IdentityDomainApp[];
  readonly authorization?: string | null;
  readonly form?: Record<string, string> | string;
  readonly contentType?: string;
}

async function askFor(scene: Scene = {}) {
  const { apps = APPS, authorization = basic('client-1', SECRET), form = GRANT, contentType } = scene;
  const hops: Hop[] = [];
  const { app } = createIdentityDomain({
    url: URL_OF_DOMAIN,
    apps,
    settings: [],
    signingKey,
    now: () => NOW,
    onHop: (hop) => hops.push(hop),
  });
  const response = await app.request('/oauth2/v1/token', {
    method: 'POST',
    headers: {
      'content-type': contentType ?? 'application/x-www-form-urlencoded',
      ...(authorization === null ? {} : { authorization }),
    },
    body: new URLSearchParams(form).toString(),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
    hops,
  };
}

describe('the token endpoint', () => {
  test('gives a token for a scope that the client may ask for', async () => {
    const { status, body, headers, hops } = await askFor();
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.any(String) as string, token_type: 'Bearer', expires_in: 1800 });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(hops).toMatchObject([{ hop: 'identity domain', ok: true, status: 200 }]);
    expect(JSON.stringify(hops)).not.toContain(body.access_token);
  });

  test('signs the token with the key that it names', async () => {
    const token = String((await askFor()).body.access_token);
    expect(decodeProtectedHeader(token)).toEqual({ kid: 'SIGNING_KEY', alg: 'RS256' });
    const keys = createLocalJWKSet({ keys: [{ ...signingKey.publicJwk }] });
    await expect(jwtVerify(token, keys, { currentDate: new Date(NOW) })).resolves.toBeDefined();
  });

  test('writes the claims of an identity domain into the token', async () => {
    const claims = decodeJwt(String((await askFor()).body.access_token));
    expect(claims).toMatchObject({
      iss: 'https://identity.oraclecloud.com/',
      aud: 'https://api/',
      scope: 'invoke',
      sub: 'client-1',
      client_id: 'client-1',
      tok_type: 'AT',
      iat: NOW / 1000,
      exp: NOW / 1000 + 1800,
    });
    expect(claims.jti).toBeDefined();
    expect(claims.nbf).toBeUndefined();
  });

  test('gives one token for several scopes of one resource', async () => {
    const { body } = await askFor({ form: { ...GRANT, scope: 'https://api/read https://api/invoke' } });
    expect(decodeJwt(String(body.access_token))).toMatchObject({ aud: 'https://api/', scope: 'read invoke' });
  });

  test.each<[string, Scene, number, string]>([
    ['has no credentials', { authorization: null }, 401, 'invalid_client'],
    ['has credentials that are not readable', { authorization: 'Basic !' }, 401, 'invalid_client'],
    ['has another scheme', { authorization: 'Bearer x' }, 401, 'invalid_client'],
    ['names an unknown client', { authorization: basic('client-2', SECRET) }, 401, 'invalid_client'],
    ['has a wrong secret', { authorization: basic('client-1', 'guess') }, 401, 'invalid_client'],
    ['has no secret', { authorization: basic('client-1', '') }, 401, 'invalid_client'],
    [
      'has the empty secret of a client that has none',
      { apps: [...APPS.slice(0, 3), client({ clientSecret: '' })], authorization: basic('client-1', '') },
      401,
      'invalid_client',
    ],
    [
      'is of a client that is not active',
      { apps: [...APPS.slice(0, 3), client({}, { active: false })] },
      401,
      'invalid_client',
    ],
    ['is of a public client', { apps: [...APPS.slice(0, 3), client({ type: 'public' })] }, 401, 'invalid_client'],
    ['is no form', { contentType: 'application/json' }, 400, 'invalid_request'],
    ['has no grant', { form: { scope: GRANT.scope } }, 400, 'invalid_request'],
    ['has two grants', { form: 'grant_type=a&grant_type=client_credentials' }, 400, 'invalid_request'],
    ['asks for another grant', { form: { ...GRANT, grant_type: 'password' } }, 400, 'unsupported_grant_type'],
    [
      'asks for a grant that the client is not allowed',
      { apps: [...APPS.slice(0, 3), client({ allowedGrants: ['authorization_code'] })] },
      400,
      'unauthorized_client',
    ],
    ['has no scope', { form: { grant_type: GRANT.grant_type } }, 400, 'invalid_scope'],
    ['asks for an unknown scope', { form: { ...GRANT, scope: 'https://api/write' } }, 400, 'invalid_scope'],
    ['asks for a bare scope', { form: { ...GRANT, scope: 'invoke' } }, 400, 'invalid_scope'],
    [
      'asks for a scope of an inactive resource',
      { form: { ...GRANT, scope: 'https://off/invoke' } },
      400,
      'invalid_scope',
    ],
    [
      'asks for scopes of two resources',
      { form: { ...GRANT, scope: 'https://api/invoke https://other/invoke' } },
      400,
      'invalid_scope',
    ],
    [
      'asks for a scope that the client may not have',
      { form: { ...GRANT, scope: 'https://api/admin' } },
      400,
      'unauthorized_client',
    ],
  ])('refuses a request that %s', async (_, scene, status, error) => {
    const answer = await askFor(scene);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      error,
      error_description: expect.any(String) as string,
      ecid: expect.any(String) as string,
    });
    expect(answer.headers.has('www-authenticate')).toBe(status === 401);
    expect(answer.hops).toMatchObject([{ hop: 'identity domain', ok: false, status }]);
    expect(JSON.stringify(answer.hops)).not.toContain(SECRET);
  });

  test('says by name that the JWT assertion is not emulated', async () => {
    const { body } = await askFor({ form: { ...GRANT, grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' } });
    expect(body).toMatchObject({
      error: 'unsupported_grant_type',
      error_description: 'The JWT assertion grant is not emulated here.',
    });
  });

  test('answers every failed authentication alike', async () => {
    const unknown = await askFor({ authorization: basic('client-2', SECRET) });
    const wrong = await askFor({ authorization: basic('client-1', 'guess') });
    expect({ ...unknown.body, ecid: '' }).toEqual({ ...wrong.body, ecid: '' });
  });
});

describe('the domain’s signing key', () => {
  const setting = (signingCertPublicAccess: boolean): IdentityDomainSetting => ({
    address: 'oci_identity_domains_setting.Settings',
    idcsEndpoint: URL_OF_DOMAIN,
    signingCertPublicAccess,
  });
  const domain = (...settings: IdentityDomainSetting[]) =>
    createIdentityDomain({ url: URL_OF_DOMAIN, apps: APPS, settings, signingKey, now: () => NOW }).app;

  test('is public when a setting of the domain says so, without its private half', async () => {
    const response = await domain(setting(true)).request('/admin/v1/SigningCert/jwk');
    expect(await response.json()).toEqual({ keys: [signingKey.publicJwk] });
    expect(Object.keys(signingKey.publicJwk).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  test.each([
    ['no setting is there', []],
    ['the setting says so', [setting(false)]],
  ])('is withheld when %s', async (_, settings) => {
    expect((await domain(...settings).request('/admin/v1/SigningCert/jwk')).status).toBe(401);
  });

  test.each(['/.well-known/openid-configuration', '/.well-known/idcs-configuration'])(
    'is named by %s',
    async (path) => {
      const text = await (await domain().request(path)).text();
      expect(text).toContain('"jwks_uri":"http://127.0.0.1:9/admin/v1/SigningCert/jwk"');
      expect(text).toContain('"token_endpoint":"http://127.0.0.1:9/oauth2/v1/token"');
    },
  );
});
