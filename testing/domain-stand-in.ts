import { createVerify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { loopbackServer } from './loopback-server';

/** What a {@link DomainStandIn} answers a request that is signed by the right key. */
export type DomainAnswer = (request: IncomingMessage, response: ServerResponse) => void;

/** An identity domain's administration on the loopback until the test ends: it checks who signed, and nothing else. */
export class DomainStandIn {
  /** Starts one that answers 401 unless the request is signed with the private half of the key, under the id. */
  static async start(publicKey: string, keyId: string, answer: DomainAnswer): Promise<DomainStandIn> {
    const seen: string[] = [];
    const url = await loopbackServer((request, response) => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
      if (isSigned(request, publicKey, keyId)) answer(request, response);
      else response.writeHead(401).end();
    });
    return new DomainStandIn(url, seen);
  }

  private constructor(
    readonly url: URL,
    /** Method and path of each request. */
    readonly seen: readonly string[],
  ) {}
}

function isSigned(request: IncomingMessage, publicKey: string, keyId: string): boolean {
  const header = request.headers.authorization ?? '';
  const field = (name: string): string => new RegExp(`[ ,]${name}="([^"]*)"`).exec(header)?.[1] ?? '';
  const names = field('headers').split(' ');
  if (!header.startsWith('Signature version="1"') || field('keyId') !== keyId) return false;
  if (!['x-date', '(request-target)', 'host'].every((name) => names.includes(name))) return false;
  const lines = names.map((name) =>
    name === '(request-target)'
      ? `${name}: ${(request.method ?? '').toLowerCase()} ${request.url ?? ''}`
      : `${name}: ${String(request.headers[name])}`,
  );
  return createVerify('sha256').update(lines.join('\n')).verify(publicKey, field('signature'), 'base64');
}
