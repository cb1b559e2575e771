import type { Call } from './call';

/**
 * What no caller may set, whatever an API declares: who the function is, how the connection works, what is signed, and
 * what the platform says.
 */
const RESERVED =
  /^(authorization|cookie|host|date|x-date|x-content-sha256|accept-encoding|connection|keep-alive|te|trailer|upgrade|expect|transfer-encoding|opc-request-id|opc-obo-token|opc-principal|forwarded|(content|proxy|x-forwarded|fn|oci)-.*)$/;

const VALUE = /^[\t\x20-\x7e]*$/;

/** Picks the caller's headers that an API declares; a reserved one never, nor one that is no plain text. */
export function allowedHeaders(call: Call, allowed: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of allowed.map((declared) => declared.toLowerCase())) {
    const value = RESERVED.test(name) ? undefined : call.header(name);
    if (value !== undefined && VALUE.test(value)) headers[name] = value;
  }
  return headers;
}
