import { ExpressionError } from '../expressions/expression-error';
import type { Type } from './type';

/** What a value holds: a set is an array without doubles, a map or object a `Map`. */
export type Content = null | string | number | boolean | readonly Value[] | ReadonlyMap<string, Value>;

interface Settled {
  readonly content: Content;
  readonly sensitive: boolean;
}

/**
 * A value with its Terraform type, which decides how it converts, compares and prints.
 *
 * A value may be lazy: its type is known from the schema, its content is worked out at the first reading and kept.
 * A reading that fails fails the same way each time.
 */
export class Value {
  private settled?: Settled;
  private failure?: { readonly error: unknown };

  private constructor(
    readonly type: Type,
    private readonly settle: () => Settled,
  ) {}

  static of(type: Type, content: Content, sensitive = false): Value {
    return new Value(type, () => ({ content, sensitive }));
  }

  /** @param produce gives a value of this very type */
  static lazy(type: Type, produce: () => Value): Value {
    return new Value(type, () => {
      const { content, sensitive } = produce();
      return { content, sensitive };
    });
  }

  get content(): Content {
    return this.read().content;
  }

  /** Whether Terraform would hide it; its parts may be sensitive on their own. */
  get sensitive(): boolean {
    return this.read().sensitive;
  }

  /** The same value, marked or unmarked as one to hide. */
  marked(sensitive: boolean): Value {
    return new Value(this.type, () => ({ content: this.content, sensitive }));
  }

  private read(): Settled {
    if (this.failure !== undefined) {
      throw this.failure.error;
    }
    try {
      return (this.settled ??= this.settle());
    } catch (error) {
      this.failure = { error };
      throw error;
    }
  }
}

/** `null` with no type of its own. */
export const NULL = Value.of('dynamic', null);

export function string(text: string): Value {
  return Value.of('string', text);
}

export function number(amount: number): Value {
  return Value.of('number', amount);
}

export function bool(truth: boolean): Value {
  return Value.of('bool', truth);
}

/** A row whose elements keep their own types. */
export function tuple(elements: readonly Value[]): Value {
  return Value.of(['tuple', elements.map(({ type }) => type)], elements);
}

/** A list; the elements are of the element type already. */
export function list(element: Type, elements: readonly Value[]): Value {
  return Value.of(['list', element], elements);
}

/** Named parts that keep their own types. */
export function object(entries: Iterable<readonly [string, Value]>): Value {
  const parts = new Map(entries);
  return Value.of(['object', Object.fromEntries([...parts].map(([name, { type }]) => [name, type]))], parts);
}

/** The elements of a list, set or tuple. */
export function elementsOf(value: Value): readonly Value[] {
  if (!Array.isArray(value.content)) {
    throw new ExpressionError('a list is needed here');
  }
  return value.content as readonly Value[];
}

/** The parts of a map or object, in Terraform's order, which is that of the names' bytes. */
export function entriesOf(value: Value): readonly (readonly [string, Value])[] {
  const { content } = value;
  if (!(content instanceof Map)) {
    throw new ExpressionError('a map is needed here');
  }
  return [...(content as ReadonlyMap<string, Value>)].sort(([left], [right]) => compareText(left, right));
}

/** Terraform's order of strings: that of their UTF-8 bytes. */
export function compareText(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Whether the value, or anything in it, is one to hide. */
export function holdsSensitive(value: Value): boolean {
  const { content } = value;
  return value.sensitive || partsOf(content).some(holdsSensitive);
}

/** The value in the terms of JSON: sets become arrays, types and marks are gone. */
export function toPlain(value: Value): unknown {
  const { content } = value;
  if (Array.isArray(content)) {
    return (content as readonly Value[]).map(toPlain);
  }
  return content instanceof Map
    ? Object.fromEntries([...(content as ReadonlyMap<string, Value>)].map(([name, part]) => [name, toPlain(part)]))
    : content;
}

/**
 * A value from JSON or from a caller's own JavaScript: rows become tuples, objects become objects.
 *
 * @throws ExpressionError when a part has no like in Terraform, such as a function
 */
export function fromPlain(plain: unknown): Value {
  if (plain === null || plain === undefined) {
    return NULL;
  }
  if (typeof plain === 'string') {
    return string(plain.normalize('NFC'));
  }
  if (typeof plain === 'boolean') {
    return bool(plain);
  }
  if (typeof plain === 'number' && Number.isFinite(plain)) {
    return number(plain);
  }
  if (Array.isArray(plain)) {
    return tuple(plain.map(fromPlain));
  }
  if (typeof plain === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(plain) as object | null)) {
    return object(Object.entries(plain).map(([name, part]) => [name, fromPlain(part)]));
  }
  throw new ExpressionError(`holds a ${typeof plain}, for which Terraform has no type`);
}

function partsOf(content: Content): readonly Value[] {
  if (Array.isArray(content)) {
    return content as readonly Value[];
  }
  return content instanceof Map ? [...(content as ReadonlyMap<string, Value>).values()] : [];
}
