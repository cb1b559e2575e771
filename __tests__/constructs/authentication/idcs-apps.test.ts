import { TerraformOutput, TerraformVariable } from 'cdktf';
import { Duration, IdcsApps } from '../../../constructs';
import type { IdcsAppsProps } from '../../../constructs';
import { resource, resources, synthDocument } from '../../../testing/synth';
import type { Attributes } from '../../../testing/synth';

const synth = (props: Partial<IdcsAppsProps> = {}): ReturnType<typeof synthDocument> =>
  synthDocument(
    (stack) =>
      new IdcsApps(stack, 'Apps', { domainUrl: 'https://domain.test', audience: 'https://gw.test/', ...props }),
  );

const apps = (props: Partial<IdcsAppsProps> = {}): Readonly<Record<string, Attributes>> =>
  resources(synth(props), 'oci_identity_domains_app');
const app = (name: string, props: Partial<IdcsAppsProps> = {}): Attributes => apps(props)[`Apps/${name}`] ?? {};

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

  test('takes a domain', () => {
    expect(app('Client', { domainUrl: 'https://idcs-1.test:443' }).idcs_endpoint).toBe('https://idcs-1.test:443');
  });

  test('takes a name for all apps', () => {
    const named = apps({ namePrefix: 'billing', clients: { client: {}, 'partner-one': {} } });
    expect(Object.values(named).map(({ display_name }) => display_name)).toEqual([
      'billing-resource-server',
      'billing-client',
      'billing-partner-one-client',
    ]);
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
});

