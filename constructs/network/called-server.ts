import { knownServer } from '../known-url';
import type { WayOut, WayOutOptions } from './way-out';

/** A server that a gateway calls, as far as it is known before Terraform runs. */
export class CalledServer {
  /** @param url where it is called; schemes other than `https` and `http` have no port of their own */
  static at(url: string, { reachedThrough = 'INTERNET' }: WayOutOptions = {}): CalledServer {
    const { host, port } = knownServer(url);
    return new CalledServer(host, port, reachedThrough);
  }

  private constructor(
    /** Its name or address; undefined where only Terraform knows it. */
    readonly host: string | undefined,
    /** Its TCP port; undefined where only Terraform knows it. */
    readonly port: number | undefined,
    readonly way: WayOut,
  ) {}

  /** What errors call it. */
  toString(): string {
    return this.host ?? 'an address that only Terraform knows';
  }
}
