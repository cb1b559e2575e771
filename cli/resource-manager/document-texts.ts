import { isObject } from '../../terraform';

/** A text of a document, and where it stands: names from the top, and `[0]` for an item of a list. */
export interface DocumentText {
  readonly place: readonly string[];
  readonly text: string;
}

/** Every text of a JSON value; a text that is JSON itself is taken apart as well. */
export function textsOf(value: unknown, place: readonly string[] = []): readonly DocumentText[] {
  if (typeof value === 'string') {
    const inner = tryJson(value);
    return [{ place, text: value }, ...(inner === undefined ? [] : textsOf(inner, place))];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, [...place, `[${String(index)}]`]));
  if (!isObject(value)) return [];
  const called = value['name'] ?? value['key'];
  return Object.entries(value).flatMap(([name, item]) => {
    // A setting may be a pair of a name and a value.
    const isPair = /^values?$/.test(name) && typeof called === 'string';
    return textsOf(item, [...place, isPair ? called : name]);
  });
}

/** A place as Terraform writes addresses. */
export function shownPlace([section = '', ...names]: readonly string[]): string {
  const shown = section === 'resource' ? names : [section, ...names];
  return shown.join('.').replaceAll('.[', '[');
}

function tryJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
