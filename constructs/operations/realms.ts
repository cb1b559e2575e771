const COMMERCIAL = 'oraclecloud.com';

/** Regions of realms other than oc1, by the domain of the realm; those of a government by the form of their names. */
const REGIONS: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  'oraclegovcloud.com': [/^us-(gov-[a-z]+|langley|luke)-\d+$/],
  'oraclegovcloud.uk': [/^uk-gov-[a-z]+-\d+$/],
  'oraclecloud.eu': ['eu-frankfurt-2', 'eu-madrid-2'],
  'oraclecloud8.com': ['ap-chiyoda-1', 'ap-ibaraki-1'],
  'oraclecloud9.com': ['me-dcc-muscat-1', 'me-ibri-1'],
  'oraclecloud10.com': ['ap-dcc-canberra-1'],
  'oraclecloud14.com': [/^eu-dcc-(milan|dublin|rating)-\d+$/],
  'oraclecloud15.com': ['ap-dcc-gazipur-1'],
  'oraclecloud20.com': ['eu-jovanovac-1'],
  'oraclecloud21.com': ['me-dcc-doha-1', 'me-alrayyan-1'],
  'oraclecloud23.com': ['us-somerset-1', 'us-thames-1'],
  'oraclecloud24.com': ['eu-dcc-zurich-1', 'eu-crissier-1'],
  'oraclecloud26.com': ['me-abudhabi-3', 'me-alain-1'],
  'oraclecloud29.com': ['me-abudhabi-2', 'me-abudhabi-4'],
  'oraclecloud35.com': ['ap-seoul-2', 'ap-suwon-1', 'ap-chuncheon-2'],
  'oraclecloud42.com': ['us-ashburn-2', 'us-newark-1'],
  'oraclecloud51.com': ['eu-budapest-1'],
  'oraclecloud52.com': ['sa-riodejaneiro-1'],
};

const DOMAIN = /^[a-z\d-]+(\.[a-z\d-]+)+$/;

/** Domain of the realm that a region is in: its services are `<service>.<region>.oci.<domain>`; `oraclecloud.com` is the rest. */
export function realmDomainOf(region: string): string {
  const isIt = (one: string | RegExp): boolean => (typeof one === 'string' ? one === region : one.test(region));
  return Object.entries(REGIONS).find(([, regions]) => regions.some(isIt))?.[0] ?? COMMERCIAL;
}

/** Whether it is a domain that a realm's hosts could be in. */
export function isRealmDomain(text: string): boolean {
  return DOMAIN.test(text);
}
