import { checkDocument } from './check/check-document';
import { asArray, blocksOf, isObject, readDocument } from './document';
import type { TerraformDocument } from './document';
import type { Lookup } from './expressions/evaluate';
import type { ResolvedBlock, Stack } from './model/stack';
import { inside } from './place';
import { Problems } from './problems';
import { readStackModel } from './readers/stack';
import { assertConditions } from './resolve/conditions';
import { readOutputs } from './resolve/outputs';
import { refuseMultiplied } from './resolve/refuse';
import { Resolver } from './resolve/resolver';
import type { ResolvedBody } from './resolve/resolver';
import { settleBody } from './resolve/settle';
import { refuseUndeclared, settleVariables } from './resolve/variables';
import { PROVIDER_SOURCE } from './schema/provider-schema';
import { StackError } from './stack-error';
import type { StackSource } from './stack-source';

/**
 * Reads a synthesized stack: checks it against the provider's schema, resolves its references, and puts it in OCI's terms.
 *
 * @throws StackError with every problem that was found, each with its address and attribute
 */
export function readStack(source: StackSource): Stack {
  const document = readDocument(source.directory);
  // A document that breaks the schema is not resolved: further problems would only follow from these.
  throwAll(schemaProblems(document));
  const problems = new Problems();
  const resolver = new Resolver(document, source);
  refuseUndeclared(document, source.variables, problems);
  settleVariables(document, resolver.lookup, problems);
  const bodies = [...resolver.bodies.values()];
  const blocks = bodies.map((body) => resolveBlock(body, resolver.lookup, problems));
  const outputs = readOutputs(document, resolver.lookup, problems);
  const model = readStackModel(bodies, { problems, isLiteral: (json) => resolver.isLiteral(json) });
  throwAll(problems);
  return { directory: source.directory, ...model, blocks, outputs };
}

function schemaProblems(document: TerraformDocument): Problems {
  const problems = new Problems();
  for (const problem of checkDocument(document)) {
    problems.add(problem, problem.message);
  }
  demandProvider(document, problems);
  refuseMultiplied(document, problems);
  return problems;
}

/** Without it Terraform would look for the provider under another name. */
function demandProvider(document: TerraformDocument, problems: Problems): void {
  const { terraform } = document;
  const required = asArray(isObject(terraform) ? terraform['required_providers'] : undefined);
  const used = blocksOf(document).some(({ type }) => type.startsWith('oci_'));
  if (used && !required.some((item) => isObject(item) && Object.hasOwn(item, 'oci'))) {
    const place = { address: 'terraform', attribute: 'required_providers.oci' };
    problems.add(place, `is required, with source ${PROVIDER_SOURCE}`);
  }
}

function resolveBlock(block: ResolvedBody, lookup: Lookup, problems: Problems): ResolvedBlock {
  const { address, mode, type, body, content } = block;
  const withSelf: Lookup = (reference) => (reference.names[0] === 'self' ? content.asValue() : lookup(reference));
  const place = inside({ address }, 'lifecycle');
  for (const item of asArray(body['lifecycle']).filter(isObject)) {
    problems.attempt(() => {
      assertConditions(item['precondition'], inside(place, 'precondition'), lookup);
      assertConditions(item['postcondition'], inside(place, 'postcondition'), withSelf);
    });
  }
  return { address, mode, type, values: settleBody(content, problems) };
}

function throwAll(problems: Problems): void {
  if (problems.all.length > 0) {
    throw new StackError(problems.all);
  }
}
