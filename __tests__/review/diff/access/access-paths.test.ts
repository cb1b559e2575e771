import { diffDocuments } from '../../../../review';
import { blockOf, changesOf, documentOf } from '../../../../testing/small-documents';

type Body = Readonly<Record<string, unknown>>;

const added = (type: string, body: Body) => diffDocuments({}, documentOf({ [`${type}.One`]: body }))[0]?.changes;
const removed = (type: string, body: Body) => diffDocuments(documentOf({ [`${type}.One`]: body }), {})[0]?.changes;

/** What opens something, and the same attribute or its neighbour that opens nothing. */
const CASES: readonly (readonly [type: string, open: Body, closed: Body])[] = [
  ['terraform_data', { provisioner: [{ 'local-exec': { command: 'x' } }] }, { provisioner: [] }],
  ['oci_core_instance', { provisioner: { 'remote-exec': { inline: ['x'] } } }, { provisioners: { x: 1 } }],
  ['terraform_data', { connection: { host: 'x' } }, { connection: {} }],
  ['oci_core_vcn', { provider: 'oci.other' }, { provider_name: 'oci.other' }],
  ['oci_core_vcn', { lifecycle: { ignore_changes: ['x'] } }, { lifecycle: { ignore_changes: [] } }],
  ['oci_core_vcn', { lifecycle: { ignore_changes: 'all' } }, { lifecycle: { create_before_destroy: true } }],

  ['oci_functions_function', { image: 'ocir.x/evil/img:1' }, { images: 'x' }],
  ['oci_functions_function', { image_digest: 'sha256:0a' }, { image_digests: 'x' }],
  ['oci_functions_function', { source_details: { pbf_listing_id: 'x' } }, { source_details: {} }],
  ['oci_functions_function', { success_destination: { kind: 'QUEUE' } }, { success_destination: { kind: 'NONE' } }],
  ['oci_functions_function', { failure_destination: { kind: 'STREAM' } }, { failure_destination: { kind: 'NONE' } }],
  ['oci_functions_function', { failure_destination: { topic_id: 'x' } }, { provisioned_concurrency_config: { x: 1 } }],
  ['oci_functions_function', { config: { UPSTREAM_ENDPOINT: 'https://evil.example' } }, { config: {} }],
  ['oci_functions_function', { config: '${var.config}' }, { memory_in_mbs: '512' }],
  ['oci_functions_application', { config: { UPSTREAM_ENDPOINT: 'x' } }, { config: {} }],
  [
    'oci_functions_application',
    { image_policy_config: { is_policy_enabled: false } },
    { trace_config: { is_enabled: false } },
  ],
  ['oci_functions_application', { syslog_url: 'tcp://evil.example:514' }, { syslog_url: '' }],
  ['oci_core_instance', { metadata: { user_data: 'x' } }, { metadata: { name: 'x' } }],
  ['oci_core_instance', { metadata: { ssh_authorized_keys: 'x' } }, { user_data: 'x' }],
  ['oci_core_instance', { extended_metadata: { user_data: 'x' } }, { extended_metadata: { name: 'x' } }],
  [
    'oci_core_instance_configuration',
    { instance_details: { launch_details: { metadata: { user_data: 'x' } } } },
    { instance_details: { launch_details: { metadata: { name: 'x' } } } },
  ],

  ['oci_objectstorage_bucket', { access_type: 'ObjectRead' }, { access_type: 'NoPublicAccess' }],
  ['oci_objectstorage_bucket', { access_type: '${var.access}' }, { access_types: 'ObjectRead' }],
  ['oci_objectstorage_bucket', { public_access_type: 'ObjectRead' }, { public_access_type: 'NoPublicAccess' }],
  ['oci_artifacts_container_repository', { is_public: true }, { is_public: false }],
  ['oci_artifacts_container_repository', { is_public: 'true' }, { is_public: 'false' }],
  ['oci_artifacts_container_repository', { is_public: '${var.public}' }, { display_name: 'x' }],
  ['oci_some_type', { part: { is_public: true } }, { part: { is_public: false } }],
  ['oci_artifacts_container_repository', { is_immutable: false }, { display_name: 'x' }],
  [
    'oci_artifacts_container_configuration',
    { is_repository_created_on_first_push: true },
    { is_repository_created_on_first_push: false },
  ],

  ['oci_some_type', { endpoint_type: 'PUBLIC' }, { endpoint_types: 'PUBLIC' }],
  ['oci_some_type', { is_private: false }, { is_privately: false }],
  ['oci_core_instance', { create_vnic_details: { assign_public_ip: true } }, { create_vnic_details: { x: 1 } }],
  ['oci_core_instance', { assign_public_ip: 'true' }, { create_vnic_details: { assign_public_ip: 'false' } }],
  ['oci_some_type', { backend: { is_ssl_verify_disabled: true } }, { backend: { is_ssl_verify_disabled: false } }],
  ['oci_some_type', { is_ssl_verify_disabled: true }, { ssl_verify_disabled: true }],
  ['oci_core_subnet', { prohibit_public_ip_on_vnic: false }, { display_name: 'x' }],
  ['oci_core_subnet', { prohibit_internet_ingress: false }, { dns_label: 'x' }],
  ['oci_core_subnet', { security_list_ids: ['x'] }, { security_list_ids: [] }],
  ['oci_core_subnet', { route_table_id: 'x' }, { dhcp_options_id: 'x' }],
  ['oci_functions_application', { network_security_group_ids: ['x'] }, { network_security_group_ids: [] }],
  ['oci_functions_application', { subnet_ids: ['x'] }, { subnet_ids: [] }],
  ['oci_functions_application', { security_attributes: { 'a.b': 'x' } }, { security_attributes: {} }],
  ['oci_core_instance', { create_vnic_details: { nsg_ids: ['x'] } }, { create_vnic_details: { nsg_ids: [] } }],
  ['oci_core_instance', { create_vnic_details: { subnet_id: 'x' } }, { create_vnic_details: { hostname_label: 'x' } }],
  ['oci_core_instance', { create_vnic_details: { security_attributes: { a: 'x' } } }, { shape: 'x' }],
  [
    'oci_core_route_table',
    { route_rules: [{ destination: '0.0.0.0/0', network_entity_id: 'x' }] },
    { route_rules: [] },
  ],
  ['oci_core_route_table', { route_rules: { destination: '10.1.0.0/16' } }, { route_rules: { description: 'x' } }],
  [
    'oci_core_route_table',
    { dynamic: { route_rules: { for_each: '${local.x}', content: { destination: '${each.value}' } } } },
    { dynamic: { other_rules: { for_each: '${local.x}' } } },
  ],
  ['oci_core_default_route_table', { route_rules: [{ destination: '0.0.0.0/0' }] }, { display_name: 'x' }],

  ['oci_logging_log', { is_enabled: false }, { is_enabled: true }],
];

