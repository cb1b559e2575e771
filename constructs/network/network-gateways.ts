import { CoreInternetGateway } from '@cdktf/provider-oci/lib/core-internet-gateway';
import { CoreNatGateway } from '@cdktf/provider-oci/lib/core-nat-gateway';
import type { CoreRouteTableRouteRules } from '@cdktf/provider-oci/lib/core-route-table';
import { CoreServiceGateway } from '@cdktf/provider-oci/lib/core-service-gateway';
import { DataOciCoreServices } from '@cdktf/provider-oci/lib/data-oci-core-services';
import type { Construct } from 'constructs';
import { ANYWHERE } from './cidr';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** What of the world gateway and functions reach, and through which gateways; part of the props of an `ApiNetwork`. */
export interface NetworkGatewayProps {
  /**
   * Whether the gateway has a public address, or is reached from the VCN and from networks that are joined to it.
   *
   * A change replaces the gateway's subnet, the gateway and its host name.
   *
   * @default 'PUBLIC'
   */
  readonly gatewayAccess?: 'PUBLIC' | 'PRIVATE';
  /**
   * Whether the gateway may call addresses that are not OCI's services in its own region.
   *
   * Functions are called without it. It is needed to fetch keys from an issuer, since an identity domain may be in another
   * region, and for HTTP backends on the internet. A private gateway gets a NAT gateway for it.
   *
   * @default - true for a public gateway, false for a private one
   */
  readonly gatewayReachesInternet?: boolean;
  /**
   * Whether functions may call addresses that are not OCI's services in their own region, through a NAT gateway.
   *
   * @default false
   */
  readonly functionsReachInternet?: boolean;
  /**
   * A VCN that exists, to make the subnets in; then `gatewayCidrBlock` and `functionsCidrBlock` have to be said.
   *
   * @default - a new VCN
   */
  readonly vcnId?: string;
  /**
   * The internet gateway of that VCN, which can have one at most.
   *
   * @default - a new one, if the gateway is public
   */
  readonly internetGatewayId?: string;
  /**
   * The service gateway of that VCN, which can have one at most. It has to be enabled for all services of the region.
   *
   * @default - a new one
   */
  readonly serviceGatewayId?: string;
  /**
   * The NAT gateway of that VCN.
   *
   * @default - a new one, if anything private reaches the internet
   */
  readonly natGatewayId?: string;
}

export const NETWORK_GATEWAY_PROPS: PropNames<NetworkGatewayProps> = {
  gatewayAccess: true,
  gatewayReachesInternet: true,
  functionsReachInternet: true,
  vcnId: true,
  internetGatewayId: true,
  serviceGatewayId: true,
  natGatewayId: true,
};

/** What the props say when everything that was left out is filled in. */
export interface NetworkReach {
  readonly gatewayAccess: 'PUBLIC' | 'PRIVATE';
  readonly gatewayReachesInternet: boolean;
  readonly functionsReachInternet: boolean;
  readonly needsNatGateway: boolean;
}

/** Fills in what was not said, and notes what cannot be. */
export function networkReach(props: NetworkGatewayProps, checks: PropChecks): NetworkReach {
  const { gatewayAccess = 'PUBLIC', functionsReachInternet = false } = props;
  const isPublic = gatewayAccess === 'PUBLIC';
  const gatewayReachesInternet = props.gatewayReachesInternet ?? isPublic;
  const needsNatGateway = functionsReachInternet || (!isPublic && gatewayReachesInternet);
  const { internetGatewayId, serviceGatewayId, natGatewayId } = props;
  for (const [prop, got] of Object.entries({ internetGatewayId, serviceGatewayId, natGatewayId })) {
    checks.expect(got === undefined || props.vcnId !== undefined, {
      prop,
      wrong: 'belongs to a VCN that exists, and none is given',
      got,
      expected: 'none for a new VCN',
      nextStep: 'Give its vcnId, or leave the gateway to be made',
    });
  }
  checks
    // Nothing checks types when an app runs, and a misspelt word must not make a gateway public.
    .expect(['PUBLIC', 'PRIVATE'].includes(gatewayAccess), {
      prop: 'gatewayAccess',
      wrong: 'is neither of two words',
      got: gatewayAccess,
      expected: "'PUBLIC' or 'PRIVATE'",
    })
    .expect(internetGatewayId === undefined || isPublic, {
      prop: 'internetGatewayId',
      wrong: 'is of no use to a private gateway',
      got: internetGatewayId,
      expected: 'none',
      nextStep: "Set gatewayReachesInternet for a NAT gateway, or gatewayAccess to 'PUBLIC'",
    })
    .expect(natGatewayId === undefined || needsNatGateway, {
      prop: 'natGatewayId',
      wrong: 'is given, but nothing private reaches the internet',
      got: natGatewayId,
      expected: 'none',
      nextStep: 'Set functionsReachInternet, or gatewayReachesInternet of a private gateway',
    });
  return { gatewayAccess, gatewayReachesInternet, functionsReachInternet, needsNatGateway };
}

