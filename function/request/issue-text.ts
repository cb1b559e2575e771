import type * as z from 'zod/v4/core';

const MAX_NAME_LENGTH = 64;

/**
 * Says which field breaks the schema and what is expected there, without the value that was sent.
 *
 * `zod/mini` comes without texts ("Invalid input"), and a language file would double the library's part of the bundle.
 */
export function issueText(issue: z.$ZodIssue): string {
  const field = issue.path.map(String).join('.').slice(0, MAX_NAME_LENGTH) || 'body';
  // An API's author may have given a text of their own.
  return `${field}: ${issue.message === 'Invalid input' ? expectation(issue) : issue.message}`;
}

function expectation(issue: z.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'unrecognized_keys':
      return `unknown ${issue.keys
        .map((key) => key.slice(0, MAX_NAME_LENGTH))
        .slice(0, 5)
        .join(', ')}`;
    case 'invalid_value':
      return `expected ${choice(issue.values)}`;
    case 'too_small':
      return `expected at least ${String(issue.minimum)}${unit(issue.origin)}`;
    case 'too_big':
      return `expected at most ${String(issue.maximum)}${unit(issue.origin)}`;
    case 'invalid_format':
      return `expected the format ${issue.format}`;
    case 'not_multiple_of':
      return `expected a multiple of ${String(issue.divisor)}`;
    case 'invalid_union':
      return 'options' in issue && issue.options ? `expected ${choice(issue.options)}` : 'matches no alternative';
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return issue.message;
  }
}

function choice(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : String(value))).join(' or ');
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters';
  return ['array', 'set', 'map'].includes(origin) ? ' elements' : '';
}