const one = (access: boolean): readonly unknown[] => [expect.objectContaining({ access })];

describe('an attribute that decides about access', () => {
  test.each(CASES)('does so in a %s that is added or removed: %j, and not %j', (type, open, closed) => {
    expect(added(type, open)).toEqual(one(true));
    expect(removed(type, open)).toEqual(one(true));
    expect(added(type, closed)).toEqual(one(false));
    expect(removed(type, closed)).toEqual(one(false));
  });

  test.each(CASES)('does so in a %s that has it now, or no more: %j, and not %j', (type, open, closed) => {
    expect(changesOf(type, {}, open)).toEqual(one(true));
    expect(changesOf(type, open, {})).toEqual(one(true));
    expect(changesOf(type, {}, closed)).toEqual(one(false));
    expect(changesOf(type, closed, {})).toEqual(one(false));
  });

  test.each([
    ['oci_some_type', { endpoint_type: 'PRIVATE' }],
    ['oci_some_type', { is_private: true }],
    ['oci_artifacts_container_repository', { is_immutable: true }],
    ['oci_core_subnet', { prohibit_public_ip_on_vnic: true }],
    ['oci_core_subnet', { prohibit_public_ip_on_vnic: 'true' }],
    ['oci_core_subnet', { prohibit_internet_ingress: true }],
  ])('opens nothing in a new %s with %j, and something where that goes', (type, closed) => {
    expect(added(type, closed)).toEqual(one(false));
    expect(removed(type, closed)).toEqual(one(false));
    expect(changesOf(type, {}, closed)).toEqual(one(true));
    expect(changesOf(type, closed, {})).toEqual(one(true));
  });

  test.each([
    ['terraform_data', { lifecycle: { ignore_changes: ['x'] } }],
    ['terraform_data', { access_type: 'ObjectRead' }],
    ['terraform_data', { public_access_type: 'ObjectRead' }],
    ['terraform_data', { endpoint_type: 'PUBLIC' }],
    ['terraform_data', { is_private: false }],
    ['terraform_data', { assign_public_ip: true }],
    ['terraform_data', { is_ssl_verify_disabled: true }],
    ['terraform_data', { prohibit_public_ip_on_vnic: false }],
    ['terraform_data', { nsg_ids: ['x'] }],
    ['terraform_data', { subnet_id: 'x' }],
    ['terraform_data', { security_attributes: { a: 'x' } }],
    ['terraform_data', { sensitive: true }],
    ['oci_functions_application', { image: 'x' }],
    ['oci_functions_application', { source_details: { x: 1 } }],
    ['oci_functions_application', { success_destination: { kind: 'QUEUE' } }],
    ['oci_functions_function', { image_policy_config: { is_policy_enabled: false } }],
    ['oci_functions_function', { syslog_url: 'x' }],
    ['oci_core_vcn', { config: { A: 'x' } }],
    ['oci_core_vcn', { metadata: { user_data: 'x' } }],
    ['oci_core_vcn', { is_immutable: false }],
    ['oci_core_vcn', { is_repository_created_on_first_push: true }],
    ['oci_core_vcn', { route_rules: [{ destination: '0.0.0.0/0' }] }],
    ['oci_core_vcn', { is_enabled: false }],
    ['oci_core_vcn', { logging_policies: { access_log: { is_enabled: false } } }],
    ['oci_core_vcn', { configuration: { source: { x: 1 } } }],
    ['oci_core_vcn', { sensitive: true }],
  ])('decides nothing in a type that is not known for it: %s %j', (type, body) => {
    expect(changesOf(type, {}, body)).toEqual(one(false));
  });

  test.each([
    ['oci_core_security_list', 'required_version'],
    ['oci_core_security_list', 'display_name'],
  ])('is harmless only where it is known to be: %s %s', (type, name) => {
    expect(changesOf(type, {}, { [name]: 'x' })).toEqual(one(true));
  });

  test.each(['logging_policies', 'routes[GET /a].backend.read_timeout_in_seconds'])(
    'is harmless only in a deployment: specification.%s',
    (name) => {
      expect(changesOf('oci_waf_web_app_firewall', {}, { [`specification.${name}`]: 1 })).toEqual(one(true));
    },
  );

  test('is not there when it is null', () => {
    expect(added('oci_some_type', { part: { is_public: null } })).toEqual(one(false));
  });

  test('is every one of a way in that is new', () => {
    expect(added('oci_apigateway_gateway', { display_name: 'x' })).toEqual(one(true));
  });

  test('is found in each entry of a list', () => {
    const parts = (...open: boolean[]): Body => ({ parts: open.map((is_public) => ({ is_public })) });
    expect(added('oci_some_type', parts(true, false))).toEqual(one(true));
    expect(added('oci_some_type', parts(false, true))).toEqual(one(true));
    expect(added('oci_some_type', parts(false, false))).toEqual(one(false));
  });

  test('stands first, and the other attributes of its block behind the fold', () => {
    expect(added('oci_objectstorage_bucket', { access_type: 'ObjectRead', name: 'x' })).toMatchObject([
      { path: 'access_type', access: true },
      { path: 'name', access: false },
    ]);
  });

  test('is one of this provider: what another one calls so is about access anyway', () => {
    expect(changesOf('terraform_data', {}, { is_public: true })).toEqual(one(false));
  });
});

