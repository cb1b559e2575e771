import { FunctionError } from '../function-error';

/** RFC 3986, 3.4: what a query may hold as it is. */
const PAIR = /^(?:[\w\-.~!$'()*+,;:@/?=]|%[\da-f]{2})*$/i;

/**
 * Keeps the parameters of a query that an API declares, in their order and exactly as they were sent.
 *
 * Others are dropped and not refused: a gateway can take its token from a query parameter, and that one must go no
 * further.
 *
 * @returns the query without its question mark.
 * @throws FunctionError 400 when a declared parameter is not percent-encoded.
 */
export function allowedQuery(query: string, allowed: readonly string[]): string {
  if (allowed.length === 0) return '';
  return query
    .split('&')
    .filter((pair) => {
      const name = tryName(pair);
      if (name === undefined || !allowed.includes(name)) return false;
      if (PAIR.test(pair)) return true;
      throw new FunctionError(400, 'InvalidParameter', `The query parameter ${name} is not percent-encoded.`);
    })
    .join('&');
}

function tryName(pair: string): string | undefined {
  try {
    return decodeURIComponent(pair.split('=', 1)[0] ?? '');
  } catch {
    return undefined;
  }
}
