import { diffDocuments } from '../../../../review';
import { documentOf } from '../../../../testing/small-documents';

const added = (type: string) => diffDocuments({}, documentOf({ [`${type}.One`]: { x: 1 } }))[0];
const removed = (type: string) => diffDocuments(documentOf({ [`${type}.One`]: { x: 1 } }), {})[0];
const changed = (type: string, name = 'x') =>
  diffDocuments(documentOf({ [`${type}.One`]: { [name]: 1 } }), documentOf({ [`${type}.One`]: { [name]: 2 } }))[0];

/** In the order in which they are shown; of one line, in no order. */
const TYPES: readonly (readonly string[])[] = [
  ['http_request', 'aws_iam_role'],
  ['oci_identity_policy'],
  ['oci_identity_dynamic_group', 'oci_identity_domains_dynamic_resource_group'],
  ['oci_identity_group', 'oci_identity_domains_group'],
  ['oci_identity_user_group_membership'],
  ['oci_identity_domains_grant', 'oci_identity_domains_app_role'],
  ['oci_identity_domains_app'],
  ['oci_identity_domains_setting'],
  [
    'oci_identity_api_key',
    'oci_identity_auth_token',
    'oci_identity_customer_secret_key',
    'oci_identity_user',
    'oci_identity_identity_provider',
    'oci_identity_network_source',
    'oci_identity_domains_api_key',
    'oci_identity_domains_customer_secret_key',
    'oci_identity_domains_identity_propagation_trust',
    'oci_identity_domains_user',
  ],
  ['oci_objectstorage_preauthrequest', 'oci_objectstorage_replication_policy'],
  ['oci_core_network_security_group_security_rule'],
  ['oci_core_security_list', 'oci_core_default_security_list'],
  ['oci_core_internet_gateway', 'oci_core_nat_gateway', 'oci_core_local_peering_gateway'],
  [
    'oci_core_drg_attachment',
    'oci_core_remote_peering_connection',
    'oci_core_public_ip',
    'oci_core_route_table_attachment',
  ],
  ['oci_bastion_bastion', 'oci_bastion_session'],
  ['oci_dns_rrset'],
  ['oci_apigateway_subscriber', 'oci_apigateway_usage_plan', 'oci_apigateway_certificate'],
  ['oci_certificates_management_ca_bundle'],
  ['oci_waf_network_address_list', 'oci_waf_web_app_firewall', 'oci_waf_web_app_firewall_policy'],
  ['oci_events_rule', 'oci_functions_invoke_function', 'oci_ons_subscription', 'oci_sch_service_connector'],
  ['oci_apigateway_deployment', 'oci_apigateway_gateway'],
];

const OTHERS = [
  'oci_apigateway_api',
  'oci_bastionless_thing',
  'oci_certificates_management_certificate',
  'oci_core_network_security_group',
  'oci_core_service_gateway',
  'oci_core_vcn',
  'oci_dns_zone',
  'oci_functions_application',
  'oci_functions_function',
  'oci_identity_compartment',
  'oci_identity_domain',
  'oci_identity_domains_branding_setting',
  'oci_identity_tag',
  'oci_identity_tag_default',
  'oci_identity_tag_namespace',
  'oci_kms_key',
  'oci_limits_quota',
  'oci_logging_log_group',
  'oci_objectstorage_bucket',
  'oci_ons_notification_topic',
  'null_resource',
  'random_id',
  'terraform_data',
  'time_static',
  'tls_private_key',
];

describe('a resource that decides about access as a whole', () => {
  test.each(TYPES.flat())('is about it, added, removed or changed: %s', (type) => {
    expect(added(type)).toMatchObject({ access: true, changes: [{ access: true }] });
    expect(removed(type)).toMatchObject({ access: true, changes: [{ access: true }] });
    expect(changed(type)).toMatchObject({ access: true, changes: [{ access: true }] });
  });

  test.each(OTHERS)('is none: %s', (type) => {
    expect(added(type)).toMatchObject({ access: false, changes: [{ access: false }] });
    expect(removed(type)).toMatchObject({ access: false, changes: [{ access: false }] });
    expect(changed(type)).toMatchObject({ access: false, changes: [{ access: false }] });
  });

  test.each(TYPES.slice(1).map((types, i) => [TYPES[i] ?? [], types] as const))('shows %j before %j', (first, next) => {
    const resources = [...first.map((type) => `${type}.B`), ...next.map((type) => `${type}.A`)];
    const blocks = diffDocuments({}, documentOf(Object.fromEntries(resources.map((address) => [address, { x: 1 }]))));
    const shown = blocks.filter(({ notes }) => notes.length === 0).map(({ address }) => address.split('.')[1]);
    expect(shown.join('')).toMatch(/^B*A*$/);
  });
});

describe('a data source', () => {
  const addedData = (type: string) => diffDocuments({}, { data: { [type]: { One: { x: 1 } } } })[0];

  test.each([
    'external',
    'http',
    'local_file',
    'oci_secrets_secretbundle',
    'oci_secrets_secretbundle_versions',
    'terraform_remote_state',
  ])('is about access when it runs something or reads what others keep: %s', (type) => {
    expect(addedData(type)).toMatchObject({ access: true, changes: [{ access: true }] });
  });

  test.each(['oci_core_services', 'oci_identity_policies', 'oci_objectstorage_namespace', 'tls_public_key'])(
    'is not when it only looks something up: %s',
    (type) => {
      expect(addedData(type)).toMatchObject({ access: false, changes: [{ access: false }] });
    },
  );

  test('is read, whatever its attributes are called', () => {
    const data = (image: string) => ({ data: { oci_functions_functions: { One: { image, compartment_id: image } } } });
    expect(diffDocuments(data('a'), data('b'))).toMatchObject([{ access: false }]);
  });
});

