import type { CoreInternetGateway } from '@cdktf/provider-oci/lib/core-internet-gateway';
import type { CoreNatGateway } from '@cdktf/provider-oci/lib/core-nat-gateway';
import { CoreNetworkSecurityGroup } from '@cdktf/provider-oci/lib/core-network-security-group';
import { CoreRouteTable } from '@cdktf/provider-oci/lib/core-route-table';
import type { CoreRouteTableRouteRules } from '@cdktf/provider-oci/lib/core-route-table';
import { CoreSecurityList } from '@cdktf/provider-oci/lib/core-security-list';
import type { CoreServiceGateway } from '@cdktf/provider-oci/lib/core-service-gateway';
import { CoreSubnet } from '@cdktf/provider-oci/lib/core-subnet';
import { CoreVcn } from '@cdktf/provider-oci/lib/core-vcn';
import type { DataOciCoreServices } from '@cdktf/provider-oci/lib/data-oci-core-services';
import { Construct } from 'constructs';
import type { CalledServer } from './called-server';
import { DNS_LABEL_PROPS, dnsLabels } from './dns-label';
import type { DnsLabelProps } from './dns-label';
import { NETWORK_ADDRESS_PROPS, networkAddresses } from './network-addresses';
import type { NetworkAddressProps } from './network-addresses';
import { NETWORK_GATEWAY_PROPS, NetworkGateways, networkReach } from './network-gateways';
import type { NetworkGatewayProps } from './network-gateways';
import { NetworkRules } from './network-rules';
import type { EgressProps } from './network-rules';
import { known, PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** Where a gateway and its functions are placed, whoever made the network. */
export interface IApiNetwork {
  /** Regional subnet that the gateway is reached in. */
  readonly gatewaySubnetId: string;
  /** Empty: the subnet's own rules are all there is. */
  readonly gatewaySecurityGroupIds: readonly string[];
  /** Subnet that functions call OCI's services from. */
  readonly functionsSubnetId: string;
  /** Empty: the subnet's own rules are all there is. */
  readonly functionsSecurityGroupIds: readonly string[];
  /**
   * Whether the gateway's subnet gives public addresses, so which kind of gateway it can hold.
   *
   * @default - unknown
   */
  readonly gatewayAccess?: 'PUBLIC' | 'PRIVATE';
  /**
   * Whether the gateway may call out beyond OCI's own services: keys of a foreign issuer, HTTP backends.
   *
   * False refuses whatever is not said to be reached another way.
   *
   * @default - unknown
   */
  readonly gatewayReachesInternet?: boolean;
  /**
   * Whether the gateway's subnet has IPv6 addresses and a way for them. False refuses a gateway that asks for one.
   *
   * @default - unknown
   */
  readonly gatewayHasIpv6?: boolean;
  /**
   * Whether functions may call out beyond OCI's own services.
   *
   * @default - unknown
   */
  readonly functionsReachInternet?: boolean;
  /**
   * Whether the rules let the gateway call a server; asked at synth, when all rules are there. False refuses what is fetched or
   * called there. A gateway with security groups of its own does not ask.
   *
   * @default - unknown
   */
  gatewayMayCall?(server: CalledServer): boolean;
}

/** Subnets that exist, and what is known of them. */
export interface ExistingSubnets extends Omit<IApiNetwork, 'gatewaySecurityGroupIds' | 'functionsSecurityGroupIds'> {
  /**
   * Security groups that the gateway joins.
   *
   * @default - none
   */
  readonly gatewaySecurityGroupIds?: readonly string[];
  /**
   * Security groups that functions join.
   *
   * @default - none
   */
  readonly functionsSecurityGroupIds?: readonly string[];
}

const SUBNETS: PropNames<ExistingSubnets> = {
  gatewaySubnetId: true,
  gatewaySecurityGroupIds: true,
  functionsSubnetId: true,
  functionsSecurityGroupIds: true,
  gatewayAccess: true,
  gatewayReachesInternet: true,
  gatewayHasIpv6: true,
  functionsReachInternet: true,
  gatewayMayCall: true,
};

/** What {@link ApiNetwork} takes. */
export interface ApiNetworkProps extends NetworkAddressProps, NetworkGatewayProps, DnsLabelProps {
  /** OCID of the compartment that every part of the network is made in. */
  readonly compartmentId: string;
  /**
   * Shown in the console; the parts' names are derived from it.
   *
   * @default 'oracleapi'
   */
  readonly displayName?: string;
}

const PROPS: PropNames<ApiNetworkProps> = {
  ...NETWORK_GATEWAY_PROPS,
  ...NETWORK_ADDRESS_PROPS,
  ...DNS_LABEL_PROPS,
  compartmentId: true,
  displayName: true,
};

/**
 * A network for one gateway and its functions: a subnet that takes HTTPS from callers, and a private one that reaches OCI's
 * services through a service gateway and nothing else, unless that is asked for.
 */
export class ApiNetwork extends Construct implements IApiNetwork {
  /** Places gateway and functions in subnets that exist; no resource is made. */
  static fromSubnets(subnets: ExistingSubnets): IApiNetwork {
    return {
      ...known(subnets, SUBNETS),
      gatewaySecurityGroupIds: subnets.gatewaySecurityGroupIds ?? [],
      functionsSecurityGroupIds: subnets.functionsSecurityGroupIds ?? [],
    };
  }

  readonly vcnId: string;
  readonly gatewayAccess: 'PUBLIC' | 'PRIVATE';
  readonly gatewayReachesInternet: boolean;
  readonly gatewayHasIpv6 = false;
  readonly functionsReachInternet: boolean;

  /** None if the VCN exists. */
  readonly vcn?: CoreVcn;
  readonly services: DataOciCoreServices;
  /** None if one exists, or if nothing is public. */
  readonly internetGateway?: CoreInternetGateway;
  /** None if one exists. */
  readonly serviceGateway?: CoreServiceGateway;
  /** None if one exists, or if nothing private reaches the internet. */
  readonly natGateway?: CoreNatGateway;
  readonly closedSecurityList: CoreSecurityList;
  readonly gatewayRouteTable: CoreRouteTable;
  readonly gatewaySubnet: CoreSubnet;
  readonly gatewaySecurityGroup: CoreNetworkSecurityGroup;
  readonly functionsRouteTable: CoreRouteTable;
  readonly functionsSubnet: CoreSubnet;
  readonly functionsSecurityGroup: CoreNetworkSecurityGroup;

  private readonly place: { readonly compartmentId: string; readonly vcnId: string };
  private readonly displayName: string;
  private readonly gatewayRules: NetworkRules;
  private readonly functionsRules: NetworkRules;

  constructor(scope: Construct, id: string, props: ApiNetworkProps) {
    super(scope, id);
    const { compartmentId, displayName = 'oracleapi' } = props;
    this.displayName = displayName;
    const checks = new PropChecks(this).known(props, PROPS);
    const reach = networkReach(props, checks);
    const addresses = networkAddresses(props, checks);
    const labels = dnsLabels(props, checks);
    checks.done();
    this.gatewayAccess = reach.gatewayAccess;
    this.gatewayReachesInternet = reach.gatewayReachesInternet;
    this.functionsReachInternet = reach.functionsReachInternet;

    const cidrBlocks = addresses.cidrBlock === undefined ? undefined : [addresses.cidrBlock];
    const { dnsLabel } = labels;
    this.vcn =
      props.vcnId === undefined
        ? new CoreVcn(this, 'Vcn', { compartmentId, displayName, cidrBlocks, dnsLabel })
        : undefined;
    this.vcnId = props.vcnId ?? this.vcn?.id ?? '';
    this.place = { compartmentId, vcnId: this.vcnId };

    const gateways = new NetworkGateways(this, reach, props, { ...this.place, displayName });
    this.services = gateways.services;
    this.internetGateway = gateways.internetGateway;
    this.serviceGateway = gateways.serviceGateway;
    this.natGateway = gateways.natGateway;
    // Without one, a subnet takes the VCN's default list, which lets SSH in from anywhere and everything out. The security groups allow.
    this.closedSecurityList = new CoreSecurityList(this, 'ClosedSecurityList', {
      ...this.place,
      displayName: `${displayName}-closed`,
    });

    this.gatewayRouteTable = this.routeTable('GatewayRouteTable', 'gateway', gateways.gatewayRoutes());
    this.gatewaySubnet = this.subnet('GatewaySubnet', 'gateway', {
      cidrBlock: addresses.gatewayCidrBlock,
      dnsLabel: labels.gatewayDnsLabel,
      routeTableId: this.gatewayRouteTable.id,
      prohibitPublicIpOnVnic: reach.gatewayAccess === 'PRIVATE',
    });
    this.gatewaySecurityGroup = this.securityGroup('GatewaySecurityGroup', 'gateway');
    this.gatewayRules = new NetworkRules(this, 'Gateway', this.gatewaySecurityGroup);
    this.gatewayRules.letIn(addresses.callers);
    this.gatewayRules.letInPathMtu();
    if (reach.gatewayReachesInternet) {
      this.gatewayRules.letOutToAnywhere('Egress', 'OCI Functions, and the identity domain when its keys are fetched');
    } else {
      this.gatewayRules.letOutToServices(gateways.servicesCidrBlock);
    }

    this.functionsRouteTable = this.routeTable('FunctionsRouteTable', 'functions', gateways.functionsRoutes());
    this.functionsSubnet = this.subnet('FunctionsSubnet', 'functions', {
      cidrBlock: addresses.functionsCidrBlock,
      dnsLabel: labels.functionsDnsLabel,
      routeTableId: this.functionsRouteTable.id,
      prohibitPublicIpOnVnic: true,
    });
    this.functionsSecurityGroup = this.securityGroup('FunctionsSecurityGroup', 'functions');
    this.functionsRules = new NetworkRules(this, 'Functions', this.functionsSecurityGroup);
    this.functionsRules.letInPathMtu();
    this.functionsRules.letOutToServices(gateways.servicesCidrBlock);
    if (reach.functionsReachInternet) this.functionsRules.letOutToAnywhere('InternetEgress', 'The internet');
  }

  get gatewaySubnetId(): string {
    return this.gatewaySubnet.id;
  }

  get gatewaySecurityGroupIds(): readonly string[] {
    return [this.gatewaySecurityGroup.id];
  }

  get functionsSubnetId(): string {
    return this.functionsSubnet.id;
  }

  get functionsSecurityGroupIds(): readonly string[] {
    return [this.functionsSecurityGroup.id];
  }

  /**
   * Lets the gateway call something else, for example a cache or a backend on another port in the VCN.
   *
   * @param id names the rule; a state address
   * @throws PropError when the addresses or the port are none
   */
  allowGatewayTo(id: string, props: EgressProps): this {
    this.gatewayRules.letOutTo(id, props);
    return this;
  }

  /**
   * Lets functions call something else, for example a database in the VCN.
   *
   * @param id names the rule; a state address
   * @throws PropError when the addresses or the port are none
   */
  allowFunctionsTo(id: string, props: EgressProps): this {
    this.functionsRules.letOutTo(id, props);
    return this;
  }

  gatewayMayCall(server: CalledServer): boolean {
    return this.gatewayRules.letsOutTo(server);
  }

  private routeTable(id: string, role: string, routeRules: CoreRouteTableRouteRules[]): CoreRouteTable {
    return new CoreRouteTable(this, id, { ...this.place, displayName: `${this.displayName}-${role}`, routeRules });
  }

  private subnet(
    id: string,
    role: string,
    props: {
      readonly cidrBlock: string;
      readonly dnsLabel: string | undefined;
      readonly routeTableId: string;
      readonly prohibitPublicIpOnVnic: boolean;
    },
  ): CoreSubnet {
    return new CoreSubnet(this, id, {
      ...this.place,
      ...props,
      displayName: `${this.displayName}-${role}`,
      securityListIds: [this.closedSecurityList.id],
    });
  }

  private securityGroup(id: string, role: string): CoreNetworkSecurityGroup {
    return new CoreNetworkSecurityGroup(this, id, { ...this.place, displayName: `${this.displayName}-${role}` });
  }
}
