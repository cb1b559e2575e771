import { diffDocuments } from '../../../review';
import { blockOf, changesOf, documentOf } from '../../../testing/small-documents';

const VCN = { display_name: 'net', '//': { metadata: { path: 'stack/Network/Vcn' } } };

describe('the difference of two documents', () => {
  test('names what was added, with its construct', () => {
    expect(diffDocuments({}, documentOf({ 'oci_core_vcn.Vcn': VCN }))).toEqual([
      {
        address: 'oci_core_vcn.Vcn',
        construct: 'Network/Vcn',
        kind: 'added',
        changes: [{ path: 'display_name', kind: 'added', after: 'net', access: false }],
        notes: [],
        access: false,
      },
    ]);
  });

  test('names what was removed', () => {
    expect(diffDocuments(documentOf({ 'oci_core_vcn.Vcn': VCN }), {})).toMatchObject([
      { address: 'oci_core_vcn.Vcn', kind: 'removed' },
    ]);
  });

  test.each([
    ['data.oci_core_services.All', { data: { oci_core_services: { All: { a: 1 } } } }],
    ['variable.region', { variable: { region: { type: 'string' } } }],
    ['output.endpoint', { output: { endpoint: { value: 'x' } } }],
    ['local.name', { locals: { name: 'x' } }],
    ['module.other', { module: { other: { source: './x' } } }],
    ['provider', { provider: { oci: [{ region: 'x' }] } }],
    ['terraform', { terraform: { backend: { local: {} } } }],
    ['import', { import: [{ to: 'a.b', id: 'x' }] }],
    ['ephemeral', { ephemeral: { x: {} } }],
  ])('sees %s', (address, document) => {
    expect(diffDocuments({}, document).map((block) => block.address)).toEqual([address]);
  });

  test('puts access first, policies before rules, whatever the addresses', () => {
    const blocks = diffDocuments(
      {},
      documentOf({
        'oci_artifacts_container_repository.A': {},
        'oci_core_network_security_group_security_rule.B': {},
        'oci_identity_dynamic_group.C': {},
        'oci_identity_policy.D': {},
      }),
    );
    expect(blocks.map(({ address }) => address)).toEqual([
      'oci_identity_policy.D',
      'oci_identity_dynamic_group.C',
      'oci_core_network_security_group_security_rule.B',
      'oci_artifacts_container_repository.A',
    ]);
  });
});

describe('what is about access', () => {
  test.each([
    ['oci_apigateway_gateway', { endpoint_type: 'PUBLIC' }],
    ['oci_apigateway_gateway', { network_security_group_ids: ['x'] }],
    ['oci_artifacts_container_repository', { is_public: true }],
    ['oci_core_subnet', { prohibit_public_ip_on_vnic: false }],
    ['oci_apigateway_deployment', { specification: { request_policies: { authentication: { type: 'x' } } } }],
    ['oci_apigateway_deployment', { specification: { request_policies: { cors: {} } } }],
    ['oci_apigateway_deployment', { specification: { dynamic: { routes: {} } } }],
    ['oci_identity_domains_app', { display_name: 'x' }],
  ])('a change of %s %j is', (type, after) => {
    expect(changesOf(type, { specification: { request_policies: {} } }, after).some(({ access }) => access)).toBe(true);
  });

  test.each([
    ['oci_apigateway_gateway', { display_name: 'x' }],
    ['oci_functions_function', { memory_in_mbs: '512' }],
    ['oci_apigateway_deployment', { specification: { request_policies: { rate_limiting: {} } } }],
    ['oci_apigateway_deployment', { specification: { logging_policies: {} } }],
  ])('a change of %s %j is not', (type, after) => {
    expect(
      changesOf(type, { specification: { request_policies: {} } }, after).filter(({ kind }) => kind !== 'removed'),
    ).toMatchObject([{ access: false }]);
  });
});