describe('a section of the document', () => {
  const addedSection = (name: string, value: unknown) => diffDocuments({}, { [name]: value })[0];

  test.each([
    ['terraform', { backend: { http: {} } }],
    ['provider', { oci: [{ region: 'x' }] }],
    ['module', { other: { source: './x' } }],
    ['import', [{ to: 'a.b', id: 'x' }]],
    ['ephemeral', { http: { x: {} } }],
    ['check', { x: { data: { http: {} } } }],
  ])('is about access: %s', (name, value) => {
    expect(addedSection(name, value)).toMatchObject({ access: true, changes: [{ access: true }] });
  });

  test.each([
    ['terraform', { required_version: '>= 1.4' }],
    ['variable', { memory: { default: 256 } }],
    ['output', { memory: { value: 256 } }],
    ['locals', { memory: 256 }],
  ])('is not about access: %s %j', (name, after) => {
    const before = { [name]: name === 'terraform' ? {} : { memory: {} } };
    expect(diffDocuments(before, { [name]: after })).toMatchObject([{ access: false }]);
  });

  test.each([
    [{ backend: { local: {} } }, { backend: { http: { address: 'https://x' } } }],
    [{ required_providers: { oci: { source: 'oracle/oci' } } }, { required_providers: { oci: { source: 'x/oci' } } }],
    [{ required_providers: { oci: { version: '~> 8.28' } } }, { required_providers: { oci: { version: '8.0.0' } } }],
  ])('shows changes of what a deploy runs and where it leaves the state: %j', (before, after) => {
    const [block] = diffDocuments({ terraform: before }, { terraform: after });
    expect(block?.changes.every(({ access }) => access)).toBe(true);
  });
});

describe('of a way in, what is harmless', () => {
  test.each(['display_name', 'defined_tags', 'freeform_tags', 'depends_on', 'timeouts'])(
    'is not about access: %s',
    (name) => {
      expect(changed('oci_apigateway_gateway', name)).toMatchObject({ access: false });
      expect(changed('oci_apigateway_deployment', name)).toMatchObject({ access: false });
    },
  );

  test.each([
    'display_names',
    'lifecycle',
    'subnet_id',
    'certificate_id',
    'ca_bundles',
    'response_cache_details',
    'gateway_id',
  ])('is nothing else: %s', (name) => {
    expect(changed('oci_apigateway_gateway', name)).toMatchObject({ access: true });
    expect(changed('oci_apigateway_deployment', name)).toMatchObject({ access: true });
  });
});

describe('the order of what is about access', () => {
  const addresses = (document: object): readonly string[] =>
    diffDocuments({}, { ...document })
      .filter(({ notes, access }) => access && notes.length === 0)
      .map(({ address }) => address);
  const policy = documentOf({ 'oci_identity_policy.A': { x: 1 } });

  test.each([
    ['terraform', { terraform: { backend: { oci: {} } } }],
    ['provider', { provider: { oci: [{}] } }],
  ])('begins with what a deploy runs: %s', (address, document) => {
    expect(addresses({ ...policy, ...document })).toEqual([address, 'oci_identity_policy.A']);
  });

  test('begins with modules, which may hold anything', () => {
    const before = { module: { one: { source: './x', a: 1 } }, resource: { oci_identity_policy: { A: { x: 1 } } } };
    const after = { module: { one: { source: './x', a: 2 } }, resource: { oci_identity_policy: { A: { x: 2 } } } };
    expect(diffDocuments(before, after).map(({ address }) => address)).toEqual(['module.one', 'oci_identity_policy.A']);
  });

  test('begins with what another provider reads', () => {
    const document = { ...policy, data: { zzz_thing: { One: {} } } };
    expect(addresses(document)).toEqual(['data.zzz_thing.One', 'oci_identity_policy.A']);
  });

  test.each(['oci_secrets_secretbundle', 'terraform_remote_state'])('has %s before what may be reached', (type) => {
    const resources = documentOf({ 'oci_apigateway_gateway.A': {}, 'oci_core_nat_gateway.A': {} });
    expect(addresses({ ...resources, data: { [type]: { One: {} } } })[0]).toBe(`data.${type}.One`);
  });

  test('has what a policy looks up after the policy', () => {
    const document = (name: string) => ({
      ...documentOf({ 'oci_identity_policy.A': { x: '${data.oci_identity_groups.g.id}', name } }),
      data: { oci_identity_groups: { g: { name } } },
    });
    expect(diffDocuments(document('a'), document('b')).map(({ address, access }) => [address, access])).toEqual([
      ['oci_identity_policy.A', true],
      ['data.oci_identity_groups.g', true],
    ]);
  });

  test('ends with defaults and locals', () => {
    const document = {
      ...documentOf({ 'oci_waf_web_app_firewall.A': {} }),
      locals: { url: 'a' },
      variable: { url: { default: 'a' } },
    };
    expect(addresses(document)).toEqual(['oci_waf_web_app_firewall.A', 'local.url', 'variable.url']);
  });
});
