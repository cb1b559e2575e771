import { changed, problemsOf, readDocumentStack, wholeDocument } from '../../testing/document-fixture';

const CLIENT = 'resource.oci_identity_domains_app.Client';
const SERVER = 'resource.oci_identity_domains_app.Server';

describe('an app', () => {
  const [client, server] = readDocumentStack(wholeDocument()).identityDomainApps;

  test('can be a client', () => {
    expect(client).toEqual({
      address: 'oci_identity_domains_app.Client',
      id: 'id of oci_identity_domains_app.Client',
      displayName: 'client',
      idcsEndpoint: 'https://idcs-1.identity.oraclecloud.com',
      active: true,
      client: {
        clientId: 'client id of oci_identity_domains_app.Client',
        clientSecret: 'client-secret',
        type: 'confidential',
        allowedGrants: ['client_credentials'],
        allowedScopes: ['https://gw/search'],
      },
    });
  });

  test('can be a resource server', () => {
    expect(server?.client).toBeUndefined();
    expect(server?.resourceServer).toEqual({
      audience: 'https://gw/',
      scopes: ['search'],
      accessTokenExpirySeconds: 3600,
    });
  });

  test('can be both', () => {
    const both = changed(`${CLIENT}.is_oauth_resource`, true, changed(`${CLIENT}.audience`, 'https://own/'));
    expect(readDocumentStack(both).identityDomainApps[0]).toMatchObject({
      client: { type: 'confidential' },
      resourceServer: { audience: 'https://own/', scopes: [] },
    });
  });

  test('must say whether it is active', () => {
    expect(readDocumentStack(changed(`${CLIENT}.active`, false)).identityDomainApps[0]?.active).toBe(false);
    expect(problemsOf(changed(`${CLIENT}.active`, undefined))).toEqual([
      'oci_identity_domains_app.Client.active: must be said; no documentation tells what an app without it is',
    ]);
  });

  test('may have what only people see', () => {
    expect(problemsOf(changed(`${CLIENT}.description`, 'a client'))).toEqual([]);
  });

  test.each([
    ['redirect_uris', ['https://x']],
    ['secondary_audiences', ['https://x/']],
    ['allowed_operations', ['introspect']],
    ['client_ip_checking', 'whitelisted'],
    ['bypass_consent', true],
  ])('must not have %s, which is not understood', (name, value) => {
    expect(problemsOf(changed(`${CLIENT}.${name}`, value))).toEqual([
      `oci_identity_domains_app.Client.${name}: is not understood here yet, and a stack without it would be another. Leave it out for a local run: docs/local-cloud.md, 'What it refuses', says how`,
    ]);
  });
});

describe('a client', () => {
  test('must be of a type', () => {
    expect(problemsOf(changed(`${CLIENT}.client_type`, undefined))).toEqual([
      'oci_identity_domains_app.Client.client_type: is required',
    ]);
    expect(problemsOf(changed(`${CLIENT}.client_type`, 'secret'))).toEqual([
      'oci_identity_domains_app.Client.client_type: must be one of confidential, public, trusted; got "secret"',
    ]);
  });

  test('is trusted for its own scopes only', () => {
    expect(problemsOf(changed(`${CLIENT}.trust_scope`, 'Explicit'))).toEqual([]);
    expect(problemsOf(changed(`${CLIENT}.trust_scope`, 'Account'))).toEqual([
      'oci_identity_domains_app.Client.trust_scope: Account is not understood here yet; expected Explicit',
    ]);
  });

  test('must not have what belongs to a resource server', () => {
    expect(problemsOf(changed(`${CLIENT}.audience`, 'https://x/'))).toEqual([
      expect.stringContaining('oci_identity_domains_app.Client.audience: is not understood here yet'),
    ]);
  });
});

describe('a resource server', () => {
  test('must have an audience', () => {
    expect(problemsOf(changed(`${SERVER}.audience`, undefined))).toEqual([
      'oci_identity_domains_app.Server.audience: is required',
    ]);
  });

  test.each([60, 31_536_000])('may give tokens for %d seconds', (seconds) => {
    const [, server] = readDocumentStack(changed(`${SERVER}.access_token_expiry`, seconds)).identityDomainApps;
    expect(server?.resourceServer?.accessTokenExpirySeconds).toBe(seconds);
  });

  test.each([59, 31_536_001])('must not give tokens for %d seconds', (seconds) => {
    expect(problemsOf(changed(`${SERVER}.access_token_expiry`, seconds))).toEqual([
      'oci_identity_domains_app.Server.access_token_expiry: ' +
        `must be a whole number of seconds from 60 to 31536000; got ${seconds}`,
    ]);
  });

  test.each([
    ['allow_offline', 'allow_offline', 'there are no refresh tokens'],
    ['scopes.0.requires_consent', 'scopes[0].requires_consent', 'there is nobody to consent'],
  ])('must not have %s', (path, place, why) => {
    expect(problemsOf(changed(`${SERVER}.${path}`, false))).toEqual([]);
    expect(problemsOf(changed(`${SERVER}.${path}`, true))).toEqual([
      `oci_identity_domains_app.Server.${place}: is not understood here yet: ${why}`,
    ]);
  });
});

describe('a setting', () => {
  const SETTING = 'resource.oci_identity_domains_setting.S';

  test('says whether the signing certificate is public', () => {
    expect(readDocumentStack(wholeDocument()).identityDomainSettings).toEqual([
      {
        address: 'oci_identity_domains_setting.S',
        idcsEndpoint: 'https://idcs-1.identity.oraclecloud.com',
        signingCertPublicAccess: true,
      },
    ]);
  });

  test('keeps the certificate private when it says nothing', () => {
    const stack = readDocumentStack(changed(`${SETTING}.signing_cert_public_access`, undefined));
    expect(stack.identityDomainSettings[0]?.signingCertPublicAccess).toBe(false);
  });

  test('must not change the issuer, which is not understood', () => {
    expect(problemsOf(changed(`${SETTING}.issuer`, 'https://x/'))).toEqual([
      expect.stringContaining('oci_identity_domains_setting.S.issuer: is not understood here yet'),
    ]);
  });
});
