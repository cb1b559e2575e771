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
  const address = withScheme(named);
  const proxy = URL.canParse(address) ? new URL(address) : undefined;
  if (proxy === undefined || !/^https?:$/.test(proxy.protocol)) {
    throw new ConnectionError('HTTPS_PROXY is no address of a proxy; expected http://<host>:<port>.');
  }
  return proxy;
}

/** What is named without a scheme is asked over http, as Go has it and so Terraform; `proxy-from-env` gives it the request's. */
function withScheme(named: string): string {
  const [, bare = named] = /^https:\/\/(.*)$/.exec(named) ?? [];
  const isBare = Object.entries(process.env).some(([name, value]) => /proxy$/i.test(name) && value === bare);
  return bare !== named && isBare ? `http://${bare}` : named;
}
