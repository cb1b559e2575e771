import { ExpressionError, NotUnderstoodError } from '../expressions/expression-error';
import { NULL, object, string, tuple } from '../values/value';
import type { Value } from '../values/value';

/** Outside of a class, in the notation of RE2 and then in JavaScript's. */
const TRANSLATED: Readonly<Record<string, string>> = {
  '\\A': '^',
  '\\z': '$',
  '\\s': '[\\t\\n\\f\\r ]',
  '\\S': '[^\\t\\n\\f\\r ]',
  '\\a': '\\x07',
  '.': '[^\\n]',
};

/** Escapes that mean the same in both notations. */
const SHARED_ESCAPE = /^\\(?:[dDwWbBnrtfv]|x[0-9a-fA-F]{2}|[\^$\\.*+?()[\]{}|/])$/;

/** Terraform's `regex`: the match, or its groups as a tuple, or its named groups as an object. */
export function findFirst(pattern: string, whole: string): Value {
  const match = compile(pattern, 'u').exec(whole);
  if (match === null) {
    throw new ExpressionError('the pattern does not match');
  }
  if (match.groups !== undefined) {
    if (Object.keys(match.groups).length < match.length - 1) {
      throw new ExpressionError('the pattern has groups with a name and groups without');
    }
    return object(Object.entries(match.groups).map(([name, group]) => [name, orNull(group)]));
  }
  return match.length === 1 ? string(match[0]) : tuple(match.slice(1).map(orNull));
}

/** Terraform's `replace` with a pattern between slashes; `$1`, `${1}` and `$name` stand for groups. */
export function replaceAll(pattern: string, whole: string, replacement: string): string {
  return whole.replace(compile(pattern, 'gu'), (...args: unknown[]) => {
    const last = args.at(-1);
    const named = typeof last === 'object' && last !== null ? (last as Record<string, string | undefined>) : {};
    // A group that does not exist, or did not take part, stands for nothing.
    return replacement.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (token, plain?: string, braced?: string) => {
      const name = plain ?? braced;
      if (name === undefined) {
        return token === '$$' ? '$' : token;
      }
      const group = /^\d+$/.test(name) ? args.slice(0, groupCount(args))[Number(name)] : named[name];
      return typeof group === 'string' ? group : '';
    });
  });
}

/** The match and its groups come first among a replacer's arguments, then the place as a number. */
function groupCount(args: readonly unknown[]): number {
  return args.findIndex((arg) => typeof arg === 'number');
}

function orNull(group: string | undefined): Value {
  return group === undefined ? NULL : string(group);
}

/** Rewrites a pattern of RE2 for JavaScript; what could mean another thing in JavaScript is refused. */
function compile(pattern: string, flags: string): RegExp {
  const ignoreCase = pattern.startsWith('(?i)');
  const source = translate(ignoreCase ? pattern.slice(4) : pattern);
  try {
    return new RegExp(source, ignoreCase ? `${flags}i` : flags);
  } catch {
    throw new ExpressionError('the pattern is not a regular expression');
  }
}

function translate(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\(\?(?:P?<(?=[A-Za-z_])|:)|\(\?|\\x[0-9a-fA-F]{2}|\\[^]?|\[:|\[\^?\]?|[^]/gu, (token) => {
    if (inClass) {
      inClass = token !== ']';
      return translateInClass(token);
    }
    if (token.startsWith('[')) {
      inClass = true;
      return token.endsWith(']') ? refuse('] at the start of a class') : token;
    }
    if (token === '(?') {
      return refuse('(?…) of this kind');
    }
    if (token.startsWith('(?')) {
      return token === '(?:' ? token : '(?<';
    }
    return translateSingle(token);
  });
}

function translateSingle(token: string): string {
  if (Object.hasOwn(TRANSLATED, token)) {
    return TRANSLATED[token] ?? token;
  }
  if (!token.startsWith('\\') || SHARED_ESCAPE.test(token)) {
    return token;
  }
  return escapedSign(token) ?? refuse(token);
}

function translateInClass(token: string): string {
  if (token.startsWith('[')) {
    return token === '[' ? '\\[' : refuse('a class within a class');
  }
  if (token === '\\s') {
    return '\\t\\n\\f\\r ';
  }
  if (!token.startsWith('\\') || (SHARED_ESCAPE.test(token) && !/^\\b$/i.test(token)) || token === '\\-') {
    return token;
  }
  return escapedSign(token) ?? refuse(token);
}

/** RE2 lets any sign be escaped, JavaScript only those that mean something. */
function escapedSign(token: string): string | undefined {
  return /^\\[!-,./:-@[-`{-~-]$/.test(token) ? token.slice(1) : undefined;
}

function refuse(what: string): never {
  throw new NotUnderstoodError(`${what} in a regular expression is`);
}
