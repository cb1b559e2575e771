import { ExpressionError } from './expression-error';

/** How deep expressions may nest, so that no document can exhaust the stack. */
const MAX_DEPTH = 100;

/** A place in a text that moves forward. */
export class Cursor {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Whether nothing but white space stands before this place on its line; that separates the entries of an object. */
  get lineEnded(): boolean {
    return /\n\s*$/.test(this.text.slice(0, this.at));
  }

  skipSpace(): void {
    this.match(/\s*/y);
  }

  /** Whether the text goes on with this. */
  sees(expected: string): boolean {
    return this.text.startsWith(expected, this.at);
  }

  /** Moves over the text if it is there. */
  takes(expected: string): boolean {
    const there = this.sees(expected);
    this.at += there ? expected.length : 0;
    return there;
  }

  /** Moves over the text. @throws ExpressionError when it is not there */
  expect(expected: string): void {
    if (!this.takes(expected)) {
      throw this.unexpected(`expected "${expected}"`);
    }
  }

  /** Moves over what a sticky pattern matches, and returns it; '' when it does not match. */
  match(sticky: RegExp): string {
    sticky.lastIndex = this.at;
    const [matched] = sticky.exec(this.text) ?? [''];
    this.at += matched.length;
    return matched;
  }

  /** Runs a part of the parser that may contain itself. */
  nested<T>(parse: () => T): T {
    if (++this.depth > MAX_DEPTH) {
      throw new ExpressionError(`nests deeper than ${MAX_DEPTH} levels`);
    }
    const result = parse();
    this.depth--;
    return result;
  }

  /** The error for what stands here. It quotes little, since a text may hold a secret. */
  unexpected(expected: string): ExpressionError {
    const found = this.atEnd ? 'the end' : JSON.stringify(String.fromCodePoint(this.text.codePointAt(this.at) ?? 0));
    return new ExpressionError(`cannot be read: found ${found} at character ${this.at + 1}, ${expected}`);
  }
}
