import { misconfigured } from '../environment';
import type { Environment } from '../environment';
import { location } from './realm';

/** The one place that signed requests go to. */
export interface Endpoint {
  readonly secure: boolean;
  /** Name or address to connect to, without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** The `Host` header: with the port unless it is the scheme's own. */
  readonly host: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Finds where a service is: in the function's own region, or where `UPSTREAM_ENDPOINT` says.
 *
 * Over plain http a session token would be readable on the way, so that is for a loopback address only.
 *
 * @throws FunctionError naming the variable that is missing or malformed.
 */
export function endpointOf(service: string, environment: Environment): Endpoint {
  const override = environment.UPSTREAM_ENDPOINT;
  if (override !== undefined && override !== '') return overridden(override);
  const { region, domain } = location(environment);
  const host = `${service}.${region}.oci.${domain}`;
  return { secure: true, hostname: host, port: 443, host };
}

function overridden(text: string): Endpoint {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw misconfigured('UPSTREAM_ENDPOINT', 'is no address such as https://host:port');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw misconfigured('UPSTREAM_ENDPOINT', 'has a scheme other than https');
  }
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    throw misconfigured('UPSTREAM_ENDPOINT', 'holds more than scheme, host and port');
  }
  const secure = url.protocol === 'https:';
  if (!secure && !LOOPBACK.test(url.hostname)) {
    throw misconfigured('UPSTREAM_ENDPOINT', 'is plain http to a host that is not loopback; use https');
  }
  return {
    secure,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 443 : 80),
    host: url.host,
  };
}
