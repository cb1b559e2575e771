const STEP = '  ';
const PUNCTUATION = '{}[],:';
const BLANK = ' \t\r\n';
/** A double keeps as many decimal digits, whatever they are. */
const SAFE_DIGITS = 15;

/**
 * JSON laid out for people, each value written as it was: a number may have more digits than JavaScript can hold.
 *
 * @param json text that is JSON
 */
export function jsonLayout(json: string): string {
  const parts: string[] = [];
  let depth = 0;
  let before = '';
  // What a bracket opens is laid out only if something is in it.
  let opened = '';
  for (const token of tokensOf(json)) {
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    if (closes && opened === '') parts.push(newLine(depth));
    if (!closes && opened !== '') parts.push(newLine(depth));
    if (before === ',') parts.push(newLine(depth));
    parts.push(token === ':' ? ': ' : token);
    opened = token === '{' || token === '[' ? token : '';
    if (opened !== '') depth += 1;
    before = token;
  }
  return parts.join('');
}

/** Whether reading the text as JSON and writing it again keeps every digit of its numbers. */
export function isExactJson(json: string): boolean {
  for (const token of tokensOf(json)) {
    if (/^-?\d/.test(token) && significant(token).length > SAFE_DIGITS && String(Number(token)) !== token) return false;
  }
  return true;
}

/** Not with an expression: the engine's own stack is too small for a long string. */
function* tokensOf(json: string): Generator<string> {
  let at = 0;
  while (at < json.length) {
    const character = json.charAt(at);
    let end = at + 1;
    if (character === '"') end = endOfString(json, at);
    else if (!PUNCTUATION.includes(character) && !BLANK.includes(character)) {
      while (end < json.length && !`${PUNCTUATION}${BLANK}"`.includes(json.charAt(end))) end += 1;
    }
    if (!BLANK.includes(character)) yield json.slice(at, end);
    at = end;
  }
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charAt(at) !== '"') at += json.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function significant(number: string): string {
  return number.replace(/e.*$/i, '').replaceAll(/[-.]/g, '').replace(/^0+/, '');
}

function newLine(depth: number): string {
  return `\n${STEP.repeat(depth)}`;
}
