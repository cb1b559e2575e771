import { contentOf } from './content';
import type { Content } from './content';

/** A request as it goes over the wire, without its signature. */
export interface RequestToSign {
  readonly method: string;
  /** The `Host` header: host name, and the port unless it is the scheme's own. */
  readonly host: string;
  /** Path and query exactly as sent, percent-encoding included. */
  readonly target: string;
  /** Only POST, PUT and PATCH sign their content; an empty one too. */
  readonly content?: Content;
}

/** One line of what is signed: a header, or `(request-target)`, which is none. */
export interface SignedField {
  readonly name: string;
  readonly value: string;
}

const METHODS_WITH_CONTENT = new Set(['POST', 'PUT', 'PATCH']);
const EMPTY = contentOf(new Uint8Array());

/** Says whether OCI wants a method's content signed. */
export function signsContent(method: string): boolean {
  return METHODS_WITH_CONTENT.has(method.toUpperCase());
}

/**
 * Lists what OCI wants signed, in the order in which it is signed.
 *
 * The order is that of Oracle's TypeScript SDK: any is valid, and this one makes the two signatures comparable.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm
 */
export function signedFields(request: RequestToSign, date: Date): SignedField[] {
  const fields = [
    { name: 'x-date', value: date.toUTCString() },
    { name: '(request-target)', value: `${request.method.toLowerCase()} ${request.target}` },
    { name: 'host', value: request.host },
  ];
  if (signsContent(request.method)) {
    const content = request.content ?? EMPTY;
    fields.push(
      { name: 'content-type', value: content.type },
      { name: 'content-length', value: String(content.bytes.length) },
      { name: 'x-content-sha256', value: content.sha256 },
    );
  }
  return fields;
}