describe('the clients', () => {
  const clients = {
    client: {},
    partner: { scopes: ['read'], grants: ['client_credentials'] },
    'night-job': { secretRotation: '2026-09' },
  } as const;
  const scopes = ['read', 'write'];

  test('stand at addresses of their own, beside the first', () => {
    expect(Object.keys(apps({ clients, scopes }))).toEqual([
      'Apps/ResourceServer',
      'Apps/Client',
      'Apps/PartnerClient',
      'Apps/NightJobClient',
    ]);
  });

  test('stay as they are when another is added', () => {
    const all = apps({ clients: { client: {}, partner: {} } });
    expect(all).toMatchObject(apps());
  });

  test('may ask for fewer scopes than there are', () => {
    expect(app('PartnerClient', { clients, scopes }).allowed_scopes).toEqual([{ fqs: 'https://gw.test/read' }]);
    expect(app('Client', { clients, scopes }).allowed_scopes).toHaveLength(2);
  });

  test('may have other grants', () => {
    expect(app('PartnerClient', { clients, scopes }).allowed_grants).toEqual(['client_credentials']);
    expect(app('Client', { clients, scopes }).allowed_grants).toHaveLength(2);
  });

  test('are replaced when their rotation changes, alone', () => {
    const document = synth({ clients, scopes });
    expect(resources(document, 'terraform_data')).toEqual({
      'Apps/NightJobClientRotation': { input: { rotation: '2026-09' } },
    });
    const all = resources(document, 'oci_identity_domains_app');
    expect(all['Apps/NightJobClient']?.lifecycle).toEqual({
      ignore_changes: ['schemas'],
      replace_triggered_by: [expect.stringMatching(/^terraform_data\.Apps_NightJobClientRotation_\w+$/)],
    });
    expect(all['Apps/Client']?.lifecycle).toEqual({ ignore_changes: ['schemas'] });
  });

  test('are found by their names', () => {
    synthDocument((stack) => {
      const made = new IdcsApps(stack, 'Apps', { domainUrl: 'https://d.test', audience: 'a/', clients, scopes });
      expect(made.client('partner')).toBe(made.clients.partner);
      expect(made.client('partner').qualifiedScopes).toEqual(['a/read']);
      expect(made.client('night-job').rotation?.node.id).toBe('NightJobClientRotation');
      expect(made.qualifiedScopes).toEqual(['a/read', 'a/write']);
      expect(made.clientId).toBe(made.client('client').clientId);
      expect(made.clientSecret).toBe(made.client('client').clientSecret);
      expect(() => made.client('toString')).toThrow(
        'name is not one of a client: got "toString"; expected client, partner, night-job (at Test/Apps)',
      );
    });
  });

  const idsOf = (given: IdcsAppsProps['clients']): unknown => {
    const document = synthDocument((stack) => {
      const made = new IdcsApps(stack, 'Apps', { domainUrl: 'https://d.test', audience: 'a/', clients: given });
      new TerraformOutput(stack, 'id', { value: made.clientId });
      new TerraformOutput(stack, 'secret', { value: made.clientSecret, sensitive: true });
    });
    return document.output;
  };
  const outputsOf = (id: string): unknown => ({
    id: { value: expect.stringContaining(`.Apps_${id}_`) as string },
    secret: { value: expect.stringContaining(`.Apps_${id}_`) as string },
  });

  test('lend id and secret of the one called client, in whatever order they are', () => {
    expect(idsOf({ partner: {}, client: {} })).toMatchObject(outputsOf('Client') as object);
  });

  test('lend id and secret of the only one, whatever it is called', () => {
    expect(idsOf({ partner: {} })).toMatchObject(outputsOf('PartnerClient') as object);
  });

  test.each(['clientId', 'clientSecret'] as const)('lend no %s of several others', (attribute) => {
    synthDocument((stack) => {
      const made = new IdcsApps(stack, 'Apps', {
        domainUrl: 'https://d.test',
        audience: 'a/',
        clients: { partner: {}, 'night-job': {} },
      });
      expect(made.tryDefaultClient).toBeUndefined();
      expect(() => made[attribute]).toThrow(
        `clients has several of which none is the one that ${attribute} is of: got ["partner","night-job"]; expected one called client, or a single one. Use client(name).${attribute} (at Test/Apps)`,
      );
    });
  });

  test.each<[string, IdcsAppsProps['clients'], string]>([
    ['are none', {}, 'clients is empty: got {}; expected at least one client'],
    ...['Partner', 'a--b', 'a-1', ''].map((name): [string, IdcsAppsProps['clients'], string] => [
      `are called ${JSON.stringify(name)}`,
      { [name]: {} },
      `clients has a name that cannot be one of a client: got ${JSON.stringify(name)}; expected lower-case words joined by '-'`,
    ]),
    [
      'ask for nothing',
      { partner: { scopes: [] } },
      'clients.partner.scopes is empty: got []; expected at least one scope',
    ],
    [
      'ask for what there is not',
      { partner: { scopes: ['read', 'delete'] } },
      'clients.partner.scopes has what the resource server does not have: got ["delete"]; expected some of read, write',
    ],
    [
      'have no grant',
      { partner: { grants: [] } },
      'clients.partner.grants is not a list of grants: got []; expected at least one of client_credentials, urn:ietf:params:oauth:grant-type:jwt-bearer',
    ],
    [
      'are rotated by nothing',
      { partner: { secretRotation: '' } },
      'clients.partner.secretRotation is empty: got ""; expected a word, for example a date',
    ],
  ])('are refused when they %s', (_what, refused, message) => {
    expect(() => synth({ clients: refused, scopes })).toThrow(`${message} (at Test/Apps)`);
  });
});

describe("the domain's settings", () => {
  test('are left alone', () => {
    expect(synth().resource).not.toHaveProperty('oci_identity_domains_setting');
    expect(synth()).not.toHaveProperty('import');
  });

  test('open the signing certificate to everyone when asked', () => {
    expect(resource(synth({ signingCertificatePublicAccess: true }), 'oci_identity_domains_setting')).toEqual({
      csr_access: 'none',
      idcs_endpoint: 'https://domain.test',
      lifecycle: { ignore_changes: ['csr_access', 'schemas', 'setting_id'] },
      schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:Settings'],
      setting_id: 'Settings',
      signing_cert_public_access: true,
    });
  });

  test('are imported, so that the others stay as they are', () => {
    expect(synth({ signingCertificatePublicAccess: true }).import).toEqual([
      {
        to: expect.stringMatching(/^oci_identity_domains_setting\.Apps_Setting_\w+$/) as string,
        id: 'idcsEndpoint/https://domain.test/settings/Settings',
      },
    ]);
  });

  test('are those of a domain that only Terraform knows', () => {
    const document = synthDocument((stack) => {
      const domainUrl = new TerraformVariable(stack, 'url', { type: 'string' }).stringValue;
      new IdcsApps(stack, 'Apps', { domainUrl, audience: 'a/', signingCertificatePublicAccess: true });
    });
    expect(document.import).toMatchObject([{ id: 'idcsEndpoint/${var.url}/settings/Settings' }]);
  });
});

