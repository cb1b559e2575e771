/** What cdktf puts into a text for a value that only Terraform will know. */
const TOKEN = /\$\{TfToken\[[^\]]*\]\}/g;
/** The same, or an expression of Terraform that somebody wrote. */
const EXPRESSION = /\$\{[^}]*\}/g;
const WHOLE = /^\$\{[^}]*\}$/;

/** The text with something in place of each value of cdktf's; expressions that somebody wrote stay as they are. */
export function withoutTokens(text: string, standIn: string): string {
  return text.replaceAll(TOKEN, standIn);
}

/** The text with something in place of all that only Terraform will know. */
export function withoutExpressions(text: string, standIn: string): string {
  return text.replaceAll(EXPRESSION, standIn);
}

/** Whether nothing of the text is known, from its start to its end. */
export function isExpression(text: string): boolean {
  return WHOLE.test(text);
}

/** Whether a part of the text is known to Terraform only. */
export function holdsExpression(text: string): boolean {
  return withoutExpressions(text, '') !== text;
}
