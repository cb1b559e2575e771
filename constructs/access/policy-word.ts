import { withoutTokens } from '../terraform-reference';

/** Forms that a part of a policy statement may have: no space and no quote, so nothing can be smuggled in behind it. */
export const PolicyWord = {
  resourceType: /^[a-z][a-z0-9-]*$/,
  permission: /^[A-Z][A-Z0-9_]*$/,
  service: /^[A-Za-z][A-Za-z0-9-]*$/,
  variable: /^[a-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/,
  name: /^[A-Za-z0-9_.-]+$/,
  /** Between quotes. */
  quoted: /^[^'{}/\p{Cc}]+$/u,
  value: /^[^'{}\p{Cc}]*$/u,
  /** Between slashes, where `*` stands for anything. */
  pattern: /^[^'{}/*\s]+$/,
} as const;

/**
 * Hands the text on if it is one part of a statement; what only Terraform knows counts as a letter.
 *
 * @throws RangeError when it is more than one part
 */
export function policyWord(part: string, text: string, form: RegExp): string {
  if (form.test(withoutTokens(text, 'x'))) return text;
  throw new RangeError(`${part} is not one part of a statement: got ${JSON.stringify(text)}; expected ${form.source}`);
}
