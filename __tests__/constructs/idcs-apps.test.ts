import { TerraformOutput, TerraformVariable } from 'cdktf';
import { Duration, IdcsApps } from '../../constructs';
import type { IdcsAppsProps } from '../../constructs';
import { resource, resources, synthDocument } from '../../testing/synth';
import type { Attributes } from '../../testing/synth';

const synth = (props: Partial<IdcsAppsProps> = {}): ReturnType<typeof synthDocument> =>
  synthDocument(
    (stack) =>
      new IdcsApps(stack, 'Apps', { domainUrl: 'https://domain.test', audience: 'https://gw.test/', ...props }),
  );

const app = (name: string, props: Partial<IdcsAppsProps> = {}): Attributes =>
  resources(synth(props), 'oci_identity_domains_app')[`Apps/${name}`] ?? {};

const common = {
  active: true,
  based_on_template: { value: 'CustomWebAppTemplateId' },
  force_delete: true,
  idcs_endpoint: 'https://domain.test',
  lifecycle: { ignore_changes: ['schemas'] },
  schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:App'],
};

describe('IdcsApps', () => {
  test('makes the app that tokens are for', () => {
    expect(app('ResourceServer')).toEqual({
      ...common,
      access_token_expiry: 3600,
      allow_offline: false,
      audience: 'https://gw.test/',
      display_name: 'oracleapi-resource-server',
      is_oauth_resource: true,
      scopes: [{ value: 'invoke', display_name: 'invoke', requires_consent: false }],
    });
  });

  test('makes the app that gets tokens, after the one that they are for', () => {
    expect(app('Client')).toEqual({
      ...common,
      allowed_grants: ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
      allowed_scopes: [{ fqs: 'https://gw.test/invoke' }],
      client_type: 'confidential',
      depends_on: [expect.stringContaining('oci_identity_domains_app.Apps_ResourceServer')],
      display_name: 'oracleapi-client',
      is_oauth_client: true,
      trust_scope: 'Explicit',
    });
  });

  test('changes no setting of the domain', () => {
    expect(synth().resource).not.toHaveProperty('oci_identity_domains_setting');
  });

  test('opens the signing certificate to everyone when asked', () => {
    expect(resource(synth({ signingCertificatePublicAccess: true }), 'oci_identity_domains_setting')).toEqual({
      csr_access: 'none',
      idcs_endpoint: 'https://domain.test',
      schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:Settings'],
      setting_id: 'Settings',
      signing_cert_public_access: true,
    });
  });

  test('takes a name for both apps', () => {
    expect(app('ResourceServer', { displayName: 'billing' })).toMatchObject({
      display_name: 'billing-resource-server',
    });
    expect(app('Client', { displayName: 'billing' })).toMatchObject({ display_name: 'billing-client' });
  });

  test('lets the client ask for every scope by its qualified name', () => {
    const scopes = ['read', 'write'];
    expect(app('ResourceServer', { scopes }).scopes).toMatchObject([{ value: 'read' }, { value: 'write' }]);
    expect(app('Client', { scopes }).allowed_scopes).toEqual([
      { fqs: 'https://gw.test/read' },
      { fqs: 'https://gw.test/write' },
    ]);
  });

  test('takes grants', () => {
    expect(app('Client', { grants: ['client_credentials'] }).allowed_grants).toEqual(['client_credentials']);
  });

  test('takes the lifetime of a token', () => {
    expect(app('ResourceServer', { accessTokenLifetime: Duration.minutes(5) }).access_token_expiry).toBe(300);
  });

  test("gives the client's id and secret as the domain does", () => {
    const document = synthDocument((stack) => {
      const apps = new IdcsApps(stack, 'Apps', { domainUrl: 'https://domain.test', audience: 'https://gw.test/' });
      new TerraformOutput(stack, 'id', { value: apps.clientId });
      new TerraformOutput(stack, 'secret', { value: apps.clientSecret, sensitive: true });
    });
    expect(document.output).toMatchObject({
      id: { value: expect.stringMatching(/^\$\{oci_identity_domains_app\.Apps_Client_\w+\.name\}$/) as string },
      secret: {
        value: expect.stringMatching(/^\$\{oci_identity_domains_app\.Apps_Client_\w+\.client_secret\}$/) as string,
      },
    });
  });

  test('takes an audience that only Terraform knows', () => {
    const document = synthDocument((stack) => {
      const audience = new TerraformVariable(stack, 'audience', { type: 'string' }).stringValue;
      new IdcsApps(stack, 'Apps', { domainUrl: 'https://domain.test', audience });
    });
    expect(resources(document, 'oci_identity_domains_app')).toMatchObject({
      'Apps/Client': { allowed_scopes: [{ fqs: '${var.audience}invoke' }] },
    });
  });

  test('refuses an audience without a separator at its end', () => {
    expect(() => synth({ audience: 'https://gw.test' })).toThrow(
      'audience has no separator at its end: got "https://gw.test"; expected a value that ends with \'/\', because a scope is appended to it as it is (at Test/Apps)',
    );
  });

  test('refuses an audience whose unknown part is its end', () => {
    const build = (): unknown =>
      synthDocument((stack) => {
        const host = new TerraformVariable(stack, 'host', { type: 'string' }).stringValue;
        new IdcsApps(stack, 'Apps', { domainUrl: 'https://domain.test', audience: `https://${host}` });
      });
    expect(build).toThrow('audience has no separator at its end: got "https://<known at deploy>"');
  });

  test('refuses to go without a scope', () => {
    expect(() => synth({ scopes: [] })).toThrow('scopes is empty: got []; expected at least one scope (at Test/Apps)');
  });

  test.each([Duration.seconds(59), Duration.days(366)])('refuses a lifetime out of range (%#)', (lifetime) => {
    expect(() => synth({ accessTokenLifetime: lifetime })).toThrow(
      `accessTokenLifetime is out of range: got "${String(lifetime.toSeconds())} s"; expected 60 seconds to 365 days`,
    );
  });

  test.each([Duration.seconds(60), Duration.days(365)])('takes a lifetime at the end of the range (%#)', (lifetime) => {
    expect(app('ResourceServer', { accessTokenLifetime: lifetime }).access_token_expiry).toBe(lifetime.toSeconds());
  });
});
