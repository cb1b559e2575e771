import { Duration, OidcJwtAuth, TokenLocation } from '../../../constructs';
import type { Auth0Props } from '../../../constructs';
import { requestPoliciesOf } from '../../../testing/secured-gateway';
import { synthAuthentication, UNKNOWN } from '../../../testing/synth-authentication';

const TENANT = '11111111-2222-3333-4444-555555555555';

const checked = (auth: OidcJwtAuth): unknown => {
  const { validation_policy } = synthAuthentication(auth).policy as {
    validation_policy: { uri: string; additional_validation_policy: { issuers: string[]; audiences: string[] } };
  };
  const { issuers, audiences } = validation_policy.additional_validation_policy;
  return { uri: validation_policy.uri, issuers, audiences };
};
const auth0 = (props: Partial<Auth0Props> = {}): OidcJwtAuth =>
  OidcJwtAuth.auth0({ domain: 'acme.eu.auth0.com', audience: 'https://api.test', ...props });

describe('OidcJwtAuth', () => {
  test('knows Auth0 by an issuer that ends with a slash', () => {
    expect(checked(auth0())).toEqual({
      issuers: ['https://acme.eu.auth0.com/'],
      audiences: ['https://api.test'],
      uri: 'https://acme.eu.auth0.com/.well-known/jwks.json',
    });
  });

  test("knows Okta's default authorization server", () => {
    expect(checked(OidcJwtAuth.okta({ domain: 'acme.okta.com', audience: 'api://default' }))).toEqual({
      issuers: ['https://acme.okta.com/oauth2/default'],
      audiences: ['api://default'],
      uri: 'https://acme.okta.com/oauth2/default/v1/keys',
    });
  });

  test('knows another authorization server of Okta', () => {
    const auth = OidcJwtAuth.okta({ domain: 'acme.okta.com', authorizationServer: 'aus1', audience: 'api://x' });
    expect(checked(auth)).toMatchObject({
      issuers: ['https://acme.okta.com/oauth2/aus1'],
      uri: 'https://acme.okta.com/oauth2/aus1/v1/keys',
    });
  });

  test('knows a directory of Entra by the issuer of version 2.0', () => {
    expect(checked(OidcJwtAuth.entra({ tenantId: TENANT, audience: 'client-1' }))).toEqual({
      issuers: [`https://login.microsoftonline.com/${TENANT}/v2.0`],
      audiences: ['client-1'],
      uri: `https://login.microsoftonline.com/${TENANT}/discovery/v2.0/keys`,
    });
  });

  test('knows any other provider by what it is told', () => {
    const auth = OidcJwtAuth.provider({
      issuer: 'https://idp.test/realm',
      jwksUri: 'https://idp.test/keys',
      audiences: ['a', 'b'],
    });
    expect(checked(auth)).toEqual({
      issuers: ['https://idp.test/realm'],
      audiences: ['a', 'b'],
      uri: 'https://idp.test/keys',
    });
  });

  test('takes everything else that tokens are checked with', () => {
    const options = {
      cacheTime: Duration.hours(6),
      claims: [{ key: 'org', values: ['acme'] }],
      maxClockSkew: Duration.seconds(9),
      tokenLocation: TokenLocation.queryParameter('access'),
      failureResponse: { status: 403 },
    };
    expect(synthAuthentication(auth0(options)).policy).toMatchObject({
      type: 'TOKEN_AUTHENTICATION',
      token_query_param: 'access',
      max_clock_skew_in_seconds: 9,
      validation_policy: {
        max_cache_duration_in_hours: 6,
        additional_validation_policy: { verify_claims: [{ key: 'org', values: ['acme'], is_required: true }] },
      },
      validation_failure_policy: { response_code: '403' },
    });
  });

  test('keeps the keys for an hour', () => {
    expect(synthAuthentication(auth0()).policy).toMatchObject({
      validation_policy: { max_cache_duration_in_hours: 1 },
    });
  });

  test('checks tokens by JWT_AUTHENTICATION when asked', () => {
    expect(synthAuthentication(auth0({ type: 'JWT_AUTHENTICATION' })).policy).toMatchObject({
      type: 'JWT_AUTHENTICATION',
      issuers: ['https://acme.eu.auth0.com/'],
      public_keys: { type: 'REMOTE_JWKS', uri: 'https://acme.eu.auth0.com/.well-known/jwks.json' },
    });
  });

  test('needs the internet for the keys', () => {
    expect(synthAuthentication(auth0()).fetches?.from).toMatchObject({ host: 'acme.eu.auth0.com', way: 'INTERNET' });
  });

  test('needs the internet when only Terraform knows the domain', () => {
    expect(synthAuthentication(auth0({ domain: UNKNOWN })).fetches?.from).toMatchObject({
      host: undefined,
      way: 'INTERNET',
    });
  });

  test('needs no internet for the keys of a provider in the VCN', () => {
    const jwksUri = 'https://idp.test/keys';
    const inside = OidcJwtAuth.provider({ issuer: 'x', jwksUri, audiences: ['a'], reachedThrough: 'VCN' });
    expect(synthAuthentication(inside).fetches?.from.way).toBe('VCN');
  });

  test.each([
    ['Auth0', (domain: string) => auth0({ domain })],
    ['Okta', (domain: string) => OidcJwtAuth.okta({ domain, audience: 'x' })],
  ])('refuses an address as the domain of %s', (_name, make) => {
    expect(() => synthAuthentication(make('https://acme.test/'))).toThrow(
      `domain is not a host name: got "https://acme.test/"; expected a name without scheme, port and path, for example 'acme.example.com' (at Test)`,
    );
  });

  test('refuses an authorization server of Okta that is part of an address', () => {
    const auth = OidcJwtAuth.okta({ domain: 'acme.okta.com', authorizationServer: 'oauth2/default', audience: 'x' });
    expect(() => synthAuthentication(auth)).toThrow(
      `authorizationServer is not the id of an authorization server: got "oauth2/default"; expected 'default', or the id that the console shows (at Test)`,
    );
  });

  test.each(['common', 'organizations', 'acme.onmicrosoft.com'])('refuses %s as a directory of Entra', (tenantId) => {
    expect(() => synthAuthentication(OidcJwtAuth.entra({ tenantId, audience: 'x' }))).toThrow(
      `tenantId is not the id of a directory: got "${tenantId}"; expected a GUID, because a token names its directory by it (at Test)`,
    );
  });

  const nothing = undefined as unknown as string;
  const domain = 'acme.okta.com';
  test.each([
    ['Auth0', '""', () => auth0({ audience: '' })],
    ['Auth0', 'null', () => OidcJwtAuth.auth0({ domain } as Auth0Props)],
    ['Okta', 'null', () => OidcJwtAuth.okta({ domain, audience: nothing })],
    ['Entra', 'null', () => OidcJwtAuth.entra({ tenantId: TENANT, audience: nothing })],
  ])('refuses %s without an audience, which would take tokens for any API: %s', (_provider, got, make) => {
    expect(() => synthAuthentication(make())).toThrow(
      `audience is missing: got ${got}; expected the audience that tokens for this API have (at Test)`,
    );
  });

  test.each([
    ['nothing', undefined, 'null'],
    ['a text', 'api', '"api"'],
    ['nothing in a list', [undefined], '[null]'],
    ['an empty text', ['api', ''], '["api",""]'],
  ])('refuses %s as audiences of any provider', (_what, audiences, got) => {
    const make = (): OidcJwtAuth =>
      OidcJwtAuth.provider({
        issuer: 'x',
        jwksUri: 'https://idp.test/keys',
        audiences: audiences as unknown as readonly string[],
      });
    expect(() => synthAuthentication(make())).toThrow(
      `audiences is no list of audiences: got ${got}; expected ['my-api'] or the like (at Test)`,
    );
  });

  test('refuses keys that come unprotected', () => {
    const auth = OidcJwtAuth.provider({ issuer: 'x', jwksUri: 'http://idp.test/keys', audiences: ['a'] });
    expect(() => synthAuthentication(auth)).toThrow('keys.uri is not one that the gateway fetches from safely');
  });

  test.each<[string, (tokensHaveScopeClaim?: boolean) => OidcJwtAuth, string]>([
    ['Okta', (has) => OidcJwtAuth.okta({ domain: 'acme.okta.com', audience: 'x', tokensHaveScopeClaim: has }), 'cid'],
    ['Entra', (has) => OidcJwtAuth.entra({ tenantId: TENANT, audience: 'x', tokensHaveScopeClaim: has }), 'azp'],
  ])('lets routes ask tokens of %s for a scope only where they have the claim', (provider, make, client) => {
    expect(() => requestPoliciesOf({}, { authentication: make() })).toThrow(
      'scopes are asked for, which the gateway does not find in the tokens of this authentication: got ["invoke"]; expected allowCallersWithoutScope: true. ' +
        `${provider} writes scopes into scp, the gateway reads scope: let the route take every token and the authentication's claims say which are good, for example by ${client}; ` +
        'if the provider adds a claim scope, say tokensHaveScopeClaim: true (at Test/Gateway/Deployment)',
    );
    expect(requestPoliciesOf({ allowCallersWithoutScope: true }, { authentication: make() })).toMatchObject({
      authorization: { type: 'AUTHENTICATION_ONLY' },
    });
    expect(requestPoliciesOf({}, { authentication: make(true) })).toMatchObject({
      authorization: { type: 'ANY_OF', allowed_scope: ['invoke'] },
    });
  });

  test('lets routes ask tokens of Auth0 for a scope', () => {
    expect(requestPoliciesOf({}, { authentication: auth0() })).toMatchObject({ authorization: { type: 'ANY_OF' } });
  });
});
