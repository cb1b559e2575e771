import { Token } from 'cdktf';
import type { WayOut, WayOutOptions } from './way-out';

/** A server that a gateway calls, as far as it is known before Terraform runs. */
export class CalledServer {
  /** @param url where it is called; schemes other than `https` and `http` have no port of their own */
  static at(url: string, { reachedThrough = 'INTERNET' }: WayOutOptions = {}): CalledServer {
    const known = knownPart(url);
    if (known === undefined) return new CalledServer('an address that only Terraform knows', undefined, reachedThrough);
    return new CalledServer(known.hostname, portOf(known), reachedThrough);
  }

  private constructor(
    /** Its name, or what is said of one that only Terraform knows. */
    readonly host: string,
    /** Its TCP port; undefined where only Terraform knows it. */
    readonly port: number | undefined,
    readonly way: WayOut,
  ) {}
}

/** The start of an address that Terraform need not be asked for. */
function knownPart(url: string): URL | undefined {
  const known = Token.isUnresolved(url) ? (/^[^$]*\/\/[^/$]+\//.exec(url)?.[0] ?? '') : url;
  return URL.canParse(known) ? new URL(known) : undefined;
}

function portOf({ port, protocol }: URL): number | undefined {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : protocol === 'http:' ? 80 : undefined;
}
