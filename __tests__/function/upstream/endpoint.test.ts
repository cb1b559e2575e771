import { endpointOf } from '../../../function/upstream/endpoint';

const FRANKFURT = { OCI_RESOURCE_PRINCIPAL_REGION: 'eu-frankfurt-1' };

function metadata(region: string, domain: string): string {
  return JSON.stringify({ realmKey: 'oc1', realmDomainComponent: domain, regionIdentifier: region, regionKey: 'FRA' });
}

describe('the endpoint', () => {
  it.each([
    ['eu-frankfurt-1', 'query.eu-frankfurt-1.oci.oraclecloud.com'],
    ['us-gov-ashburn-1', 'query.us-gov-ashburn-1.oci.oraclegovcloud.com'],
    ['uk-gov-london-1', 'query.uk-gov-london-1.oci.oraclegovcloud.uk'],
    ['eu-frankfurt-2', 'query.eu-frankfurt-2.oci.oraclecloud.eu'],
  ])("in %s is %s, from the region's name", (region, host) => {
    expect(endpointOf('query', { OCI_RESOURCE_PRINCIPAL_REGION: region })).toEqual({
      secure: true,
      hostname: host,
      host,
      port: 443,
    });
  });

  it('is in the realm that the metadata names, also when this code does not know it', () => {
    const environment = { ...FRANKFURT, OCI_REGION_METADATA: metadata('xx-newtown-1', 'oraclecloud99.com') };

    expect(endpointOf('query', environment).host).toBe('query.xx-newtown-1.oci.oraclecloud99.com');
  });

  it.each([
    ['https://127.0.0.1:8443', { secure: true, hostname: '127.0.0.1', port: 8443, host: '127.0.0.1:8443' }],
    [
      'https://proxy.example.com/',
      { secure: true, hostname: 'proxy.example.com', port: 443, host: 'proxy.example.com' },
    ],
    ['http://localhost:8080', { secure: false, hostname: 'localhost', port: 8080, host: 'localhost:8080' }],
    ['http://[::1]:8080', { secure: false, hostname: '::1', port: 8080, host: '[::1]:8080' }],
    ['http://127.9.9.9', { secure: false, hostname: '127.9.9.9', port: 80, host: '127.9.9.9' }],
  ])('is %s when that replaces it', (url, endpoint) => {
    expect(endpointOf('query', { ...FRANKFURT, UPSTREAM_ENDPOINT: url })).toEqual(endpoint);
  });

  it.each([
    ['http://query.example.com', 'loopback'],
    ['http://127.0.0.1.example.com', 'loopback'],
    ['ftp://127.0.0.1', 'scheme'],
    ['https://user:password@example.com', 'more than'],
    ['https://example.com/path', 'more than'],
    ['example.com', 'no address'],
  ])('cannot be replaced by %s', (url, text) => {
    const replace = (): unknown => endpointOf('query', { ...FRANKFURT, UPSTREAM_ENDPOINT: url });

    expect(replace).toThrow(/^UPSTREAM_ENDPOINT /);
    expect(replace).toThrow(text);
  });

  it.each([
    [{}, 'OCI_RESOURCE_PRINCIPAL_REGION is not set.'],
    [{ OCI_RESOURCE_PRINCIPAL_REGION: 'evil.com/' }, 'OCI_RESOURCE_PRINCIPAL_REGION is no region'],
    [{ ...FRANKFURT, OCI_REGION_METADATA: '{' }, 'OCI_REGION_METADATA is not JSON.'],
    [{ ...FRANKFURT, OCI_REGION_METADATA: metadata('eu-frankfurt-1', 'evil.com/x') }, 'realmDomainComponent'],
  ])('is not known from %j', (environment, text) => {
    expect(() => endpointOf('query', environment)).toThrow(text);
  });
});