describe('an attribute that every block has', () => {
  test.each([
    ['oci_core_vcn', { compartment_id: 'a' }, { compartment_id: 'b' }],
    [
      'oci_logging_log',
      { configuration: { source: { resource: 'a' } } },
      { configuration: { source: { resource: 'b' } } },
    ],
  ])('counts where it changes, and not where it is new: %s %j', (type, before, after) => {
    expect(changesOf(type, before, after)).toEqual(one(true));
    expect(added(type, after)).toEqual(one(false));
  });

  test.each([
    ['oci_core_vcn', { compartment_ids: 'a' }, { compartment_ids: 'b' }],
    ['terraform_data', { compartment_id: 'a' }, { compartment_id: 'b' }],
    ['oci_logging_log', { configuration: { compartment: 'a' } }, { configuration: { compartment: 'b' } }],
  ])('is not about access when it is another one: %s %j', (type, before, after) => {
    expect(changesOf(type, before, after)).toEqual(one(false));
  });
});

describe('a route that was there before', () => {
  const TYPE = 'oci_apigateway_deployment';
  const route = (more: Body, path = '/a'): Body => ({
    specification: { routes: [{ path, methods: ['GET'], ...more }] },
  });
  const backend = (more: Body): Body => route({ backend: { type: 'HTTP_BACKEND', ...more } });

  test.each([
    ['function_id', 'a', 'ocid1.fnfunc.oc1..evil'],
    ['url', 'https://a', 'https://evil.example'],
    ['is_ssl_verify_disabled', false, true],
    ['type', 'HTTP_BACKEND', 'DYNAMIC_ROUTING_BACKEND'],
    ['routing_backends', [{ backend: { url: 'a' } }], [{ backend: { url: 'b' } }]],
  ])('has another backend: %s', (name, before, after) => {
    expect(changesOf(TYPE, backend({ [name]: before }), backend({ [name]: after }))).toEqual(one(true));
  });

  test.each(['connect_timeout_in_seconds', 'read_timeout_in_seconds', 'send_timeout_in_seconds'])(
    'waits longer for the same one: %s',
    (name) => {
      expect(changesOf(TYPE, backend({ [name]: 1 }), backend({ [name]: 2 }))).toEqual(one(false));
      const nested = (n: number): Body => backend({ routing_backends: [{ backend: { [name]: n } }] });
      expect(changesOf(TYPE, nested(1), nested(2))).toEqual(one(false));
    },
  );

  test.each(['/a]b[0]', '/a].logging_policies', '/a].logging_policies.b', '/a].request_policies.rate_limiting.b'])(
    'is known by any path: %s',
    (path) => {
      const before = route({ backend: { url: 'https://a', read_timeout_in_seconds: 1 } }, path);
      const after = route({ backend: { url: 'https://b', read_timeout_in_seconds: 2 } }, path);
      expect(changesOf(TYPE, before, after)).toMatchObject([
        { path: `specification.routes[GET ${path}].backend.read_timeout_in_seconds`, access: false },
        { path: `specification.routes[GET ${path}].backend.url`, access: true },
      ]);
    },
  );

  test.each([
    'authentication',
    'authorization',
    'body_validation',
    'cors',
    'dynamic_authentication',
    'header_transformations',
    'header_validations',
    'mutual_tls',
    'query_parameter_transformations',
    'response_cache_lookup',
    'usage_plans',
  ])('lets other requests in, or sends others on: %s', (name) => {
    expect(changesOf(TYPE, route({ request_policies: {} }), route({ request_policies: { [name]: {} } }))).toEqual(
      one(true),
    );
  });

  test('answers otherwise', () => {
    const policies = (name: string): Body => route({ response_policies: { [name]: { x: 1 } } });
    expect(changesOf(TYPE, policies('header_transformations'), policies('response_cache_store'))).toMatchObject([
      { access: true },
      { access: true },
    ]);
  });

  test('has another limit of calls', () => {
    const limited = (rate: number): Body => ({
      request_policies: { rate_limiting: { rate_in_requests_per_second: rate } },
    });
    expect(changesOf(TYPE, route(limited(1)), route(limited(2)))).toEqual(one(false));
    expect(changesOf(TYPE, { specification: limited(1) }, { specification: limited(2) })).toEqual(one(false));
  });

  test.each(['access_log', 'execution_log'])('writes its %s no more', (log) => {
    const logs = (is_enabled?: boolean | string): Body => ({ logging_policies: { [log]: { is_enabled } } });
    expect(changesOf(TYPE, route(logs(true)), route(logs(false)))).toEqual(one(true));
    expect(changesOf(TYPE, route(logs(true)), route({}))).toEqual(one(true));
    expect(changesOf(TYPE, { specification: logs(true) }, { specification: logs(false) })).toEqual(one(true));
    const on = { specification: { logging_policies: { [log]: { is_enabled: true, log_level: 'INFO' } } } };
    const off = { specification: { logging_policies: { [log]: { is_enabled: true, log_level: 'ERROR' } } } };
    expect(changesOf(TYPE, on, off)).toEqual(one(false));
    expect(changesOf(TYPE, { specification: logs(false) }, { specification: logs('${var.on}') })).toEqual(one(true));
  });

  test('logs in another way', () => {
    const logs = (log_level: string): Body => ({
      specification: { logging_policies: { execution_log: { is_enabled: true, log_level } } },
    });
    expect(changesOf(TYPE, logs('INFO'), logs('ERROR'))).toEqual(one(false));
  });
});

