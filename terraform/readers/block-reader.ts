import { at } from '../problem-error';
import { inside } from '../place';
import type { Place } from '../place';
import type { Problems } from '../problems';
import type { Body } from '../resolve/body';
import { attributeSchema } from '../schema/block-schema';
import { textOf } from '../values/convert';
import { toPlain } from '../values/value';

const NOT_UNDERSTOOD =
  'is not understood here yet, and a stack without it would be another. Leave it out for a local run: ' +
  "docs/local-cloud.md, 'What it refuses', says how";

/** What all readers of one stack share. */
export interface ReadContext {
  readonly problems: Problems;
  /** Whether a piece of the document leaves nothing to a variable or a cloud. */
  readonly isLiteral: (json: unknown) => boolean;
}

/**
 * Reads a block attribute by attribute and keeps book of it.
 *
 * What the document says and nobody read or called ineffective is a problem when `finish` is called: a model that leaves
 * out a limit or a check would describe another stack. What cannot be read is reported at once, and a stand-in is
 * returned, so that everything else is looked at too.
 */
export class BlockReader {
  private readonly seen = new Set<string>();
  private readonly inner: BlockReader[] = [];

  constructor(
    private readonly body: Body,
    private readonly context: ReadContext,
  ) {}

  get place(): Place {
    return this.body.place;
  }

  /** The path for messages: address and attribute in one. */
  get path(): string {
    return [this.place.address, this.place.attribute].filter(Boolean).join('.');
  }

  /** Whether the document says anything of the attribute or block; an empty list says nothing. */
  has(name: string): boolean {
    const written = this.body.json[name];
    return this.body.configured.includes(name) && !(Array.isArray(written) && written.length === 0);
  }

  /** A text that the document gives; '' and a problem when it does not. */
  text(name: string): string {
    return this.optionalText(name) ?? (this.demand(name), '');
  }

  optionalText(name: string): string | undefined {
    return this.read(name, (plain) => (typeof plain === 'string' ? plain : undefined));
  }

  /** A text that the document gives or, when it does not, the cloud. */
  completedText(name: string): string {
    this.seen.add(name);
    return this.context.problems.attempt(() => textOf(this.body.attribute(name))) ?? '';
  }

  optionalNumber(name: string): number | undefined {
    return this.read(name, (plain) => (typeof plain === 'number' ? plain : undefined));
  }

  optionalFlag(name: string): boolean | undefined {
    return this.read(name, (plain) => (typeof plain === 'boolean' ? plain : undefined));
  }

  /** A list or set of texts; empty when the document says nothing. */
  texts(name: string): readonly string[] {
    return this.readTexts(name) ?? [];
  }

  /** A list of texts that the document must give, with one text at least. */
  requiredTexts(name: string, most = Infinity): readonly string[] {
    const texts = this.readTexts(name);
    this.demand(name);
    if (texts !== undefined && this.has(name) && (texts.length < 1 || texts.length > most)) {
      this.problem(name, `must hold ${most === Infinity ? 'one at least' : `1 to ${most}`}; got ${texts.length}`);
    }
    return texts ?? [];
  }

  textMap(name: string): Readonly<Record<string, string>> {
    return (
      this.read(name, (plain) => (typeof plain === 'object' ? (plain as Record<string, string>) : undefined)) ?? {}
    );
  }

  /** One of a few words, in whatever case the document writes it; undefined and a problem when it is another. */
  choice<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const given = this.optionalText(name);
    if (given === undefined) {
      this.demand(name);
      return undefined;
    }
    const found = allowed.find((word) => word.toLowerCase() === given.toLowerCase());
    if (found === undefined) {
      this.problem(name, `must be one of ${allowed.join(', ')}; got ${JSON.stringify(given)}`);
    }
    return found;
  }

  blocks(name: string): readonly BlockReader[] {
    this.seen.add(name);
    const readers = this.body.blocks(name).map((body) => new BlockReader(body, this.context));
    this.inner.push(...readers);
    return readers;
  }

  /** The only block of that name, if it is there. */
  block(name: string): BlockReader | undefined {
    return this.blocks(name)[0];
  }

  /** Calls attributes and blocks ones that change nothing of what a caller of the stack gets. */
  withoutEffect(...names: readonly string[]): void {
    for (const name of names) {
      this.seen.add(name);
    }
  }

  /** Reports that the block as a whole is of no known kind; what else it says would only be noise. */
  abandon(name: string, message: string): void {
    this.problem(name, message);
    this.withoutEffect(...this.body.configured);
  }

  /** Reports attributes and blocks that are there and must not be, and does not report them a second time. */
  refuse(names: readonly string[], message: string): void {
    for (const name of names.filter((candidate) => this.has(candidate))) {
      this.problem(name, message);
      this.seen.add(name);
    }
  }

  problem(name: string | undefined, message: string): void {
    this.context.problems.add(name === undefined ? this.place : inside(this.place, name), message);
  }

  /** Reports the attribute when it is missing. */
  demand(name: string): void {
    // An attribute that could not be read is reported already.
    if (!this.has(name)) {
      this.problem(name, 'is required');
    }
  }

  /** Whether the attributes leave nothing to a variable or a cloud. */
  isLiteral(...names: readonly string[]): boolean {
    return names.every((name) => this.context.isLiteral(this.body.json[name]));
  }

  /** Reports what was not read, here and in the blocks inside that were. */
  finish(): void {
    for (const name of this.body.configured.filter((candidate) => this.has(candidate) && !this.seen.has(candidate))) {
      this.problem(name, NOT_UNDERSTOOD);
    }
    for (const reader of this.inner) {
      reader.finish();
    }
  }

  private readTexts(name: string): readonly string[] | undefined {
    return this.read(name, (plain) => (Array.isArray(plain) ? plain.map(String) : undefined));
  }

  private read<T>(name: string, narrow: (plain: unknown) => T | undefined): T | undefined {
    this.seen.add(name);
    if (!this.has(name) || !attributeSchema(this.body.schema, name)) {
      return undefined;
    }
    const plain = this.context.problems.attempt(() =>
      at(inside(this.place, name), () => toPlain(this.body.attribute(name))),
    );
    return plain === undefined || plain === null ? undefined : narrow(plain);
  }
}
