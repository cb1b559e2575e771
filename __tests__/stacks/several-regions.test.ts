import { App } from 'cdktf';
import { search } from '../../apis';
import { forEachRegion } from '../../constructs';
import { OracleApiStack } from '../../stacks/oracle-api-stack';
import type { OracleApiStackProps } from '../../stacks/oracle-api-stack-props';
import { checkDocument } from '../../terraform';
import type { TerraformDocument } from '../../terraform';
import { stubImage, synthOracleStack } from '../../testing/oracle-stack';
import { scratch } from '../../testing/scratch';
import { resource, resources } from '../../testing/synth';
import { testApi } from '../../testing/synth-api';

const APIS: OracleApiStackProps['apis'] = [search, testApi({ name: 'list-buckets' })];

/** Everything that has a name and can be asked for. */
const EVERYTHING: Partial<OracleApiStackProps> = {
  apis: APIS,
  application: {
    apmDomainId: 'ocid1.apmdomain.oc1..example',
    imageSigningKeyIds: ['ocid1.key.oc1..example'],
  },
  alarms: { emails: ['oncall@example.com'] },
  apps: { clients: { client: {}, partner: {} } },
};

/** What a name must be the only one of, and where. */
const UNIQUE: Readonly<Record<string, string>> = {
  oci_artifacts_container_repository: 'display_name',
  oci_functions_application: 'display_name',
  oci_identity_domains_app: 'display_name',
  oci_identity_dynamic_group: 'name',
  oci_identity_policy: 'name',
  oci_logging_log: 'display_name',
  oci_logging_log_group: 'display_name',
  oci_monitoring_alarm: 'display_name',
  oci_ons_notification_topic: 'name',
};
/** Names that no one has to be the only one of, or that are part of another's. */
const NOT_UNIQUE = new Set(['oci_functions_function']);

const IN_HOME = ['oci_identity_dynamic_group', 'oci_identity_policy'];

function regionalStacks(): ReadonlyMap<string, TerraformDocument> {
  const app = new App({ outdir: scratch('regions') });
  const stacks = forEachRegion(
    ['eu-frankfurt-1', 'us-ashburn-1'],
    ({ name, id }) =>
      new OracleApiStack(app, `Api${id}`, {
        ...EVERYTHING,
        ...stubImage(),
        apis: APIS,
        displayName: `shop-${name}`,
        region: name,
        homeRegion: 'eu-frankfurt-1',
      }),
  );
  app.synth();
  return new Map([...stacks].map(([name, stack]) => [name, stack.toTerraform() as TerraformDocument]));
}

const typesOf = (document: TerraformDocument): string[] => Object.keys(document['resource'] as object);

/** The names of everything, of any type, that has one. */
const namesOf = (document: TerraformDocument): string[] =>
  typesOf(document)
    .filter((type) => !NOT_UNIQUE.has(type))
    .flatMap((type) =>
      Object.values(resources(document, type)).flatMap(({ display_name, name }) =>
        [display_name, name].filter((text) => typeof text === 'string').map((text) => `${type} ${text}`),
      ),
    );

