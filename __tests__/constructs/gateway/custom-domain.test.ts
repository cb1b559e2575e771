import { ApigatewayGateway } from '@cdktf/provider-oci/lib/apigateway-gateway';
import { TerraformVariable } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import { CustomDomain, DomainCertificate, Duration } from '../../../constructs';
import type { CustomDomainProps, DomainRecordProps, ImportedCertificateProps } from '../../../constructs';
import { AUTHORITY, ELLIPTIC, SERVER } from '../../../testing/example-certificates';
import { resource, resources, synthDocument } from '../../../testing/synth';

type Document = ReturnType<typeof synthDocument>;

const EXISTING = DomainCertificate.existing('ocid1.certificate.theirs');

const domain = (stack: TerraformStack, props: Partial<CustomDomainProps> = {}): CustomDomain =>
  new CustomDomain(stack, 'Domain', {
    compartmentId: 'ocid1.compartment.own',
    domainName: 'api.example.org',
    certificate: EXISTING,
    ...props,
  });
const imported = (
  props: Partial<ImportedCertificateProps> = {},
  own: Partial<CustomDomainProps> = {},
  secret = { sensitive: true },
): Document =>
  synthDocument((stack) => {
    const privateKey = new TerraformVariable(stack, 'key', { type: 'string', ...secret });
    domain(stack, {
      certificate: DomainCertificate.imported({ certificate: SERVER, chain: AUTHORITY, privateKey, ...props }),
      ...own,
    });
  });
const pointing = (props: Partial<DomainRecordProps> = {}, ipMode?: string): Document =>
  synthDocument((stack) => {
    const own = domain(stack);
    const { certificateId } = own;
    const gateway = new ApigatewayGateway(stack, 'Gateway', {
      compartmentId: 'c',
      endpointType: 'PUBLIC',
      subnetId: 's',
      certificateId,
      ipMode,
    });
    own.pointTo({ gateway, zoneNameOrId: 'example.org', ...props });
  });

describe('CustomDomain with a certificate that exists', () => {
  test('makes nothing, and tells the certificate', () => {
    let own: CustomDomain | undefined;
    const document = synthDocument((stack) => (own = domain(stack)));
    expect(document).not.toHaveProperty('resource');
    expect(own).toMatchObject({ certificateId: 'ocid1.certificate.theirs', domainName: 'api.example.org' });
  });
});

describe('CustomDomain with an imported certificate', () => {
  const certificate = (document: Document): unknown => resource(document, 'oci_certificates_management_certificate');

  test('has certificate and chain in the document, and the key in a variable', () => {
    expect(certificate(imported())).toMatchObject({
      compartment_id: 'ocid1.compartment.own',
      certificate_config: {
        config_type: 'IMPORTED',
        certificate_pem: SERVER,
        cert_chain_pem: AUTHORITY,
        private_key_pem: '${var.key}',
      },
    });
  });

  test.each([
    [undefined, 'api.example.org'],
    ['front-door', 'front-door'],
  ])('is named: %s', (name, expected) => {
    expect(certificate(imported({ name }))).toMatchObject({ name: expected });
  });

  test('tells the certificate that it made', () => {
    let own: CustomDomain | undefined;
    const document = synthDocument((stack) => {
      const privateKey = new TerraformVariable(stack, 'key', { type: 'string', sensitive: true });
      own = domain(stack, {
        certificate: DomainCertificate.imported({ certificate: SERVER, chain: AUTHORITY, privateKey }),
      });
      new ApigatewayGateway(stack, 'Gateway', {
        compartmentId: 'c',
        endpointType: 'PUBLIC',
        subnetId: 's',
        certificateId: own.certificateId,
      });
    });
    expect(own?.certificate).toBeDefined();
    expect(resource(document, 'oci_apigateway_gateway')).toMatchObject({
      certificate_id: expect.stringMatching(/^\$\{oci_certificates_management_certificate\..*\.id\}$/) as string,
    });
  });

  test('may be for any name of a wildcard', () => {
    expect(() => imported({}, { domainName: 'eu.shop.example.org' })).not.toThrow();
  });

  test('may have a certificate that only Terraform knows', () => {
    const document = synthDocument((stack) => {
      const variable = (id: string, sensitive = false): TerraformVariable =>
        new TerraformVariable(stack, id, { type: 'string', sensitive });
      domain(stack, {
        certificate: DomainCertificate.imported({
          certificate: variable('leaf').stringValue,
          chain: variable('rest').stringValue,
          privateKey: variable('key', true),
        }),
      });
    });
    expect(certificate(document)).toMatchObject({ certificate_config: { certificate_pem: '${var.leaf}' } });
  });

  test.each<[() => unknown, string]>([
    [
      () => imported({}, { domainName: 'www.example.org' }),
      'certificate is not for the domain: got "DNS:api.example.org, DNS:*.shop.example.org"; expected one that names www.example.org',
    ],
    [
      () => imported({ certificate: ELLIPTIC }),
      'certificate has a key that a gateway does not take: got "ec 0"; expected RSA of 2048 to 4096 bits',
    ],
    [
      () => imported({ certificate: 'none' }),
      'certificate has no certificates that can be read: got "4 characters"; expected one or more in PEM: ' +
        '-----BEGIN CERTIFICATE----- and so on',
    ],
    [
      () => imported({ chain: '' }),
      'chain has no certificates that can be read: got "0 characters"; expected one or more in PEM: ' +
        '-----BEGIN CERTIFICATE----- and so on',
    ],
    [
      () => imported({}, {}, { sensitive: false }),
      'privateKey is a variable that Terraform would show: got "key"; expected a variable with sensitive: true',
    ],
  ])('refuses what cannot be: %#', (build, message) => {
    expect(build).toThrow(new Error(`${message} (at Test/Domain)`));
  });
});

