import { isExactJson, jsonLayout } from './json-layout';

const MAX_LENGTH = 300;

/** A stranger's text as part of one line: nothing that a terminal would act on, and not without end. */
export function oneLine(text: string): string {
  const line = withoutControls(text).replaceAll(/\s+/g, ' ').trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}

/** The body of an answer: JSON laid out, anything else as it is; without what a terminal would act on. */
export function bodyText(text: string): string {
  return withoutControls(jsonOf(text) === undefined ? text : jsonLayout(text));
}

/** The body of an answer for scripts: JSON as such, anything else as text; and its text, where a number has lost digits. */
export function bodyData(text: string): { readonly body: unknown; readonly bodyText?: string } {
  const json = jsonOf(text);
  if (json === undefined) return { body: text };
  return isExactJson(text) ? { body: json } : { body: json, bodyText: text };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}