/** The ways out of a VCN: those that it has, and those that are made because it has none. */
export class NetworkGateways {
  readonly services: DataOciCoreServices;
  readonly internetGateway?: CoreInternetGateway;
  readonly serviceGateway?: CoreServiceGateway;
  readonly natGateway?: CoreNatGateway;

  private readonly ids: { internet: string; service: string; nat: string };

  /** @param scope what the parts become children of, so that their addresses do not depend on this class */
  constructor(
    scope: Construct,
    private readonly reach: NetworkReach,
    props: NetworkGatewayProps,
    place: { readonly compartmentId: string; readonly vcnId: string; readonly displayName: string },
  ) {
    // The region's own name for "all services" has its city in it.
    this.services = new DataOciCoreServices(scope, 'Services', {
      filter: [{ name: 'name', values: ['All .* Services In Oracle Services Network'], regex: true }],
    });
    if (reach.gatewayAccess === 'PUBLIC' && props.internetGatewayId === undefined) {
      this.internetGateway = new CoreInternetGateway(scope, 'InternetGateway', place);
    }
    if (props.serviceGatewayId === undefined) {
      this.serviceGateway = new CoreServiceGateway(scope, 'ServiceGateway', {
        ...place,
        services: [{ serviceId: this.services.services.get(0).id }],
      });
    }
    if (reach.needsNatGateway && props.natGatewayId === undefined) {
      this.natGateway = new CoreNatGateway(scope, 'NatGateway', place);
    }
    this.ids = {
      internet: props.internetGatewayId ?? this.internetGateway?.id ?? '',
      service: props.serviceGatewayId ?? this.serviceGateway?.id ?? '',
      nat: props.natGatewayId ?? this.natGateway?.id ?? '',
    };
  }

  /** What a rule names as the other side to mean all of OCI's services in the region. */
  get servicesCidrBlock(): string {
    return this.services.services.get(0).cidrBlock;
  }

  /**
   * A public subnet has the way to the internet only: with one to the service gateway beside it, answers to callers inside
   * OCI's services would take another way than their calls came.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/Network/Reference/known_issues_for_networking.htm#sgw-route-rule-conflict
   */
  gatewayRoutes(): CoreRouteTableRouteRules[] {
    if (this.reach.gatewayAccess === 'PUBLIC') return [toAnywhere(this.ids.internet)];
    return this.privateRoutes(this.reach.gatewayReachesInternet);
  }

  functionsRoutes(): CoreRouteTableRouteRules[] {
    return this.privateRoutes(this.reach.functionsReachInternet);
  }

  private privateRoutes(reachesInternet: boolean): CoreRouteTableRouteRules[] {
    const toServices = {
      networkEntityId: this.ids.service,
      destination: this.servicesCidrBlock,
      destinationType: 'SERVICE_CIDR_BLOCK',
    };
    return reachesInternet ? [toServices, toAnywhere(this.ids.nat)] : [toServices];
  }
}

function toAnywhere(networkEntityId: string): CoreRouteTableRouteRules {
  return { networkEntityId, destination: ANYWHERE, destinationType: 'CIDR_BLOCK' };
}
