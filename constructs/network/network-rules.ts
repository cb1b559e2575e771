import type { CoreNetworkSecurityGroup } from '@cdktf/provider-oci/lib/core-network-security-group';
import { CoreNetworkSecurityGroupSecurityRule } from '@cdktf/provider-oci/lib/core-network-security-group-security-rule';
import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import type { Construct } from 'constructs';
import type { CalledServer } from './called-server';
import { ANYWHERE, checkCidr, Cidr } from './cidr';
import { PropChecks, isWholeBetween } from '../prop-error';
import type { PropNames } from '../prop-names';

/** Somewhere else that a gateway or functions may call. */
export interface EgressProps {
  /** A block of IPv4 addresses, for example that of a subnet with a cache. */
  readonly cidrBlock: string;
  /**
   * The TCP port.
   *
   * @default 443
   */
  readonly port?: number;
  /** What is there; shown with the rule. */
  readonly description: string;
}

const EGRESS_PROPS: PropNames<EgressProps> = {
  cidrBlock: true,
  port: true,
  description: true,
};

const TCP = '6';
const ICMP = '1';
const HTTPS = 443;

/**
 * The rules of one role's security group. They are stateful: what answers a call that was let through is let through.
 */
export class NetworkRules {
  /** What is let out to: a block of addresses, or OCI's services where there is none. */
  private readonly egress: { readonly cidrBlock?: string; readonly port: number }[] = [];

  /** @param scope what the rules become children of, so that their addresses do not depend on this class */
  constructor(
    private readonly scope: Construct,
    private readonly role: 'Gateway' | 'Functions',
    private readonly group: CoreNetworkSecurityGroup,
  ) {}

  /**
   * Lets callers in; each block of them has a rule that is named by it, so that adding one changes no other address.
   */
  letIn(blocks: readonly string[]): void {
    for (const source of blocks) {
      this.rule(source === ANYWHERE ? 'Ingress' : `IngressFrom${this.nameOf(source)}`, {
        direction: 'INGRESS',
        description: 'Callers',
        source,
        sourceType: 'CIDR_BLOCK',
      });
    }
  }

  /**
   * Lets routers say that a packet is too large for the rest of its way. Packets of a VCN have up to 9000 bytes, those of the
   * internet 1500 and those of a tunnel fewer; who does not hear of it sends them in vain, and calls with much to say hang.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/Network/Troubleshoot/connectionhang.htm
   */
  letInPathMtu(): void {
    new CoreNetworkSecurityGroupSecurityRule(this.scope, `${this.role}PathMtu`, {
      networkSecurityGroupId: this.group.id,
      direction: 'INGRESS',
      description: 'Routers that tell of packets too large for them',
      source: ANYWHERE,
      sourceType: 'CIDR_BLOCK',
      protocol: ICMP,
      // Destination unreachable: fragmentation needed.
      icmpOptions: { type: 3, code: 4 },
    });
  }

  /** @param servicesCidrBlock the region's label for all of OCI's services */
  letOutToServices(servicesCidrBlock: string): void {
    this.rule('Egress', {
      direction: 'EGRESS',
      description: 'OCI services',
      destination: servicesCidrBlock,
      destinationType: 'SERVICE_CIDR_BLOCK',
    });
  }

  letOutToAnywhere(id: string, description: string): void {
    this.rule(id, { direction: 'EGRESS', description, destination: ANYWHERE, destinationType: 'CIDR_BLOCK' });
  }

  /** @throws PropError when the addresses or the port are none */
  letOutTo(id: string, props: EgressProps): void {
    const checks = new PropChecks(this.scope).known(props, EGRESS_PROPS, `rule ${id}`);
    const { cidrBlock, port = HTTPS, description } = props;
    checks.expect(isWholeBetween(port, 1, 65_535), {
      prop: 'port',
      wrong: 'is not a TCP port',
      got: port,
      expected: 'a whole number from 1 to 65535',
    });
    checkCidr(checks, 'cidrBlock', cidrBlock);
    checks.done();
    const peer = { direction: 'EGRESS', description, destination: cidrBlock, destinationType: 'CIDR_BLOCK' } as const;
    this.rule(`To${id}`, peer, port);
  }

  /**
   * Whether a server could be called. A name may stand for any address, and a block that only Terraform knows may hold any, so
   * that one rule for its port is enough.
   */
  letsOutTo(server: CalledServer): boolean {
    return this.egress.some(({ cidrBlock, port }) => {
      if (server.port !== undefined && server.port !== port) return false;
      return cidrBlock === undefined ? server.way === 'SERVICE_GATEWAY' : mayHold(cidrBlock, server.host);
    });
  }

  /** A block that only Terraform knows is named by what Terraform knows it by, for example `var.office`. */
  private nameOf(block: string): string {
    const resolver = new DefaultTokenResolver(new StringConcat());
    const text = Tokenization.resolve(block, { scope: this.scope, resolver, preparing: false }) as string;
    return text.replace(/^\$\{|\}$/g, '').replaceAll('/', '-');
  }

  private rule(
    id: string,
    peer: {
      readonly direction: 'INGRESS' | 'EGRESS';
      readonly description: string;
      readonly source?: string;
      readonly sourceType?: string;
      readonly destination?: string;
      readonly destinationType?: string;
    },
    port = HTTPS,
  ): void {
    if (peer.direction === 'EGRESS') {
      this.egress.push({ port, cidrBlock: peer.destinationType === 'CIDR_BLOCK' ? peer.destination : undefined });
    }
    new CoreNetworkSecurityGroupSecurityRule(this.scope, `${this.role}${id}`, {
      ...peer,
      networkSecurityGroupId: this.group.id,
      protocol: TCP,
      tcpOptions: { destinationPortRange: { min: port, max: port } },
    });
  }
}

/** Whether a block may hold the address of a host; only of addresses that are written out is it certain. */
function mayHold(cidrBlock: string, host = ''): boolean {
  const [block, address] = [Cidr.tryParse(cidrBlock), Cidr.tryParse(`${host}/32`)];
  return block === undefined || address === undefined || block.contains(address);
}
