import { addressOf } from '../check/reference-problem';
import { blocksOf, entriesOf, isObject } from '../document';
import type { DocumentBlock, TerraformDocument } from '../document';
import { ExpressionError } from '../expressions/expression-error';
import type { Reference } from '../expressions/references';
import { referencesOf } from '../expressions/references';
import { isTemplate, parseTemplate } from '../expressions/template';
import type { Place } from '../place';
import { blockSchema } from '../schema/provider-schema';
import type { StackSource } from '../stack-source';
import type { Type } from '../values/type';
import { string } from '../values/value';
import type { Value } from '../values/value';
import { Body } from './body';
import { computedValue } from './computed';
import { jsonValue } from './json-value';
import { variableValue } from './variables';

/** A resource or data source on its way to the model. */
export interface ResolvedBody extends DocumentBlock {
  readonly content: Body;
}

/**
 * Resolves the references of a document that `checkDocument` found in order, so that none leads round in a circle.
 */
export class Resolver {
  readonly bodies: ReadonlyMap<string, ResolvedBody>;
  private readonly values = new Map<string, Value>();
  private readonly locals: ReadonlyMap<string, unknown>;
  private readonly variables: ReadonlyMap<string, unknown>;

  constructor(
    document: TerraformDocument,
    private readonly source: StackSource,
  ) {
    this.locals = new Map(entriesOf(document, 'locals'));
    this.variables = new Map(entriesOf(document, 'variable'));
    this.bodies = new Map(blocksOf(document).map((block) => [block.address, this.resolved(block)]));
  }

  /** The value of what a reference refers to. */
  readonly lookup = (reference: Reference): Value => {
    const address = addressOf(reference);
    const known = this.values.get(address) ?? this.find(address, reference);
    this.values.set(address, known);
    return known;
  };

  /** Whether a piece of the document says all there is to say: no variable and no cloud could make it another. */
  isLiteral(json: unknown): boolean {
    if (typeof json === 'string' && isTemplate(json)) {
      return referencesOf(parseTemplate(json)).every(
        ({ names: [root, name = ''] }) => root === 'local' && this.isLiteral(this.locals.get(name)),
      );
    }
    return typeof json !== 'object' || json === null || Object.values(json).every((part) => this.isLiteral(part));
  }

  private find(address: string, { names: [root, name = ''] }: Reference): Value {
    switch (root) {
      case 'var': {
        const body = this.variables.get(name);
        return variableValue(name, isObject(body) ? body : {}, this.given(name));
      }
      case 'local':
        return jsonValue(this.locals.get(name), 'dynamic', { address }, this.lookup);
      case 'path':
        // Terraform runs in the folder of the document.
        return string('.');
      default: {
        const body = this.bodies.get(address);
        if (body === undefined) {
          throw new ExpressionError(`there is no ${address}`);
        }
        return body.content.asValue();
      }
    }
  }

  private given(name: string): unknown {
    return Object.hasOwn(this.source.variables, name) ? this.source.variables[name] : undefined;
  }

  private resolved(block: DocumentBlock): ResolvedBody {
    const { address, mode, type } = block;
    const compute = (place: Place, wanted: Type): Value => {
      const attribute = place.attribute ?? '';
      if (type === 'terraform_data' && attribute === 'output') {
        return content.attribute('input');
      }
      const values = content.view();
      return computedValue(this.source.computed({ address, mode, type, attribute, values }), wanted, place);
    };
    const content: Body = new Body(
      block.body,
      blockSchema(mode, type) ?? {},
      { address },
      { lookup: this.lookup, compute },
    );
    return { ...block, content };
  }
}