describe('a way in that is new', () => {
  const deployment = (type: string | undefined, authentication: object | undefined = { type: 'x' }) => ({
    specification: {
      request_policies: { authentication },
      routes: [
        { path: '/a', methods: ['GET'], request_policies: type === undefined ? {} : { authorization: { type } } },
      ],
    },
  });
  const OPEN = 'anyone may call GET /a: no token is checked';
  const notes = (...[before, after]: [object, object]): string[] =>
    (blockOf('oci_apigateway_deployment', { ...before }, { ...after })?.notes ?? []).map(({ text }) => text);

  test('is told of a route that becomes anonymous', () => {
    expect(notes(deployment('ANY_OF'), deployment('ANONYMOUS'))).toEqual([OPEN]);
  });

  test('is told of a route that becomes anonymous, in whatever capitals', () => {
    expect(notes(deployment('ANY_OF'), deployment('anonymous'))).toEqual([OPEN]);
    expect(notes(deployment('ANONYMOUS'), deployment('any_of'))).toEqual([]);
  });

  test('is told of every route of a deployment that loses its authentication', () => {
    const open = { specification: { ...deployment('ANY_OF').specification, request_policies: {} } };
    expect(notes(deployment('ANY_OF'), open)).toEqual([OPEN]);
  });

  test('is not told again of a route that was open before', () => {
    expect(
      notes({ ...deployment('ANONYMOUS'), display_name: 'a' }, { ...deployment('ANONYMOUS'), display_name: 'b' }),
    ).toEqual([]);
  });

  test('is not told of a route that is closed', () => {
    expect(notes(deployment('ANONYMOUS'), deployment('ANY_OF'))).toEqual([]);
  });

  const rule = (source: string, direction = 'INGRESS') => ({
    direction,
    source,
    protocol: '6',
    tcp_options: { destination_port_range: { min: 22, max: 22 } },
  });

  test('is told of a rule that lets every address in', () => {
    const block = blockOf('oci_core_network_security_group_security_rule', rule('10.0.0.0/8'), rule('0.0.0.0/0'));
    expect(block?.notes).toEqual([
      { text: 'every address may come in: 0.0.0.0/0, protocol 6, ports 22 to 22', access: true },
    ]);
  });

  test.each(['0.0.0.0/1', '128.0.0.0/1', '1.2.3.4/0', '::/0', '0::0/0', '0:0:0:0:0:0:0:0/0', '8000::/1'])(
    'is told of a rule that lets every address in, or half of them, however it is spelled: %s',
    (source) => {
      const block = blockOf('oci_core_network_security_group_security_rule', rule('10.0.0.0/8'), rule(source));
      expect(block?.notes).toEqual([
        { text: `every address may come in: ${source}, protocol 6, ports 22 to 22`, access: true },
      ]);
    },
  );

  test.each(['0.0.0.0/2', '0.0.0.0/32', '0.0.0.0', '2001:db8::/32', 'all-fra-services-in-oracle-services-network'])(
    'is not told of a rule that lets fewer addresses in: %s',
    (source) => {
      const block = blockOf('oci_core_network_security_group_security_rule', rule('10.0.0.0/8'), rule(source));
      expect(block?.notes).toEqual([]);
    },
  );

  test.each([
    [{ type: 8 }, 'type 8'],
    [{ type: 3, code: 1 }, 'type 3'],
    [undefined, 'every type'],
  ])('is told of a rule that lets ICMP in from every address: %p', (icmp_options, what) => {
    const open = { direction: 'INGRESS', source: '0.0.0.0/0', protocol: '1', icmp_options };
    const block = blockOf('oci_core_network_security_group_security_rule', rule('10.0.0.0/8'), open);
    expect(block?.notes).toEqual([{ text: `every address may come in: 0.0.0.0/0, protocol 1, ${what}`, access: true }]);
  });

  test.each([
    ['0.0.0.0/0', '1', { type: 3, code: 4 }],
    ['::/0', '58', { type: 2, code: 0 }],
  ])('is not told of routers that tell of packets too large: %s', (source, protocol, icmp_options) => {
    const block = blockOf('oci_core_network_security_group_security_rule', rule('10.0.0.0/8'), {
      direction: 'INGRESS',
      source,
      protocol,
      icmp_options,
    });
    expect(block?.notes).toEqual([]);
  });

  test('is not told of a rule for a network, or of a way out', () => {
    const type = 'oci_core_network_security_group_security_rule';
    expect(blockOf(type, rule('10.0.0.0/8'), rule('10.0.0.0/16'))?.notes).toEqual([]);
    expect(blockOf(type, rule('10.0.0.0/8'), rule('0.0.0.0/0', 'EGRESS'))?.notes).toEqual([]);
  });
});

describe('another address', () => {
  const before = documentOf({
    'oci_core_vcn.Old': { display_name: 'net' },
    'oci_core_subnet.Old': { vcn_id: '${oci_core_vcn.Old.id}', depends_on: ['oci_core_vcn.Old'] },
  });
  const after = documentOf({
    'oci_core_vcn.New': { display_name: 'net' },
    'oci_core_subnet.New': { vcn_id: '${oci_core_vcn.New.id}', depends_on: ['oci_core_vcn.New'] },
  });

  test('is noticed by the content, references to others included', () => {
    expect(diffDocuments(before, after)).toMatchObject([
      { kind: 'renamed', address: 'oci_core_subnet.New', from: 'oci_core_subnet.Old', changes: [] },
      { kind: 'renamed', address: 'oci_core_vcn.New', from: 'oci_core_vcn.Old', changes: [] },
    ]);
  });

  test('comes with a warning', () => {
    expect(diffDocuments(before, after)[0]?.notes).toEqual([
      {
        text: 'has the same content under another address: it is destroyed and made anew. moveTo and addMoveTarget keep it',
        access: false,
      },
    ]);
  });

  test('is no rename when the content differs', () => {
    const other = documentOf({ 'oci_core_vcn.New': { display_name: 'other' } });
    expect(diffDocuments(documentOf({ 'oci_core_vcn.Old': { display_name: 'net' } }), other)).toMatchObject([
      { kind: 'added' },
      { kind: 'removed' },
    ]);
  });

  test('is a move when the document says so, and takes its changes along', () => {
    const moved = {
      ...documentOf({ 'oci_core_vcn.New': { display_name: 'b' } }),
      moved: [{ from: 'oci_core_vcn.Old', to: 'oci_core_vcn.New' }],
    };
    expect(diffDocuments(documentOf({ 'oci_core_vcn.Old': { display_name: 'a' } }), moved)).toEqual([
      {
        address: 'oci_core_vcn.New',
        from: 'oci_core_vcn.Old',
        construct: undefined,
        kind: 'moved',
        changes: [{ path: 'display_name', kind: 'changed', before: 'a', after: 'b', access: false }],
        notes: [],
        access: false,
      },
    ]);
  });
});
