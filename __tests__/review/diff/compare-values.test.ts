import { changesOf } from '../../../testing/small-documents';

const deployment = (...routes: object[]): Record<string, unknown> => ({ specification: { routes } });
const route = (path: string, methods: string[], more: object = {}): object => ({ path, methods, ...more });
const seen = (before: Record<string, unknown>, after: Record<string, unknown>, type = 'oci_apigateway_deployment') =>
  changesOf(type, before, after).map(({ path, kind }) => `${kind} ${path}`);

describe('the comparison of a block', () => {
  test('finds nothing where nothing differs', () => {
    expect(seen(deployment(route('/a', ['GET'])), deployment(route('/a', ['GET'])))).toEqual([]);
  });

  test('says before and after of an attribute', () => {
    expect(changesOf('oci_core_vcn', { display_name: 'old' }, { display_name: 'new' })).toEqual([
      { path: 'display_name', kind: 'changed', before: 'old', after: 'new', access: false },
    ]);
  });

  test('takes null for what is not there', () => {
    expect(seen({ display_name: null }, {}, 'oci_core_vcn')).toEqual([]);
  });

  test("leaves out cdktf's comments", () => {
    expect(seen({ '//': { metadata: { path: 'a' } } }, { '//': { metadata: { path: 'b' } } }, 'oci_core_vcn')).toEqual(
      [],
    );
  });

  test('takes a block and a list of that one block for the same', () => {
    expect(seen({ specification: [{ routes: [] }] }, { specification: { routes: [] } })).toEqual([]);
  });

  test('compares policy statements as a set', () => {
    const changes = changesOf(
      'oci_identity_policy',
      { statements: ['Allow a', 'Allow b'] },
      { statements: ['Allow c', 'Allow a'] },
    );
    expect(changes).toEqual([
      { path: 'statements', kind: 'removed', before: 'Allow b', access: true },
      { path: 'statements', kind: 'added', after: 'Allow c', access: true },
    ]);
  });

  test('counts a statement that is there twice', () => {
    expect(seen({ statements: ['Allow a'] }, { statements: ['Allow a', 'Allow a'] }, 'oci_identity_policy')).toEqual([
      'added statements',
    ]);
  });

  test('finds a route again wherever it stands', () => {
    const [one, two] = [route('/a', ['GET']), route('/b', ['GET'])];
    expect(seen(deployment(one, two), deployment(two, one))).toEqual([]);
  });

  test('tells routes of one path apart by their methods', () => {
    const before = deployment(route('/a', ['GET'], { x: 1 }), route('/a', ['POST'], { x: 1 }));
    const after = deployment(route('/a', ['POST'], { x: 2 }), route('/a', ['GET'], { x: 1 }));
    expect(seen(before, after)).toEqual(['changed specification.routes[POST /a].x']);
  });

  test('takes a route with other methods for the same route', () => {
    const changes = changesOf(
      'oci_apigateway_deployment',
      deployment(route('/a', ['GET'])),
      deployment(route('/a', ['GET', 'POST'])),
    );
    expect(changes).toEqual([
      { path: 'specification.routes[GET,POST /a].methods', kind: 'added', after: 'POST', access: true },
    ]);
  });

  test('finds a key by its kid', () => {
    const keys = (e: string): Record<string, unknown> => ({ keys: [{ kid: 'other' }, { kid: 'mine', e }] });
    expect(seen(keys('AQAB'), keys('Aw'))).toEqual(['changed keys[mine].e']);
  });

  test("takes what the provider's schema calls a set for one", () => {
    const rule = (port: number): object => ({ protocol: '6', tcp_options: { max: port, min: port } });
    const list = (...ports: number[]): Record<string, unknown> => ({ ingress_security_rules: ports.map(rule) });
    expect(seen(list(80, 443), list(443, 80), 'oci_core_security_list')).toEqual([]);
    expect(seen(list(80, 443), list(443, 80, 22), 'oci_core_security_list')).toEqual(['added ingress_security_rules']);
  });

  test('keeps the order of a list that has one', () => {
    expect(seen({ provisioner: ['a', 'b'] }, { provisioner: ['b', 'a'] }, 'terraform_data')).toEqual([
      'changed provisioner[0]',
      'changed provisioner[1]',
    ]);
  });

  test('compares types that the provider does not describe here', () => {
    expect(seen({ a: { b: 1 } }, { a: { b: 2 } }, 'null_resource')).toEqual(['changed a.b']);
  });
});