describe('an audience', () => {
  const audienceProblem = (got: string): string =>
    `audience has no separator at its end: got "${got}"; expected a value that ends with '/', because a scope is appended to it as it is. Scopes that all start with '/' or ':' would do as well. (at Test/Apps)`;

  test('may be what only Terraform knows', () => {
    const document = synthDocument((stack) => {
      const audience = new TerraformVariable(stack, 'audience', { type: 'string' }).stringValue;
      new IdcsApps(stack, 'Apps', { domainUrl: 'https://domain.test', audience });
    });
    expect(resources(document, 'oci_identity_domains_app')).toMatchObject({
      'Apps/Client': { allowed_scopes: [{ fqs: '${var.audience}invoke' }] },
    });
  });

  test('must not go without a separator at its end', () => {
    expect(() => synth({ audience: 'https://gw.test' })).toThrow(audienceProblem('https://gw.test'));
  });

  test.each(['/read', ':read'])('may go without where the scope %s has one', (value) => {
    expect(app('Client', { audience: 'api', scopes: [value] }).allowed_scopes).toEqual([{ fqs: `api${value}` }]);
  });

  test('must not go without when only some scopes have one', () => {
    expect(() => synth({ audience: 'api', scopes: ['/read', 'write'] })).toThrow(audienceProblem('api'));
  });

  test('must not have an unknown part as its end', () => {
    const build = (): unknown =>
      synthDocument((stack) => {
        const host = new TerraformVariable(stack, 'host', { type: 'string' }).stringValue;
        new IdcsApps(stack, 'Apps', { domainUrl: 'https://domain.test', audience: `https://${host}` });
      });
    expect(build).toThrow(audienceProblem('https://<known at deploy>'));
  });
});

describe('everything else', () => {
  test.each(['http://domain.test', 'https://domain.test/', 'domain.test', 'https://domain.test/ui/v1'])(
    'refuses %s as a domain',
    (domainUrl) => {
      expect(() => synth({ domainUrl })).toThrow(
        `domainUrl is not the URL of an identity domain: got "${domainUrl}"; expected https and a host, without '/' at the end (at Test/Apps)`,
      );
    },
  );

  test('refuses a domain with a password in its address, and does not say it', () => {
    expect(() => synth({ domainUrl: 'https://me:secret@domain.test' })).toThrow(
      `domainUrl is not the URL of an identity domain: got "https://***@domain.test"; expected https and a host, without '/' at the end (at Test/Apps)`,
    );
  });

  test('refuses to go without a scope', () => {
    expect(() => synth({ scopes: [] })).toThrow('scopes is empty: got []; expected at least one scope (at Test/Apps)');
  });

  test.each(['a b', 'a"b', ''])('refuses the scope %j', (scope) => {
    expect(() => synth({ scopes: [scope] })).toThrow(
      `scopes has an entry that is no scope: got ${JSON.stringify(scope)}; expected characters without spaces, quotes and backslashes (at Test/Apps)`,
    );
  });

  test('refuses to go without a grant', () => {
    expect(() => synth({ grants: [] })).toThrow(
      'grants is not a list of grants: got []; expected at least one of client_credentials, urn:ietf:params:oauth:grant-type:jwt-bearer (at Test/Apps)',
    );
  });

  test.each([Duration.seconds(59), Duration.days(366)])('refuses a lifetime out of range (%#)', (lifetime) => {
    expect(() => synth({ accessTokenLifetime: lifetime })).toThrow(
      `accessTokenLifetime is out of range: got "${String(lifetime.toSeconds())} s"; expected 60 seconds to 365 days (at Test/Apps)`,
    );
  });

  test.each([Duration.seconds(60), Duration.days(365)])('takes a lifetime at the end of the range (%#)', (lifetime) => {
    expect(app('ResourceServer', { accessTokenLifetime: lifetime }).access_token_expiry).toBe(lifetime.toSeconds());
  });
});
