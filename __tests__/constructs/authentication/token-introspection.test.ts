import { Duration, TokenIntrospection, TokenLocation } from '../../../constructs';
import type { TokenIntrospectionProps } from '../../../constructs';
import type { SynthesizedAuthentication } from '../../../testing/synth-authentication';
import { synthAuthentication, UNKNOWN } from '../../../testing/synth-authentication';

const URI = 'https://idp.test/.well-known/openid-configuration';

const synth = (props: Partial<TokenIntrospectionProps> = {}, anonymous = false): SynthesizedAuthentication =>
  synthAuthentication(
    new TokenIntrospection({
      discoveryUri: URI,
      clientId: 'client-1',
      clientSecretId: 'ocid1.vaultsecret.test',
      clientSecretVersion: 3,
      tenancyId: 'ocid1.tenancy.test',
      ...props,
    }),
    anonymous,
  );

describe('TokenIntrospection', () => {
  test('takes the version that a secret of the stack has', () => {
    expect(JSON.stringify(synth({ clientSecretVersion: '7' }).policy)).toContain('"client_secret_version_number":"7"');
  });

  test('asks the authorization server', () => {
    expect(synth().policy).toEqual({
      type: 'TOKEN_AUTHENTICATION',
      token_header: 'Authorization',
      token_auth_scheme: 'Bearer',
      is_anonymous_access_allowed: false,
      max_clock_skew_in_seconds: 0,
      validation_policy: {
        type: 'REMOTE_DISCOVERY',
        source_uri_details: { type: 'DISCOVERY_URI', uri: URI },
        client_details: {
          type: 'CUSTOM',
          client_id: 'client-1',
          client_secret_id: 'ocid1.vaultsecret.test',
          client_secret_version_number: '3',
        },
        max_cache_duration_in_hours: 1,
        additional_validation_policy: { issuers: [], audiences: ['https://gw.test/'], verify_claims: [] },
      },
    });
  });

  test('takes the time that answers are kept', () => {
    expect(synth({ cacheTime: Duration.hours(2) }).policy).toMatchObject({
      validation_policy: { max_cache_duration_in_hours: 2 },
    });
  });

  test('takes issuers, audiences and claims', () => {
    const expected = { issuers: ['https://idp.test/'], audiences: ['api'], claims: [{ key: 'org' }] };
    expect(synth(expected).policy).toMatchObject({
      validation_policy: {
        additional_validation_policy: {
          issuers: ['https://idp.test/'],
          audiences: ['api'],
          verify_claims: [{ key: 'org', values: [], is_required: true }],
        },
      },
    });
  });

  test('takes a tolerance for clocks', () => {
    expect(synth({ maxClockSkew: Duration.seconds(30) }).policy).toMatchObject({ max_clock_skew_in_seconds: 30 });
  });

  test('is certain of what it verifies, and of nothing else', () => {
    expect(synth({ acceptTokensForAnyAudience: true }).certainClaims).toEqual([]);
    const claims = [{ key: 'sub' }, { key: 'org', required: false }];
    expect(synth({ issuers: ['https://idp.test'], claims }).certainClaims).toEqual(['iss', 'aud', 'sub']);
  });

  test('takes a place of the token', () => {
    expect(synth({ tokenLocation: TokenLocation.header('X-Token', 'Opaque') }).policy).toMatchObject({
      token_header: 'X-Token',
      token_auth_scheme: 'Opaque',
    });
  });

  test('takes a failure response', () => {
    expect(synth({ failureResponse: { status: 418 } }).policy).toMatchObject({
      validation_failure_policy: { type: 'MODIFY_RESPONSE', response_code: '418' },
    });
  });

  test('looks at no audience when told so at length', () => {
    expect(synth({ acceptTokensForAnyAudience: true }).policy).toMatchObject({
      validation_policy: { additional_validation_policy: { audiences: [] } },
    });
  });

  test('looks at the audience when told so', () => {
    expect(synth({ acceptTokensForAnyAudience: false }).policy).toMatchObject({
      validation_policy: { additional_validation_policy: { audiences: ['https://gw.test/'] } },
    });
  });

  test('lets anonymous callers in where a route of the gateway does', () => {
    expect(synth({}, true).policy).toMatchObject({ is_anonymous_access_allowed: true });
  });

  test.each(['idp.test', 'idcs-1.identity.oraclecloud.com'])('needs the internet for a server, also for %s', (host) => {
    const discoveryUri = `https://${host}/.well-known/openid-configuration`;
    expect(synth({ discoveryUri }).fetches).toEqual({
      what: "the authorization server's word on tokens",
      from: { host, port: 443, way: 'INTERNET' },
    });
  });

  test('needs the internet for a server that only Terraform knows', () => {
    expect(synth({ discoveryUri: UNKNOWN }).fetches?.from).toMatchObject({
      host: undefined,
      way: 'INTERNET',
    });
  });

  test.each(['SERVICE_GATEWAY', 'VCN'] as const)('needs no internet for a server behind %s', (reachedThrough) => {
    expect(synth({ reachedThrough }).fetches?.from.way).toBe(reachedThrough);
  });

  test.each<[string, Partial<TokenIntrospectionProps>, string]>([
    [
      'a server that is asked unprotected',
      { discoveryUri: 'http://idp.test' },
      'discoveryUri is not one that the gateway fetches from safely: got "http://idp.test"; expected an https URL',
    ],
    [
      'a server with a password, unsaid',
      { discoveryUri: 'https://user:the-secret@idp.test/?key=the-secret' },
      'discoveryUri has a user or a password in it: got "https://***@idp.test/?key=***"; expected an address that answers without credentials',
    ],
    [
      'a way that is none',
      { reachedThrough: 'NAT' as 'VCN' },
      `reachedThrough is none of three words: got "NAT"; expected 'INTERNET', 'SERVICE_GATEWAY' or 'VCN'`,
    ],
    ['no client', { clientId: '' }, 'clientId is empty: got ""; expected the id of a client'],
    [
      'a secret instead of its OCID, unsaid',
      { clientSecretId: 'my-secret' },
      `clientSecretId is not the OCID of a vault secret: got "9 characters"; expected an OCID that starts with 'ocid1.vaultsecret.'`,
    ],
    [
      'a version that is none',
      { clientSecretVersion: 0 },
      'clientSecretVersion is not a version of a secret: got 0; expected a whole number from 1',
    ],
    [
      'answers that are kept for more than a day',
      { cacheTime: Duration.days(2) },
      'cacheTime is out of range: got "48 h"; expected 1 to 24 whole hours',
    ],
    [
      'no audience',
      { audiences: [] },
      'audiences has a number of entries that the gateway does not take: got 0; expected 1 to 5',
    ],
    [
      'an audience beside any',
      { audiences: ['api'], acceptTokensForAnyAudience: true },
      'audiences means nothing beside acceptTokensForAnyAudience: got ["api"]; expected one of the two',
    ],
    [
      'a word for any audience',
      { acceptTokensForAnyAudience: 'true' as unknown as boolean },
      'acceptTokensForAnyAudience is neither true nor false: got "true"; expected true or false',
    ],
    [
      'a failure response that is none',
      { failureResponse: { status: 1 } },
      'failureResponse.status is not a status of a response: got 1; expected a whole number from 200 to 599',
    ],
  ])('refuses %s', (_what, props, message) => {
    expect(() => synth(props)).toThrow(`${message} (at Test)`);
  });
});
