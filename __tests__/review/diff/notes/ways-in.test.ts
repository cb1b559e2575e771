import { blockOf } from '../../../../testing/small-documents';

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

  test.each(['oci_core_security_list', 'oci_core_default_security_list'])('is told of a rule of a list: %s', (type) => {
    const list = (source: string) => ({ ingress_security_rules: [{ protocol: '6', source }] });
    expect(blockOf(type, list('10.0.0.0/8'), list('0.0.0.0/0'))?.notes).toEqual([
      { text: 'every address may come in: 0.0.0.0/0, protocol 6, every port', access: true },
    ]);
    expect(blockOf(type, list('10.0.0.0/8'), list('10.0.0.0/16'))?.notes).toEqual([]);
  });
});
