import { FunctionError } from '../function-error';

const PARAMETER = /^\{([A-Za-z0-9_]+)\}$/;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x1f\x7f]/;
/** How often a value is decoded to see what an upstream that decodes more than once would see. */
const DECODINGS = 3;

/** Says whether a path has parameters such as `{id}`. */
export function hasParameters(path: string): boolean {
  return path.includes('{');
}

/**
 * Reads a route's parameters from the path that the gateway got, decoded and checked.
 *
 * The path starts with the deployment's prefix, which the function does not know, so it is compared from its end.
 *
 * @throws FunctionError 404 when the path is not the route's, 400 when a value could change the upstream's path.
 */
export function pathParameters(route: string, path: string): ReadonlyMap<string, string> {
  const wanted = route.split('/').slice(1);
  const got = path.split('/').slice(-wanted.length);
  if (got.length < wanted.length) throw notFound();
  const values = new Map<string, string>();
  wanted.forEach((segment, index) => {
    const name = PARAMETER.exec(segment)?.[1];
    const actual = got[index] ?? '';
    if (name !== undefined) values.set(name, safeValue(name, actual));
    else if (segment !== actual) throw notFound();
  });
  return values;
}

/** Writes parameters into an upstream's path, each as one encoded segment. */
export function filledPath(template: string, values: ReadonlyMap<string, string>): string {
  return template
    .split('/')
    .map((segment) => {
      const name = PARAMETER.exec(segment)?.[1];
      if (name === undefined) return segment;
      const value = values.get(name);
      if (value === undefined) throw invalid(name, 'is missing');
      return encoded(value);
    })
    .join('/');
}

function safeValue(name: string, segment: string): string {
  const value = tryDecoded(segment);
  if (value === undefined) throw invalid(name, 'is not percent-encoded UTF-8');
  if (value === '') throw invalid(name, 'is empty');
  let seen: string | undefined = value;
  for (let count = 0; count < DECODINGS && seen !== undefined; count++) {
    if (CONTROL.test(seen)) throw invalid(name, 'holds a control character');
    if (seen.split(/[/\\]/).some((part) => part === '.' || part === '..')) throw invalid(name, 'holds a dot segment');
    seen = tryDecoded(seen);
  }
  return value;
}

function tryDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** RFC 3986, 2.2: also the reserved characters that `encodeURIComponent` leaves. */
function encoded(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function invalid(name: string, problem: string): FunctionError {
  return new FunctionError(400, 'InvalidParameter', `The path parameter ${name} ${problem}.`);
}

function notFound(): FunctionError {
  return new FunctionError(404, 'RouteNotFound', 'The path is not one that this API serves.');
}
