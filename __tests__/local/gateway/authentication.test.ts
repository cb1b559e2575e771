import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { TokenAuthentication } from '../../../terraform/model/deployment';
import {
  AUDIENCE,
  authentication,
  createSigningKey,
  deployment,
  fixed,
  gatewayHarness,
  GOOD_CLAIMS,
  HOSTNAME,
  ISSUER,
  NOW,
  searchRequest,
  webKey,
} from '../../../testing/local-gateway';
import type { GatewayHarness, SigningKey } from '../../../testing/local-gateway';

let key: SigningKey;
let foreign: SigningKey;

beforeAll(async () => {
  [key, foreign] = await Promise.all([createSigningKey(), createSigningKey()]);
});

function harness(overrides: Partial<TokenAuthentication> = {}): GatewayHarness {
  return gatewayHarness({
    key,
    deployments: [deployment({ authentication: authentication({ keys: fixed(webKey(key)), ...overrides }) })],
  });
}

async function expectRefused({ calls, hops }: GatewayHarness, response: Response, reason: string): Promise<void> {
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ code: 401, message: 'Unauthorized' });
  expect(response.headers.get('www-authenticate')).toBe(`Bearer realm="${HOSTNAME}"`);
  expect(calls).toHaveLength(0);
  expect(hops).toEqual([expect.objectContaining({ hop: 'gateway', ok: false, status: 401 })]);
  expect(hops[0]?.detail).toContain(reason);
}

function expectPassed({ calls, hops }: GatewayHarness, response: Response): void {
  expect(response.status).toBe(200);
  expect(calls).toHaveLength(1);
  expect(hops).toEqual([expect.objectContaining({ hop: 'gateway', ok: true })]);
}

/** A signed token with a header of the test's choice. */
function sign(header: { alg: string; kid?: string }, secret: Parameters<SignJWT['sign']>[0]): Promise<string> {
  return new SignJWT({ ...GOOD_CLAIMS }).setProtectedHeader(header).sign(secret);
}

describe('where the token is', () => {
  it('passes a valid token', async () => {
    const it = harness();
    expectPassed(it, await it.search(await it.domain.issue(GOOD_CLAIMS)));
  });

  it('refuses a request without a token', async () => {
    const it = harness();
    await expectRefused(it, await it.search(), 'header Authorization is missing');
  });

  it('refuses a token under another scheme', async () => {
    const it = harness();
    const token = await it.domain.issue(GOOD_CLAIMS);
    await expectRefused(
      it,
      await it.gateway.fetch(searchRequest({ authorization: `Basic ${token}` })),
      'another scheme',
    );
  });

  it('refuses a token without a scheme', async () => {
    const it = harness();
    const token = await it.domain.issue(GOOD_CLAIMS);
    await expectRefused(it, await it.gateway.fetch(searchRequest({ authorization: token })), 'another scheme');
  });

  it('refuses two tokens in one header', async () => {
    const it = harness();
    const token = await it.domain.issue(GOOD_CLAIMS);
    const request = searchRequest({ authorization: `Bearer ${token}` });
    request.headers.append('authorization', `Bearer ${token}`);
    await expectRefused(it, await it.gateway.fetch(request), 'not Bearer and one token');
  });

  it('takes the token from a query parameter only, if that is where the policy wants it', async () => {
    const it = harness({ token: { queryParameter: 'jwt' } });
    const token = await it.domain.issue(GOOD_CLAIMS);
    const url = `https://${HOSTNAME}/oracleapi/search?jwt=${token}`;
    expectPassed(it, await it.gateway.fetch(new Request(url, { method: 'POST' })));
    const other = harness({ token: { queryParameter: 'jwt' } });
    await expectRefused(other, await other.search(token), 'query parameter jwt');
  });

  it('never writes the token into a hop', async () => {
    const it = harness({ audiences: ['https://other/'] });
    const token = await it.domain.issue(GOOD_CLAIMS);
    await it.search(token);
    const [, payload = '', signature = ''] = token.split('.');
    expect(JSON.stringify(it.hops)).not.toContain(payload);
    expect(JSON.stringify(it.hops)).not.toContain(signature);
  });
});

