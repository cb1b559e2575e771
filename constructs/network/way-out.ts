import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/**
 * The way that a gateway takes to a server: `INTERNET`; `SERVICE_GATEWAY`, to what is inside the Oracle Services Network of
 * the gateway's region; `VCN`, to what is in the VCN or in a network that is joined to it.
 */
export type WayOut = 'INTERNET' | 'SERVICE_GATEWAY' | 'VCN';

/** What is said of a server that a gateway calls. */
export interface WayOutOptions {
  /**
   * The way from the gateway's subnet to the server. The gateway's network has to reach the internet unless it is another.
   *
   * Say `SERVICE_GATEWAY` of a service of Oracle only once it was tried from that subnet: it has to be in the gateway's own
   * region, and it has to be one of those that a service gateway leads to. An identity domain is in its home region. Say
   * `VCN` of a server that is private; `ApiNetwork.allowGatewayTo` lets the gateway call it.
   *
   * @default 'INTERNET'
   * @see https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/servicegateway.htm
   */
  readonly reachedThrough?: WayOut;
}

export const WAY_OUT_OPTIONS: PropNames<WayOutOptions> = {
  reachedThrough: true,
};

const WAYS: readonly string[] = ['INTERNET', 'SERVICE_GATEWAY', 'VCN'] satisfies WayOut[];

/** Notes a way that is none; nothing checks types when an app runs, and a misspelt word must not silence a refusal. */
export function checkWayOut(checks: PropChecks, prop: string, { reachedThrough = 'INTERNET' }: WayOutOptions): void {
  checks.expect(WAYS.includes(reachedThrough), {
    prop,
    wrong: 'is none of three words',
    got: reachedThrough,
    expected: "'INTERNET', 'SERVICE_GATEWAY' or 'VCN'",
  });
}
