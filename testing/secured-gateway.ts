import { ApiNetwork, IdcsJwtAuth, JwtKeys, SecuredGateway } from '../constructs';
import type { GatewayRoute, SecuredGatewayProps } from '../constructs';
import type { TerraformDocument } from '../terraform';
import { resources, synthDocument } from './synth';
import type { Attributes } from './synth';

/** A network that exists, whose parts say what they are. */
export const NETWORK = ApiNetwork.fromSubnets({
  gatewaySubnetId: 'ocid1.subnet.gateway',
  gatewaySecurityGroupIds: ['ocid1.networksecuritygroup.gateway'],
  functionsSubnetId: 'ocid1.subnet.functions',
});

export const AUTHENTICATION = new IdcsJwtAuth({ keys: JwtKeys.remote('https://domain.test/jwk') });

/** The least that a secured gateway takes. */
export const LEAST: SecuredGatewayProps = {
  compartmentId: 'ocid1.compartment.gateway',
  network: NETWORK,
  authentication: AUTHENTICATION,
  logGroupId: 'ocid1.loggroup.test',
};

/** The least that a route takes. */
export const ROUTE: GatewayRoute = { path: '/buckets', methods: ['POST'], functionId: 'ocid1.fnfunc.buckets' };

/** The document of a gateway with these routes in its first deployment. */
export function gatewayDocument(
  props: Partial<SecuredGatewayProps> = {},
  routes: readonly GatewayRoute[] = [ROUTE],
  more: (gateway: SecuredGateway) => void = () => undefined,
): TerraformDocument {
  return synthDocument((stack) => {
    const gateway = new SecuredGateway(stack, 'Gateway', { ...LEAST, ...props });
    for (const route of routes) gateway.addRoute(route);
    more(gateway);
  });
}

/** The specification of one deployment, the first one by default, as far as tests look into it. */
export function specificationOf(document: TerraformDocument, id = 'Deployment'): Specification {
  const deployment = resources(document, 'oci_apigateway_deployment')[`Gateway/${id}/Deployment`];
  return (deployment ?? {})['specification'] as Specification;
}

/** The first route of a gateway that has this one alone. */
export function routeOf(route: Partial<GatewayRoute>, props: Partial<SecuredGatewayProps> = {}): Attributes {
  const [first] = specificationOf(gatewayDocument(props, [{ ...ROUTE, ...route }])).routes;
  return first ?? {};
}

/** What a route's `request_policies` hold. */
export function requestPoliciesOf(route: Partial<GatewayRoute>, props: Partial<SecuredGatewayProps> = {}): Attributes {
  return routeOf(route, props)['request_policies'] as Attributes;
}

interface Specification {
  readonly request_policies: Attributes;
  readonly logging_policies?: Attributes;
  readonly routes: readonly Attributes[];
}

/** Every address of the document's resources, sorted. */
export function addressesOf(document: TerraformDocument): string[] {
  return Object.entries(document['resource'] as Record<string, object>)
    .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
    .sort();
}