describe('signature', () => {
  it.each(['RS256', 'RS384', 'RS512'] as const)('passes %s with a key that names no algorithm', async (alg) => {
    const it = harness({ keys: fixed(webKey(key, { alg: undefined })) });
    expectPassed(it, await it.search(await it.domain.issue(GOOD_CLAIMS, { alg })));
  });

  it('refuses PS256, which fits the key', async () => {
    const it = harness({ keys: fixed(webKey(key, { alg: undefined })) });
    await expectRefused(it, await it.search(await it.domain.issue(GOOD_CLAIMS, { alg: 'PS256' })), 'algorithm');
  });

  it('refuses RS512 when the key is for RS256', async () => {
    const it = harness();
    await expectRefused(it, await it.search(await it.domain.issue(GOOD_CLAIMS, { alg: 'RS512' })), 'is for RS256');
  });

  it('refuses a token with alg none', async () => {
    const it = harness();
    await expectRefused(it, await it.search(new UnsecuredJWT({ ...GOOD_CLAIMS }).encode()), 'algorithm');
  });

  it('refuses a token with alg none that carries a signature and the right kid', async () => {
    const it = harness();
    const [, payload = '', signature = ''] = (await it.domain.issue(GOOD_CLAIMS)).split('.');
    const header = Buffer.from('{"alg":"none","kid":"SIGNING_KEY"}').toString('base64url');
    await expectRefused(it, await it.search([header, payload, signature].join('.')), 'algorithm');
  });

  it('refuses HS256 signed with the public key as the secret', async () => {
    const it = harness();
    const pem = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' });
    const token = await sign({ alg: 'HS256', kid: 'SIGNING_KEY' }, Buffer.from(pem));
    await expectRefused(it, await it.search(token), 'algorithm');
  });

  it('refuses an unknown kid, though there is only one key', async () => {
    const it = harness();
    await expectRefused(it, await it.search(await it.domain.issue(GOOD_CLAIMS, { kid: 'other' })), 'kid "other"');
  });

  it('refuses a token without a kid', async () => {
    const it = harness();
    await expectRefused(it, await it.search(await sign({ alg: 'RS256' }, key.privateKey)), 'kid (none)');
  });

  it('refuses a token that another key of the same name signed', async () => {
    const it = harness();
    const token = await sign({ alg: 'RS256', kid: 'SIGNING_KEY' }, foreign.privateKey);
    await expectRefused(it, await it.search(token), 'signature does not fit');
  });

  it('refuses a token whose claims were changed after signing', async () => {
    const it = harness();
    const [header = '', , signature = ''] = (await it.domain.issue({ ...GOOD_CLAIMS, scope: 'other' })).split('.');
    const payload = Buffer.from(JSON.stringify(GOOD_CLAIMS)).toString('base64url');
    await expectRefused(it, await it.search([header, payload, signature].join('.')), 'signature does not fit');
  });

  it('refuses what is no token at all', async () => {
    const it = harness();
    await expectRefused(it, await it.search('abc'), 'not a signed JSON web token');
  });
});

