import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The time of one RSA-2048 private operation by `openssl speed`, in milliseconds; `undefined` where there is no openssl.
 *
 * @see https://docs.openssl.org/master/man1/openssl-speed/ (`-mr`: machine readable)
 */
export async function tryOpensslRsaMs(): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)('openssl', ['speed', '-seconds', '2', '-mr', 'rsa2048']);
    const perSecond = Number(/^\+F2:\d+:2048:([\d.]+):/m.exec(stdout)?.[1]);
    return perSecond > 0 ? 1000 / perSecond : undefined;
  } catch {
    return undefined;
  }
}
