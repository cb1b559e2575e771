import { getProxyForUrl } from 'proxy-from-env';
import { isLoopback } from './confidential';
import { ConnectionError } from './connection-error';

/**
 * The proxy that an address is reached through, as every tool is told it: `HTTPS_PROXY`, unless `NO_PROXY` names the host.
 * This machine itself is never reached through one.
 *
 * @throws ConnectionError when what is named is no address; it could hold a password, so it is not told
 */
export function tryProxyFor(url: URL): URL | undefined {
  const named = isLoopback(url.host) ? '' : getProxyForUrl(url.href);
  if (named === '') return undefined;
  const proxy = URL.canParse(named) ? new URL(named) : undefined;
  if (proxy === undefined || !/^https?:$/.test(proxy.protocol)) {
    throw new ConnectionError('HTTPS_PROXY is no address of a proxy; expected http://<host>:<port>.');
  }
  return proxy;
}
