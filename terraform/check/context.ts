import { blocksOf, entriesOf } from '../document';
import type { TerraformDocument } from '../document';
import { ExpressionError } from '../expressions/expression-error';
import { referencesOf } from '../expressions/references';
import { childrenOf } from '../expressions/syntax';
import type { Expression } from '../expressions/syntax';
import { parseTemplate } from '../expressions/template';
import { isKnownFunction } from '../functions/call';
import { Problems } from '../problems';
import type { Place } from '../place';
import { blockType } from '../schema/block-schema';
import { blockSchema } from '../schema/provider-schema';
import type { Type } from '../values/type';
import { addressOf, referenceProblem } from './reference-problem';

/** What the checks of one document share. */
export class CheckContext {
  readonly problems = new Problems();
  /** What can be referred to, by address, with its type as far as it is known without evaluating. */
  readonly targets: ReadonlyMap<string, Type>;
  /** Who refers to whom, by address. */
  readonly edges = new Map<string, Set<string>>();

  constructor(readonly document: TerraformDocument) {
    this.targets = new Map<string, Type>([
      ...entriesOf(document, 'variable').map(([name]) => [`variable.${name}`, 'dynamic'] as const),
      ...entriesOf(document, 'locals').map(([name]) => [`local.${name}`, 'dynamic'] as const),
      ...blocksOf(document).map(({ address, mode, type }) => {
        const schema = blockSchema(mode, type);
        return [address, schema ? blockType(schema) : 'dynamic'] as const;
      }),
    ]);
  }

  /**
   * Reads a string that may hold `${…}`; reports what cannot be read, what it wrongly refers to and what it calls in vain.
   *
   * @param self what `self` stands for, where it may be used
   */
  template(text: string, place: Place, self?: Type): Expression | undefined {
    return this.parsed(() => parseTemplate(text), place, self);
  }

  /** Does the same for text that is an expression without `${…}`. */
  parsed(parse: () => Expression, place: Place, self?: Type): Expression | undefined {
    try {
      const expression = parse();
      this.checkReferences(expression, place, self);
      this.checkCalls(expression, place);
      return expression;
    } catch (error) {
      if (error instanceof ExpressionError) {
        this.problems.add(place, error.message);
        return undefined;
      }
      throw error;
    }
  }

  private checkReferences(expression: Expression, place: Place, self?: Type): void {
    for (const reference of referencesOf(expression)) {
      const problem = referenceProblem(reference, this.targets, self);
      if (problem !== undefined) {
        this.problems.add(place, problem);
      } else if (reference.names[0] !== 'self') {
        const known = this.edges.get(place.address) ?? new Set();
        this.edges.set(place.address, known.add(addressOf(reference)));
      }
    }
  }

  private checkCalls(expression: Expression, place: Place): void {
    if (expression.kind === 'call' && !isKnownFunction(expression.name)) {
      this.problems.add(place, `the function ${expression.name}() is not understood here`);
    }
    for (const child of childrenOf(expression)) {
      this.checkCalls(child, place);
    }
  }
}
