import { CoreInternetGateway } from '@cdktf/provider-oci/lib/core-internet-gateway';
import { CoreNetworkSecurityGroup } from '@cdktf/provider-oci/lib/core-network-security-group';
import { CoreNetworkSecurityGroupSecurityRule } from '@cdktf/provider-oci/lib/core-network-security-group-security-rule';
import { CoreRouteTable } from '@cdktf/provider-oci/lib/core-route-table';
import { CoreSecurityList } from '@cdktf/provider-oci/lib/core-security-list';
import { CoreServiceGateway } from '@cdktf/provider-oci/lib/core-service-gateway';
import { CoreSubnet } from '@cdktf/provider-oci/lib/core-subnet';
import { CoreVcn } from '@cdktf/provider-oci/lib/core-vcn';
import { DataOciCoreServices } from '@cdktf/provider-oci/lib/data-oci-core-services';
import { Construct } from 'constructs';

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
  readonly gatewayEndpointType?: 'PUBLIC' | 'PRIVATE';
  /**
   * Whether the gateway may call out beyond OCI's own services: keys of a foreign issuer, HTTP backends.
   *
   * @default - unknown
   */
  readonly gatewayReachesInternet?: boolean;
  /**
   * Whether functions may call out beyond OCI's own services.
   *
   * @default - unknown
   */
  readonly functionsReachInternet?: boolean;
}

/** What {@link ApiNetwork} takes. */
export interface ApiNetworkProps {
  /** OCID of the compartment that every part of the network is made in. */
  readonly compartmentId: string;
  /**
   * Shown in the console; the parts' names are derived from it.
   *
   * @default 'oracleapi'
   */
  readonly displayName?: string;
  /**
   * Addresses of the whole network.
   *
   * @default '10.0.0.0/16'
   */
  readonly cidrBlock?: string;
  /**
   * Addresses of the public subnet that holds the gateway; part of `cidrBlock`.
   *
   * @default '10.0.0.0/24'
   */
  readonly gatewayCidrBlock?: string;
  /**
   * Addresses of the private subnet that holds the functions; part of `cidrBlock`.
   *
   * @default '10.0.1.0/24'
   */
  readonly functionsCidrBlock?: string;
}

const TCP = '6';
const HTTPS = { destinationPortRange: { min: 443, max: 443 } };
const ANYWHERE = '0.0.0.0/0';

/**
 * A network for one gateway and its functions: a public subnet that takes HTTPS, and a private one that reaches OCI's
 * services through a service gateway and nothing else.
 */
export class ApiNetwork extends Construct implements IApiNetwork {
  /** Places gateway and functions in subnets that exist; no resource is made. */
  static fromSubnets(subnets: {
    readonly gatewaySubnetId: string;
    readonly functionsSubnetId: string;
    readonly gatewaySecurityGroupIds?: readonly string[];
    readonly functionsSecurityGroupIds?: readonly string[];
  }): IApiNetwork {
    return {
      gatewaySubnetId: subnets.gatewaySubnetId,
      gatewaySecurityGroupIds: subnets.gatewaySecurityGroupIds ?? [],
      functionsSubnetId: subnets.functionsSubnetId,
      functionsSecurityGroupIds: subnets.functionsSecurityGroupIds ?? [],
    };
  }

  readonly vcn: CoreVcn;
  readonly services: DataOciCoreServices;
  readonly internetGateway: CoreInternetGateway;
  readonly serviceGateway: CoreServiceGateway;
  readonly closedSecurityList: CoreSecurityList;
  readonly gatewayRouteTable: CoreRouteTable;
  readonly gatewaySubnet: CoreSubnet;
  readonly gatewaySecurityGroup: CoreNetworkSecurityGroup;
  readonly functionsRouteTable: CoreRouteTable;
  readonly functionsSubnet: CoreSubnet;
  readonly functionsSecurityGroup: CoreNetworkSecurityGroup;

  private readonly place: { readonly compartmentId: string; readonly vcnId: string };
  private readonly displayName: string;