describe('the name of a CustomDomain', () => {
  test.each([
    'API.example.org',
    '*.example.org',
    'localhost',
    'api.example.org.',
    'https://api.example.org',
    `${'a'.repeat(64)}.org`,
  ])('is refused: %s', (domainName) => {
    expect(() => synthDocument((stack) => domain(stack, { domainName }))).toThrow(
      new Error(
        `domainName is not the name of a host: got "${domainName}"; expected a name such as api.example.org, in small letters, without a wildcard (at Test/Domain)`,
      ),
    );
  });

  test.each(['example.org', 'a-1.b.example.org', `${'a'.repeat(63)}.org`])('is taken: %s', (domainName) => {
    expect(() => synthDocument((stack) => domain(stack, { domainName }))).not.toThrow();
  });
});

describe('CustomDomain.pointTo', () => {
  const record = (document: Document): unknown => resource(document, 'oci_dns_rrset');

  test("adds a record of the gateway's address", () => {
    expect(record(pointing())).toMatchObject({
      zone_name_or_id: 'example.org',
      domain: 'api.example.org',
      rtype: 'A',
      items: [
        {
          domain: 'api.example.org',
          rtype: 'A',
          rdata: expect.stringMatching(/^\$\{oci_apigateway_gateway\..*\.ip_addresses\[0\]\.ip_address\}$/) as string,
          ttl: 300,
        },
      ],
    });
  });

  test('adds none by itself', () => {
    expect(
      resources(
        synthDocument((stack) => domain(stack)),
        'oci_dns_rrset',
      ),
    ).toEqual({});
  });

  test('takes a zone by its OCID, in a view', () => {
    expect(record(pointing({ zoneNameOrId: 'ocid1.dns-zone.own', viewId: 'ocid1.dnsview.own' }))).toMatchObject({
      zone_name_or_id: 'ocid1.dns-zone.own',
      view_id: 'ocid1.dnsview.own',
    });
    expect(record(pointing())).not.toHaveProperty('view_id');
  });

  test('has a time to live', () => {
    expect(record(pointing({ ttl: Duration.hours(1) }))).toMatchObject({ items: [{ ttl: 3600 }] });
  });

  test('names the IPv4 address of a gateway that has both kinds', () => {
    expect(record(pointing({}, 'DUAL_STACK'))).toMatchObject({
      rtype: 'A',
      items: [
        {
          rtype: 'A',
          rdata: expect.stringMatching(
            /^\$\{regex\("\[0-9\]\+\[\.\]\[0-9\]\+\[\.\]\[0-9\]\+\[\.\]\[0-9\]\+", jsonencode\(oci_apigateway_gateway\.\w+\.ip_addresses\)\)\}$/,
          ) as string,
        },
      ],
    });
  });

  test.each(['IPV4', undefined])('names the only address of a gateway with ipMode %s', (ipMode) => {
    expect(record(pointing({}, ipMode))).toMatchObject({
      items: [
        {
          rdata: expect.stringMatching(/^\$\{oci_apigateway_gateway\.\w+\.ip_addresses\[0\]\.ip_address\}$/) as string,
        },
      ],
    });
  });

  test('refuses a gateway of IPv6 alone', () => {
    expect(() => pointing({}, 'IPV6')).toThrow(
      new Error(
        "gateway has no IPv4 address, which an A record names: got \"IPV6\"; expected ipMode 'IPV4' or 'DUAL_STACK'. Leave out pointTo(), and add an AAAA record with the address that the gateway has once it is there (at Test/Domain)",
      ),
    );
  });

  test.each<[Partial<DomainRecordProps>, string]>([
    [
      { zoneNameOrId: 'example.com' },
      'zoneNameOrId is a zone that the domain is no part of: got "example.com"; expected a zone of api.example.org',
    ],
    [
      { zoneNameOrId: 'ample.org' },
      'zoneNameOrId is a zone that the domain is no part of: got "ample.org"; expected a zone of api.example.org',
    ],
    [
      { ttl: Duration.seconds(0) },
      'ttl is not a time that DNS counts in: got "0 s"; expected whole seconds, 1 at least',
    ],
  ])('refuses what cannot be: %j', (props, message) => {
    expect(() => pointing(props)).toThrow(new Error(`${message} (at Test/Domain)`));
  });

  test('takes the domain itself as a zone', () => {
    expect(() => pointing({ zoneNameOrId: 'api.example.org' })).not.toThrow();
  });

  test('refuses a second gateway', () => {
    const build = (): unknown =>
      synthDocument((stack) => {
        const gateway = new ApigatewayGateway(stack, 'Gateway', {
          compartmentId: 'c',
          endpointType: 'PUBLIC',
          subnetId: 's',
        });
        domain(stack)
          .pointTo({ gateway, zoneNameOrId: 'example.org' })
          .pointTo({ gateway, zoneNameOrId: 'example.org' });
      });
    expect(build).toThrow(
      new Error('gateway is a second one for the domain: got "api.example.org"; expected one gateway (at Test/Domain)'),
    );
  });
});
