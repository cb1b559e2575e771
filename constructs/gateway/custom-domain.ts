import type { ApigatewayGateway } from '@cdktf/provider-oci/lib/apigateway-gateway';
import type { CertificatesManagementCertificate } from '@cdktf/provider-oci/lib/certificates-management-certificate';
import { DnsRrset } from '@cdktf/provider-oci/lib/dns-rrset';
import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import type { DomainCertificate } from './domain-certificate';
import { Duration } from '../duration';
import { PropChecks, isWholeBetween } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^(${LABEL}\\.)+${LABEL}$`);

/** As Terraform writes a pattern, without a backslash, which two languages would read. */
const IPV4_ADDRESS = '[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+';

/** What {@link CustomDomain} takes. */
export interface CustomDomainProps {
  /** OCID of the compartment that holds the certificate. */
  readonly compartmentId: string;
  /** The name that callers know, for example `api.example.org`, in small letters. */
  readonly domainName: string;
  /** The certificate that the gateway shows under that name. */
  readonly certificate: DomainCertificate;
}

const PROPS: PropNames<CustomDomainProps> = {
  compartmentId: true,
  domainName: true,
  certificate: true,
};

/** What {@link CustomDomain.pointTo} takes. */
export interface DomainRecordProps {
  /** The gateway that the domain's certificate was given to. It has to have an IPv4 address; of two kinds that one is taken. */
  readonly gateway: ApigatewayGateway;
  /** Name or OCID of a zone of OCI's DNS that exists, and that the domain is part of. Of a private zone: the OCID. */
  readonly zoneNameOrId: string;
  /**
   * OCID of the view that a private zone is in.
   *
   * @default - none: the zone is public
   */
  readonly viewId?: string;
  /**
   * How long others may remember the address; whole seconds.
   *
   * @default Duration.minutes(5)
   */
  readonly ttl?: Duration;
}

const RECORD_PROPS: PropNames<DomainRecordProps> = {
  gateway: true,
  zoneNameOrId: true,
  viewId: true,
  ttl: true,
};

/**
 * A name of one's own for a gateway: a certificate, and an A record to the gateway's address.
 *
 * The record names the address, since the host name that the service tells of a gateway with such a certificate is the domain
 * itself.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaysettingupcustomdomainscerts.htm
 */
export class CustomDomain extends Construct {
  /** For the gateway's `certificateId`. */
  readonly certificateId: string;
  /** None if it exists. */
  readonly certificate?: CertificatesManagementCertificate;
  readonly domainName: string;

  /** None until {@link CustomDomain.pointTo} is called. */
  record?: DnsRrset;

  constructor(scope: Construct, id: string, props: CustomDomainProps) {
    super(scope, id);
    const checks = new PropChecks(this).known(props, PROPS);
    const { compartmentId, domainName, certificate } = props;
    this.domainName = domainName;
    checks.expect(DOMAIN.test(domainName) && domainName.length <= 253, {
      prop: 'domainName',
      wrong: 'is not the name of a host',
      got: domainName,
      expected: 'a name such as api.example.org, in small letters, without a wildcard',
    });
    certificate.check(checks, domainName);
    checks.done();
    const bound = certificate.bind({ scope: this, compartmentId, domainName });
    this.certificateId = bound.certificateId;
    this.certificate = bound.certificate;
  }

  /**
   * Adds the domain's A record to a zone of OCI's DNS. Whose zone is elsewhere adds it there.
   *
   * A gateway with IPv6 addresses beside has them in AAAA records that are added in another way.
   *
   * @throws PropError when the domain is no part of the zone, there is a record already, the gateway has no IPv4 address, or
   * the time is none
   */
  pointTo(props: DomainRecordProps): this {
    const checks = new PropChecks(this).known(props, RECORD_PROPS, 'pointTo()');
    const { gateway, zoneNameOrId, viewId, ttl = Duration.minutes(5) } = props;
    const { domainName: domain } = this;
    const isName = !zoneNameOrId.startsWith('ocid1.') && !Token.isUnresolved(domain);
    checks
      .ofKind({ ttl }, { ttl: KIND.duration })
      .expect(this.record === undefined, {
        prop: 'gateway',
        wrong: 'is a second one for the domain',
        got: domain,
        expected: 'one gateway',
      })
      .expect(gateway.ipModeInput !== 'IPV6', {
        prop: 'gateway',
        wrong: 'has no IPv4 address, which an A record names',
        got: gateway.ipModeInput,
        expected: "ipMode 'IPV4' or 'DUAL_STACK'",
        nextStep: 'Leave out pointTo(), and add an AAAA record with the address that the gateway has once it is there',
      })
      .expect(!isName || domain === zoneNameOrId || domain.endsWith(`.${zoneNameOrId}`), {
        prop: 'zoneNameOrId',
        wrong: 'is a zone that the domain is no part of',
        got: zoneNameOrId,
        expected: `a zone of ${domain}`,
      })
      .expect(isWholeBetween(ttl.toSeconds(), 1, 2 ** 31 - 1), {
        prop: 'ttl',
        wrong: 'is not a time that DNS counts in',
        got: `${String(ttl.toSeconds())} s`,
        expected: 'whole seconds, 1 at least',
      })
      .done();
    const rdata = ipv4AddressOf(gateway);
    this.record = new DnsRrset(this, 'Record', {
      zoneNameOrId,
      viewId,
      domain,
      rtype: 'A',
      items: [{ domain, rtype: 'A', rdata, ttl: ttl.toSeconds() }],
    });
    return this;
  }
}

/** The service does not say in which order it tells addresses of two kinds, so the first one could be either. */
function ipv4AddressOf(gateway: ApigatewayGateway): string {
  if ([undefined, 'IPV4'].includes(gateway.ipModeInput)) return gateway.ipAddresses.get(0).ipAddress;
  return Token.asString(Fn.regex(IPV4_ADDRESS, Fn.jsonencode(gateway.interpolationForAttribute('ip_addresses'))));
}