  constructor(scope: Construct, id: string, props: ApiNetworkProps) {
    super(scope, id);
    const { compartmentId, displayName = 'oracleapi' } = props;
    this.displayName = displayName;

    this.vcn = new CoreVcn(this, 'Vcn', {
      compartmentId,
      displayName,
      cidrBlocks: [props.cidrBlock ?? '10.0.0.0/16'],
    });
    this.place = { compartmentId, vcnId: this.vcn.id };

    // The region's own name for "all services" has its city in it.
    this.services = new DataOciCoreServices(this, 'Services', {
      filter: [{ name: 'name', values: ['All .* Services In Oracle Services Network'], regex: true }],
    });
    this.internetGateway = new CoreInternetGateway(this, 'InternetGateway', { ...this.place, displayName });
    this.serviceGateway = new CoreServiceGateway(this, 'ServiceGateway', {
      ...this.place,
      displayName,
      services: [{ serviceId: this.services.services.get(0).id }],
    });
    // Without one, a subnet takes the VCN's default list, which lets SSH in from anywhere and everything out. The security groups allow.
    this.closedSecurityList = new CoreSecurityList(this, 'ClosedSecurityList', {
      ...this.place,
      displayName: `${displayName}-closed`,
    });

    this.gatewayRouteTable = new CoreRouteTable(this, 'GatewayRouteTable', {
      ...this.place,
      displayName: `${displayName}-gateway`,
      routeRules: [{ networkEntityId: this.internetGateway.id, destination: ANYWHERE, destinationType: 'CIDR_BLOCK' }],
    });
    this.gatewaySubnet = this.subnet('GatewaySubnet', 'gateway', {
      cidrBlock: props.gatewayCidrBlock ?? '10.0.0.0/24',
      routeTableId: this.gatewayRouteTable.id,
      prohibitPublicIpOnVnic: false,
    });
    this.gatewaySecurityGroup = this.securityGroup('GatewaySecurityGroup', 'gateway');
    this.rule('GatewayIngress', this.gatewaySecurityGroup, {
      direction: 'INGRESS',
      description: 'Callers',
      source: ANYWHERE,
      sourceType: 'CIDR_BLOCK',
    });
    this.rule('GatewayEgress', this.gatewaySecurityGroup, {
      direction: 'EGRESS',
      description: 'OCI Functions, and the identity domain when its keys are fetched',
      destination: ANYWHERE,
      destinationType: 'CIDR_BLOCK',
    });

    this.functionsRouteTable = new CoreRouteTable(this, 'FunctionsRouteTable', {
      ...this.place,
      displayName: `${displayName}-functions`,
      routeRules: [
        {
          networkEntityId: this.serviceGateway.id,
          destination: this.services.services.get(0).cidrBlock,
          destinationType: 'SERVICE_CIDR_BLOCK',
        },
      ],
    });
    this.functionsSubnet = this.subnet('FunctionsSubnet', 'functions', {
      cidrBlock: props.functionsCidrBlock ?? '10.0.1.0/24',
      routeTableId: this.functionsRouteTable.id,
      prohibitPublicIpOnVnic: true,
    });
    this.functionsSecurityGroup = this.securityGroup('FunctionsSecurityGroup', 'functions');
    this.rule('FunctionsEgress', this.functionsSecurityGroup, {
      direction: 'EGRESS',
      description: 'OCI services',
      destination: this.services.services.get(0).cidrBlock,
      destinationType: 'SERVICE_CIDR_BLOCK',
    });
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

  private subnet(
    id: string,
    role: string,
    props: {
      readonly cidrBlock: string;
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

  /** Every rule of this network is HTTPS. */
  private rule(
    id: string,
    group: CoreNetworkSecurityGroup,
    peer: {
      readonly direction: 'INGRESS' | 'EGRESS';
      readonly description: string;
      readonly source?: string;
      readonly sourceType?: string;
      readonly destination?: string;
      readonly destinationType?: string;
    },
  ): void {
    new CoreNetworkSecurityGroupSecurityRule(this, id, {
      ...peer,
      networkSecurityGroupId: group.id,
      protocol: TCP,
      tcpOptions: HTTPS,
    });
  }
}
