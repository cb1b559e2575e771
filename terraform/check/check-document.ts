import { blockAddress, blocksOf, entriesOf, isObject } from '../document';
import type { DocumentBlock, TerraformDocument } from '../document';
import { suggestion } from '../nearest';
import type { StackProblem } from '../stack-error';
import { blockType } from '../schema/block-schema';
import { blockSchema, knownTypes } from '../schema/provider-schema';
import { checkBody } from './check-body';
import { checkImports } from './check-imports';
import { checkMeta, META_ARGUMENTS } from './check-meta';
import { checkLocalsAndOutputs, checkProviders, checkSections, checkTerraform, checkVariables } from './check-sections';
import { CheckContext } from './context';
import { findCycles } from './cycles';

/**
 * Checks a document against the provider's schema: names, types, numbers of blocks, and what its expressions refer to.
 *
 * Nothing is evaluated, so no variable needs a value. What `Testing.synth` returns, parsed, will do as a document.
 *
 * @returns every problem that was found; none when the document is in order
 */
export function checkDocument(document: TerraformDocument): StackProblem[] {
  const context = new CheckContext(document);
  checkSections(context);
  checkTerraform(context);
  checkProviders(context);
  checkVariables(context);
  checkLocalsAndOutputs(context);
  checkShapes(context, 'resource', 'managed');
  checkShapes(context, 'data', 'data');
  checkImports(context);
  for (const block of blocksOf(document)) {
    checkBlock(block, context);
  }
  for (const cycle of findCycles(context.edges)) {
    context.problems.add({ address: cycle[0] ?? '' }, `refers to itself: ${cycle.join(' -> ')}`);
  }
  return [...context.problems.all];
}

function checkBlock(block: DocumentBlock, context: CheckContext): void {
  const schema = blockSchema(block.mode, block.type);
  const place = { address: block.address };
  if (schema === undefined) {
    context.problems.add(place, unknownType(block));
    return;
  }
  const self = blockType(schema);
  checkBody(block.body, schema, { place, context, meta: META_ARGUMENTS });
  checkMeta(block, schema, self, context);
}

function unknownType({ mode, type }: DocumentBlock): string {
  const what = mode === 'managed' ? 'resource' : 'data source';
  const hint = suggestion(type, knownTypes(mode)) || '; npm run provider:update can add one that the provider has';
  return `is of type ${type}, a ${what} that is not in the provider's schema${hint}`;
}

function checkShapes(context: CheckContext, section: 'resource' | 'data', mode: 'managed' | 'data'): void {
  for (const [type, named] of entriesOf(context.document, section)) {
    if (!isObject(named)) {
      context.problems.add({ address: `${section}.${type}` }, 'must be an object of named blocks');
      continue;
    }
    for (const [name, body] of Object.entries(named)) {
      if (!isObject(body)) {
        context.problems.add({ address: blockAddress(mode, type, name) }, 'must be an object');
      }
    }
  }
}
