import { Region } from 'oci-common';
import { registryHost } from '../../../constructs/image/registry-host';

describe('the host of a registry', () => {
  const regions = Region.values().map(({ regionId, realm }): [string, string] => [regionId, realm.secondLevelDomain]);

  test.each(regions)('of %s is in the domain of its realm, as the SDK of OCI says', (region, domain) => {
    expect(registryHost(region)).toBe(`ocir.${region}.oci.${domain}`);
  });

  test.each(['us-gov-newplace-1', 'us-newplace-1', '${var.region}'])(
    'of %s, which nobody knows yet, is told',
    (region) => {
      const domain = region.includes('-gov-') ? 'oraclegovcloud.com' : 'oraclecloud.com';
      expect(registryHost(region)).toBe(`ocir.${region}.oci.${domain}`);
    },
  );

  test.each(['eu-frankfurt-1', 'eu-frankfurt-2', '${var.region}'])('of %s is where a domain says', (region) => {
    expect(registryHost(region, 'example.test')).toBe(`ocir.${region}.oci.example.test`);
  });
});
