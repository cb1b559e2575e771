import { IdentityPolicy } from '@cdktf/provider-oci/lib/identity-policy';
import { GatewayDeployment } from '../../../constructs';
import type { GatewayDeploymentProps, IDeploymentGateway } from '../../../constructs';
import { AUTHENTICATION, ROUTE } from '../../../testing/secured-gateway';
import { resource, resources, synthDocument } from '../../../testing/synth';

describe('a GatewayDeployment on a gateway that exists', () => {
  const props: GatewayDeploymentProps = {
    gateway: {
      gatewayId: 'ocid1.apigateway.there',
      gatewayCompartmentId: 'ocid1.compartment.gateway',
      hostname: 'there.apigateway.test',
      hasCertificateAuthorities: false,
      hasResponseCache: false,
    },
    compartmentId: 'ocid1.compartment.deployment',
    authentication: AUTHENTICATION,
    pathPrefix: '/there',
    logGroupId: 'ocid1.loggroup.test',
  };

  test('is deployed there, under the name of its id', () => {
    const document = synthDocument((stack) => new GatewayDeployment(stack, 'There', props).addRoute(ROUTE));
    expect(resource(document, 'oci_apigateway_deployment')).toMatchObject({
      gateway_id: 'ocid1.apigateway.there',
      compartment_id: 'ocid1.compartment.deployment',
      display_name: 'There',
      specification: {
        request_policies: {
          authentication: {
            validation_policy: { additional_validation_policy: { audiences: ['https://there.apigateway.test/'] } },
          },
        },
      },
    });
    expect(resources(document, 'oci_logging_log')['There/AccessLog']).toMatchObject({ display_name: 'There-access' });
  });

  test('brings a policy for its functions when it is told where they are', () => {
    const document = synthDocument((stack) =>
      new GatewayDeployment(stack, 'There', {
        ...props,
        functionsCompartmentId: 'ocid1.compartment.functions',
        namePrefix: 'there',
      }).addRoute(ROUTE),
    );
    expect(resource(document, 'oci_identity_policy')).toMatchObject({
      compartment_id: 'ocid1.compartment.functions',
      name: 'there-may-invoke',
      statements: [expect.stringContaining("request.resource.compartment.id = 'ocid1.compartment.gateway'")],
    });
  });

  const on = (more: Partial<IDeploymentGateway>): ReturnType<typeof synthDocument> =>
    synthDocument((stack) =>
      new GatewayDeployment(stack, 'There', { ...props, gateway: { ...props.gateway, ...more } }).addRoute(ROUTE),
    );

  test("waits for the gateway's prerequisites", () => {
    const document = synthDocument((stack) => {
      const policy = new IdentityPolicy(stack, 'Policy', {
        compartmentId: 'c',
        name: 'theirs',
        description: 'theirs',
        statements: [],
      });
      new GatewayDeployment(stack, 'There', {
        ...props,
        gateway: { ...props.gateway, prerequisites: [policy] },
      }).addRoute(ROUTE);
    });
    expect(resource(document, 'oci_apigateway_deployment').depends_on).toEqual(['oci_identity_policy.Policy']);
  });

  test('waits for nothing where the gateway has no prerequisites', () => {
    expect(resource(on({}), 'oci_apigateway_deployment').depends_on).toEqual([]);
  });

  test('is refused fetched keys where the gateway does not reach the internet', () => {
    expect(() => on({ reachesInternet: false })).toThrow(
      /^authentication needs the internet, which the gateway does not reach: got "the gateway fetches the keys that tokens are checked with from domain\.test"; .* \(at Test\/There\)$/,
    );
  });

  test.each([true, undefined])('may fetch keys where the gateway reaches the internet: %p', (reachesInternet) => {
    expect(() => on({ reachesInternet })).not.toThrow();
  });
});