describe('two stacks in two regions of one tenancy', () => {
  const stacks = regionalStacks();
  const [first = {}, second = {}] = stacks.values();

  test('pass the check against the schema', () => {
    expect([...stacks.values()].map((document) => checkDocument(document))).toEqual([[], []]);
  });

  test('have no name in common', () => {
    const names = new Set(namesOf(first));
    expect(names.size).toBeGreaterThan(25);
    expect(namesOf(second).filter((name) => names.has(name))).toEqual([]);
  });

  test.each(Object.entries(UNIQUE))('start the names of each %s with their own', (type, attribute) => {
    for (const [region, document] of stacks) {
      const names = Object.values(resources(document, type)).map((attributes) => attributes[attribute]);
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => !String(name).startsWith(`shop-${region}`))).toEqual([]);
    }
  });

  test('configure the provider for their own region, and for the home region', () => {
    for (const [region, document] of stacks) {
      expect(document['provider']).toEqual({ oci: [{ region }, { region: 'eu-frankfurt-1', alias: 'home' }] });
    }
  });

  test.each(IN_HOME)('make every %s in the home region', (type) => {
    for (const document of stacks.values()) {
      const all = Object.values(resources(document, type));
      expect(all.length).toBeGreaterThan(0);
      expect(all.map(({ provider }) => provider)).toEqual(all.map(() => 'oci.home'));
    }
  });

  test('make everything else in their own region', () => {
    for (const document of stacks.values()) {
      const elsewhere = typesOf(document)
        .filter((type) => !IN_HOME.includes(type))
        .flatMap((type) => Object.values(resources(document, type)))
        .filter(({ provider }) => provider !== undefined);
      expect(elsewhere).toEqual([]);
    }
  });

  test('take their images from the registry of their own region', () => {
    for (const [region, document] of stacks) {
      for (const { image } of Object.values(resources(document, 'oci_functions_function'))) {
        expect(image).toMatch(new RegExp(`^ocir\\.${region}\\.oci\\.oraclecloud\\.com/`));
      }
    }
  });

  test('have the variables that differ, and no region among them', () => {
    expect(Object.keys(second['variable'] as object).sort()).toEqual([
      'compartment_ocid',
      'identity_domain_signing_key',
      'identity_domain_url',
      'tenancy_ocid',
    ]);
    expect(second['output']).toMatchObject({ region: { value: 'us-ashburn-1' } });
  });
});

describe('displayName of OracleApiStack', () => {
  test('leaves to each option the name that it gives', () => {
    const document = synthOracleStack({
      displayName: 'shop',
      application: { displayName: 'functions' },
      network: { displayName: 'net' },
      functions: { namePrefix: 'fn' },
      image: { ...stubImage().image, repositoryName: 'images/search' },
      gateway: { displayName: 'edge', deploymentName: 'v1' },
      apps: { namePrefix: 'apps' },
      alarms: { namePrefix: 'watch' },
    });
    expect(namesOf(document).filter((name) => name.includes('shop'))).toEqual([]);
    expect(namesOf(document).filter((name) => name.includes('oracleapi'))).toEqual([]);
  });

  test('leaves no name of the default stack', () => {
    const document = synthOracleStack({ ...EVERYTHING, apis: APIS, displayName: 'shop' });
    expect(namesOf(document).filter((name) => name.includes('oracleapi'))).toEqual([]);
    expect(resource(document, 'oci_apigateway_gateway').display_name).toBe('shop-gw');
    expect(resource(document, 'oci_apigateway_deployment')).toMatchObject({
      display_name: 'shop',
      path_prefix: '/oracleapi',
    });
  });

  test.each(['shop-us-gov-ashburn-1', 'a', 'a_b', 'a'.repeat(30)])('may be %s', (displayName) => {
    expect(resource(synthOracleStack({ displayName }), 'oci_functions_application').display_name).toBe(displayName);
  });

  test.each(['', 'Shop', 'shop api', '1shop', 'shop-', 'a--b', 'a'.repeat(31)])('may not be %j', (displayName) => {
    expect(() => synthOracleStack({ displayName })).toThrow(
      `displayName is nothing that all names can start with: got ${JSON.stringify(displayName)}; expected lower-case words joined by '-' or '_', 30 characters at most (at oracleapi)`,
    );
  });
});

describe('the regions of OracleApiStack', () => {
  test.each(['region', 'homeRegion'])('are refused as %s when they are none', (prop) => {
    expect(() => synthOracleStack({ [prop]: 'FRA' })).toThrow(
      `${prop} is not a region: got "FRA"; expected eu-frankfurt-1 or the like (at oracleapi)`,
    );
  });

  test('are one by default, that of the variable', () => {
    expect(synthOracleStack()['provider']).toEqual({ oci: [{ region: '${var.region}' }] });
  });

  test('may be the variable and a home region', () => {
    expect(synthOracleStack({ homeRegion: 'eu-frankfurt-1' })['provider']).toEqual({
      oci: [{ region: '${var.region}' }, { region: 'eu-frankfurt-1', alias: 'home' }],
    });
  });
});