describe('a variable or a local', () => {
  const variable = (name: string, body: Body) => ({ variable: { [name]: body } });
  const both = (name: string, before: Body, after: Body) =>
    diffDocuments(variable(name, before), variable(name, after));

  test.each([
    ['signing_key', 'a', 'b'],
    ['identity_domain_signing_key', 'a', 'b'],
    ['identityDomainUrl', 'a', 'b'],
    ['upstream-uri', 'a', 'b'],
    ['endpoints', 'a', 'b'],
    ['issuer', 'a', 'b'],
    ['audiences', 'a', 'b'],
    ['domain', 'a', 'b'],
    ['allowed_cidr', 'a', 'b'],
    ['image', 'a', 'b'],
    ['backend', 'a', 'b'],
    ['db_password', 'a', 'b'],
    ['where', 'https://a', 'there'],
    ['where', 'there', 'https://evil.example'],
    ['x', '-----BEGIN PUBLIC KEY-----', ''],
    ['x', '', '{"kty":"RSA"}'],
    ['x', { n: [''] }, { n: ['https://a'] }],
  ])('that holds a key or an address is about access: %s %j', (name, before, after) => {
    expect(both(name, { default: before }, { default: after }).map(({ access }) => access)).toEqual([true]);
    const added = [before, after].map((value) => diffDocuments({}, variable(name, { default: value }))[0]?.access);
    expect(added).toContain(true);
    expect(diffDocuments({ locals: { [name]: before } }, { locals: { [name]: after } })[0]?.access).toBe(true);
  });

  test.each([
    ['memory', '256', '512'],
    ['monkey', 'a', 'b'],
    ['curly', 'a', 'b'],
    ['x', '', 'BEGIN'],
  ])('that holds something else is not: %s', (name, before, after) => {
    expect(both(name, { default: before }, { default: after }).map(({ access }) => access)).toEqual([false]);
    expect(diffDocuments({}, variable(name, { default: after }))[0]?.access).toBe(false);
    expect(diffDocuments({ locals: { [name]: before } }, { locals: { [name]: after } })[0]?.access).toBe(false);
  });

  test('is not about access for what it says of itself', () => {
    const [block] = both(
      'url',
      { description: 'https://a', type: 'any' },
      { description: 'https://b', type: 'string' },
    );
    expect(block?.access).toBe(false);
  });

  test.each(['variable', 'output'])('of a %s, what hides its value is about access', (section) => {
    const document = (body: Body) => ({ [section]: { x: body } });
    expect(diffDocuments(document({ sensitive: true }), document({}))).toMatchObject([
      { changes: [{ path: 'sensitive', access: true }] },
    ]);
    expect(diffDocuments(document({ nullable: true }), document({}))).toMatchObject([
      { changes: [{ path: 'nullable', access: false }] },
    ]);
  });
});

describe('a block about something else', () => {
  test('has lines in both parts', () => {
    expect(
      blockOf('oci_functions_function', { image: 'a', timeout_in_seconds: 1 }, { image: 'b', timeout_in_seconds: 2 }),
    ).toMatchObject({
      access: true,
      changes: [
        { path: 'image', access: true },
        { path: 'timeout_in_seconds', access: false },
      ],
    });
  });
});
