import { randomBytes } from 'node:crypto';

/** A request's identity as OCI writes it: `<customer>/<trace>/<span>`, the first possibly empty. */
export interface RequestId {
  /** What the caller gets back. */
  readonly full: string;
  /** What the function gets: the span is the gateway's own. */
  readonly forBackend: string;
}

/**
 * Takes over the caller's first two parts and makes up the rest.
 *
 * @param header the caller's `opc-request-id`
 */
export function requestIdFrom(header: string | null): RequestId {
  const [customer = '', trace = ''] = (header ?? '').split('/');
  const forBackend = `${customer}/${trace === '' ? hexId() : trace}`;
  return { forBackend, full: `${forBackend}/${hexId()}` };
}

function hexId(): string {
  return randomBytes(16).toString('hex').toUpperCase();
}
