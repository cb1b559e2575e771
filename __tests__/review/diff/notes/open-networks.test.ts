import { diffDocuments } from '../../../../review';
import { blockOf, documentOf } from '../../../../testing/small-documents';

type Body = Readonly<Record<string, unknown>>;
const notes = (type: string, before: Body, after: Body) => blockOf(type, before, after)?.notes.map(({ text }) => text);
const notesOfNew = (type: string, body: Body) =>
  diffDocuments({}, documentOf({ [`${type}.One`]: body }))[0]?.notes.map(({ text }) => text);

describe('a subnet', () => {
  const OPEN = ['its machines may have public addresses: prohibit_public_ip_on_vnic is not true'];

  test.each([{}, { prohibit_public_ip_on_vnic: false }, { prohibit_internet_ingress: 'false' }])(
    'that is new may have public addresses: %j',
    (body) => {
      expect(notesOfNew('oci_core_subnet', body)).toEqual(OPEN);
    },
  );

  test.each([{ prohibit_public_ip_on_vnic: true }, { prohibit_internet_ingress: true }])(
    'that is new may have none: %j',
    (body) => {
      expect(notesOfNew('oci_core_subnet', body)).toEqual([]);
    },
  );

  test('is told of once', () => {
    const [open, closed] = [{ prohibit_public_ip_on_vnic: false }, { prohibit_public_ip_on_vnic: true }];
    expect(notes('oci_core_subnet', closed, open)).toEqual(OPEN);
    expect(notes('oci_core_subnet', { ...open, dns_label: 'a' }, { ...open, dns_label: 'b' })).toEqual([]);
    expect(notes('oci_core_subnet', open, closed)).toEqual([]);
  });

  test('stands among access when nothing is said of its addresses', () => {
    expect(diffDocuments({}, documentOf({ 'oci_core_subnet.One': { dns_label: 'a' } }))).toMatchObject([
      { access: true, changes: [{ path: 'dns_label', access: false }] },
    ]);
  });
});

describe.each(['oci_core_route_table', 'oci_core_default_route_table'])('%s', (type) => {
  const rules = (...destinations: readonly string[]): Body => ({
    route_rules: destinations.map((destination) => ({ destination, network_entity_id: '${oci_core_x.Gateway.id}' })),
  });

  test.each(['0.0.0.0/0', '128.0.0.0/1', '::/0', '0:0::0/0'])('leads to every address: %s', (destination) => {
    const text = `every address may be reached: ${destination} through \${oci_core_x.Gateway.id}`;
    expect(notes(type, rules('10.0.0.0/8'), rules('10.0.0.0/8', destination))).toEqual([text]);
    expect(notesOfNew(type, rules(destination))).toEqual([text]);
  });

  test('leads to every address, in the words of older documents', () => {
    expect(notesOfNew(type, { route_rules: { cidr_block: '0.0.0.0/0', network_entity_id: 'x' } })).toEqual([
      'every address may be reached: 0.0.0.0/0 through x',
    ]);
  });

  test.each(['10.0.0.0/8', '0.0.0.0/2', '${data.oci_core_services.x.services[0].cidr_block}'])(
    'leads to some addresses: %s',
    (destination) => {
      expect(notes(type, rules(), rules(destination))).toEqual([]);
    },
  );

  test('leads there as before', () => {
    const before = { ...rules('0.0.0.0/0'), display_name: 'a' };
    expect(notes(type, before, { ...before, display_name: 'b' })).toEqual([]);
  });
});
