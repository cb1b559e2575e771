import { TerraformVariable } from 'cdktf';
import { CaBundle } from '../../../constructs';
import type { CaBundleProps } from '../../../constructs';
import { AUTHORITY, ELLIPTIC, SERVER } from '../../../testing/example-certificates';
import { resource, synthDocument } from '../../../testing/synth';

const bundle = (props: Partial<CaBundleProps> = {}): Readonly<Record<string, unknown>> =>
  resource(
    synthDocument((stack) => new CaBundle(stack, 'Bundle', { compartmentId: 'c', certificates: AUTHORITY, ...props })),
    'oci_certificates_management_ca_bundle',
  );

describe('CaBundle', () => {
  test('is in the compartment that it is given', () => {
    expect(bundle({ compartmentId: 'ocid1.compartment.own' })).toMatchObject({
      compartment_id: 'ocid1.compartment.own',
    });
  });

  test('holds the certificates that it is given', () => {
    expect(bundle({ certificates: `${AUTHORITY}${ELLIPTIC}` })).toMatchObject({
      ca_bundle_pem: `${AUTHORITY}${ELLIPTIC}`,
    });
  });

  test('holds certificates that only Terraform knows', () => {
    const document = synthDocument((stack) => {
      const certificates = new TerraformVariable(stack, 'authorities', { type: 'string' }).stringValue;
      new CaBundle(stack, 'Bundle', { compartmentId: 'c', certificates });
    });
    expect(resource(document, 'oci_certificates_management_ca_bundle')).toMatchObject({
      ca_bundle_pem: '${var.authorities}',
    });
  });

  test.each([
    [undefined, 'oracleapi'],
    ['clients-2', 'clients-2'],
  ])('is named: %s', (name, expected) => {
    expect(bundle({ name })).toMatchObject({ name: expected });
  });

  test('is described', () => {
    expect(bundle({ description: 'who vouches for callers' })).toMatchObject({
      description: 'who vouches for callers',
    });
    expect(bundle()).not.toHaveProperty('description');
  });

  test('tells its id', () => {
    let id = '';
    synthDocument(
      (stack) => ({ caBundleId: id } = new CaBundle(stack, 'Bundle', { compartmentId: 'c', certificates: AUTHORITY })),
    );
    expect(id).not.toBe('');
  });

  test.each<[Partial<CaBundleProps>, string]>([
    [
      { name: 'our clients' },
      "name is not a name of the Certificates service: got \"our clients\"; expected letters, digits, '-', '_' and '.'",
    ],
    [
      { certificates: SERVER },
      'certificates holds a certificate that is not of an authority: got "CN=api.example.org"; expected certificates of ' +
        'authorities alone. Leave out those of callers: whoever holds the key of one could vouch for nobody else anyway',
    ],
    [
      { certificates: 'none' },
      'certificates has no certificates that can be read: got "4 characters"; expected one or more in PEM: ' +
        '-----BEGIN CERTIFICATE----- and so on',
    ],
    [
      { certificates: AUTHORITY.replace('MII', 'MXX') },
      `certificates has no certificates that can be read: got "${String(AUTHORITY.length)} characters"; ` +
        'expected one or more in PEM: -----BEGIN CERTIFICATE----- and so on',
    ],
    [
      { certificates: `${AUTHORITY}-----BEGIN PRIVATE KEY-----` },
      `certificates holds a private key, which would be in the document: got "${String(AUTHORITY.length + 27)} characters"; ` +
        'expected certificates alone',
    ],
  ])('refuses what cannot be: %#', (props, message) => {
    expect(() => bundle(props)).toThrow(new Error(`${message} (at Test/Bundle)`));
  });
});
