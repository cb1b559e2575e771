import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** Names that a network and its subnets have in the DNS of the VCN; part of the props of an `ApiNetwork`. */
export interface DnsLabelProps {
  /**
   * Name of a new VCN in its own DNS: 1 to 15 letters and digits, a letter first. It cannot be changed later.
   *
   * Without one, subnets have none either, and hosts of the VCN cannot be resolved by name.
   *
   * @default - none
   * @see https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/dns.htm
   */
  readonly dnsLabel?: string;
  /**
   * Name of the gateway's subnet below the VCN's; same form.
   *
   * @default 'gateway' if `dnsLabel` is given, otherwise none
   */
  readonly gatewayDnsLabel?: string;
  /**
   * Name of the functions' subnet below the VCN's; same form.
   *
   * @default 'functions' if `dnsLabel` is given, otherwise none
   */
  readonly functionsDnsLabel?: string;
}

export const DNS_LABEL_PROPS: PropNames<DnsLabelProps> = {
  dnsLabel: true,
  gatewayDnsLabel: true,
  functionsDnsLabel: true,
};

const LABEL = /^[A-Za-z][A-Za-z0-9]{0,14}$/;

/** Fills in what was not said, and notes what cannot be. */
export function dnsLabels(props: DnsLabelProps & { readonly vcnId?: string }, checks: PropChecks): DnsLabelProps {
  const { dnsLabel, vcnId } = props;
  const fallback = (label: string): string | undefined => (dnsLabel === undefined ? undefined : label);
  const labels = {
    dnsLabel,
    gatewayDnsLabel: props.gatewayDnsLabel ?? fallback('gateway'),
    functionsDnsLabel: props.functionsDnsLabel ?? fallback('functions'),
  };
  for (const [prop, label] of Object.entries(labels)) {
    checks
      .expect(label === undefined || LABEL.test(label), {
        prop,
        wrong: 'is not a DNS label of a network',
        got: label,
        expected: '1 to 15 letters and digits, a letter first',
      })
      .expect(label === undefined || prop === 'dnsLabel' || dnsLabel !== undefined || vcnId !== undefined, {
        prop,
        wrong: 'cannot be had in a VCN that has no label itself',
        got: label,
        expected: 'no label',
        nextStep: 'Give the VCN a dnsLabel as well',
      });
  }
  checks
    .expect(dnsLabel === undefined || vcnId === undefined, {
      prop: 'dnsLabel',
      wrong: 'is given to a VCN that exists',
      got: dnsLabel,
      expected: 'no label: it has been settled when the VCN was made',
    })
    .expect(labels.gatewayDnsLabel === undefined || labels.gatewayDnsLabel !== labels.functionsDnsLabel, {
      prop: 'functionsDnsLabel',
      wrong: "is the gateway's as well",
      got: labels.functionsDnsLabel,
      expected: 'a label of its own for each subnet',
    });
  return labels;
}
