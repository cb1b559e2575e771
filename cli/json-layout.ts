const TOKEN = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const STEP = '  ';

/**
 * JSON laid out for people, each value written as it was: a number may have more digits than JavaScript can hold.
 *
 * @param json text that is JSON
 */
export function jsonLayout(json: string): string {
  const tokens = json.match(TOKEN) ?? [];
  let depth = 0;
  let text = '';
  for (const [at, token] of tokens.entries()) {
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    const isEmpty = isOpening(token) ? isClosing(after) : isClosing(token) && isOpening(before);
    if (isClosing(token)) {
      depth -= 1;
      if (!isEmpty) text += newLine(depth);
    }
    text += token === ':' ? ': ' : token;
    if (isOpening(token)) depth += 1;
    if ((isOpening(token) && !isEmpty) || token === ',') text += newLine(depth);
  }
  return text;
}

/** Whether reading the text as JSON and writing it again keeps every digit of its numbers. */
export function isExactJson(json: string): boolean {
  const numbers = (json.match(TOKEN) ?? []).filter((token) => /^-?\d/.test(token));
  return numbers.every((number) => significant(number).length <= SAFE_DIGITS || String(Number(number)) === number);
}

/** A double keeps as many decimal digits, whatever they are. */
const SAFE_DIGITS = 15;

function significant(number: string): string {
  return number.replace(/e.*$/i, '').replaceAll(/[-.]/g, '').replace(/^0+/, '');
}

function isOpening(token: string | undefined): boolean {
  return token === '{' || token === '[';
}

function isClosing(token: string | undefined): boolean {
  return token === '}' || token === ']';
}

function newLine(depth: number): string {
  return `\n${STEP.repeat(depth)}`;
}
