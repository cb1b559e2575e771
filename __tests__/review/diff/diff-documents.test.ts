import { diffDocuments } from '../../../review';
import { changesOf, documentOf } from '../../../testing/small-documents';

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