describe('claims', () => {
  const cases: [string, object, string][] = [
    ['that expired', { exp: NOW - 1 }, 'expired'],
    ['that expires now', { exp: NOW }, 'expired'],
    ['without exp', { exp: undefined }, 'claim exp is missing'],
    ['that is not valid yet', { nbf: NOW + 1 }, 'not valid yet'],
    ['for another audience', { aud: 'https://x/' }, `aud is "https://x/"; accepted: ${AUDIENCE}`],
    ['for the audience without its last slash', { aud: AUDIENCE.slice(0, -1) }, 'aud is'],
    ['without aud', { aud: undefined }, 'claim aud is missing'],
    ['of another issuer', { iss: 'https://idcs-1.example/' }, `accepted: ${ISSUER}`],
    ['of the issuer without its last slash', { iss: ISSUER.slice(0, -1) }, 'iss is'],
    ['without iss', { iss: undefined }, 'claim iss is missing'],
    ['whose exp is text', { exp: String(NOW + 60) }, 'exp'],
  ];
  it.each(cases)('refuses a token %s', async (_title, claims, reason) => {
    const it = harness();
    await expectRefused(it, await it.search(await it.domain.issue({ ...GOOD_CLAIMS, ...claims })), reason);
  });

  const allowed: [string, object][] = [
    ['that expires in a second', { exp: NOW + 1 }],
    ['that is valid from now on', { nbf: NOW }],
    ['with one fitting audience of several', { aud: ['https://x/', AUDIENCE] }],
  ];
  it.each(allowed)('passes a token %s', async (_title, claims) => {
    const it = harness();
    expectPassed(it, await it.search(await it.domain.issue({ ...GOOD_CLAIMS, ...claims })));
  });

  it.each([
    ['exp', { exp: NOW - 29 }, { exp: NOW - 30 }],
    ['nbf', { nbf: NOW + 30 }, { nbf: NOW + 31 }],
  ])('forgives %s the configured clock skew and no more', async (_claim, inside, outside) => {
    const it = harness({ maxClockSkewSeconds: 30 });
    expectPassed(it, await it.search(await it.domain.issue({ ...GOOD_CLAIMS, ...inside })));
    const other = harness({ maxClockSkewSeconds: 30 });
    await expectRefused(
      other,
      await other.search(await other.domain.issue({ ...GOOD_CLAIMS, ...outside })),
      '30 s of skew',
    );
  });

  it.each([
    ['has no audiences', { audiences: [] }],
    ['has no issuers', { issuers: [] }],
  ])('refuses every token if the policy %s', async (_title, overrides) => {
    const it = harness(overrides);
    await expectRefused(it, await it.search(await it.domain.issue(GOOD_CLAIMS)), 'accepted: ');
  });

  it.each([
    ['lacks a required claim', { values: [], required: true }, {}, 'claim team is missing'],
    [
      'has another value than required',
      { values: ['a', 'b'], required: true },
      { team: 'c' },
      'team is "c"; accepted: a, b',
    ],
    ['has a wrong value of an optional claim', { values: ['a'], required: false }, { team: 'c' }, 'team is "c"'],
    ['has a claim of another type', { values: ['1'], required: true }, { team: 1 }, 'team is 1'],
  ])('refuses a token that %s', async (_title, claim, claims, reason) => {
    const it = harness({ claims: [{ key: 'team', ...claim }] });
    await expectRefused(it, await it.search(await it.domain.issue({ ...GOOD_CLAIMS, ...claims })), reason);
  });

  it.each([
    ['has a required claim, whatever its value', { values: [], required: true }, { team: 'x' }],
    ['has one of the required values', { values: ['a', 'b'], required: true }, { team: 'b' }],
    ['lacks an optional claim', { values: ['a'], required: false }, {}],
  ])('passes a token that %s', async (_title, claim, claims) => {
    const it = harness({ claims: [{ key: 'team', ...claim }] });
    expectPassed(it, await it.search(await it.domain.issue({ ...GOOD_CLAIMS, ...claims })));
  });
});

describe('fixed keys', () => {
  it('takes a PEM key', async () => {
    const pem = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' }).toString();
    const it = harness({ keys: fixed({ ...webKey(key), key: { format: 'PEM', pem } }) });
    expectPassed(it, await it.search(await it.domain.issue(GOOD_CLAIMS)));
  });

  it('refuses a PEM key that is not a public key', async () => {
    const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const it = harness({ keys: fixed({ ...webKey(key), key: { format: 'PEM', pem } }) });
    await expectRefused(it, await it.search(await it.domain.issue(GOOD_CLAIMS)), 'BEGIN PUBLIC KEY');
  });

  it('takes a key with key_ops verify instead of use', async () => {
    const it = harness({ keys: fixed(webKey(key, { use: undefined, keyOps: ['verify'] })) });
    expectPassed(it, await it.search(await it.domain.issue(GOOD_CLAIMS)));
  });

  it.each([
    ['has neither use nor key_ops', { use: undefined }, 'neither use nor key_ops'],
    ['is for encryption', { use: 'enc' }, 'has use enc'],
    ['has key_ops without verify', { use: undefined, keyOps: ['sign'] }, 'without verify'],
    ['is of another type', { kty: 'EC' }, 'has kty EC'],
    ['cannot be read', { n: '' }, 'key "SIGNING_KEY"'],
  ])('refuses a key that %s', async (_title, overrides, reason) => {
    const it = harness({ keys: fixed(webKey(key, overrides)) });
    await expectRefused(it, await it.search(await it.domain.issue(GOOD_CLAIMS)), reason);
  });

  it('refuses a key of 1024 bits', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
    const it = harness({ keys: fixed(webKey(key, { n, e })) });
    await expectRefused(it, await it.search(await it.domain.issue(GOOD_CLAIMS)), 'has 1024 bits');
  });
});
