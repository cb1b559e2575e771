import { checkDocument } from './check/check-document';
import { blocksOf, entriesOf, isObject, readDocument } from './document';
import type { TerraformDocument } from './document';
import { ProblemError } from './problem-error';
import { inside, Problems } from './problems';
import type { Place } from './problems';
import type { ResolvedBlock, Stack, StackOutput } from './model/stack';
import { readStackModel } from './readers/stack';
import { refuseMultiplied } from './resolve/refuse';
import { Resolver } from './resolve/resolver';
import type { ResolvedBody } from './resolve/resolver';
import { jsonValue } from './resolve/json-value';
import { assertConditions, refuseUndeclared } from './resolve/variables';
import { PROVIDER_SOURCE } from './schema/provider-schema';
import { StackError } from './stack-error';
import type { StackSource } from './stack-source';
import { settle } from './resolve/settle';
import { holdsSensitive } from './values/value';

/**
 * Reads a synthesized stack: checks it against the provider's schema, resolves every reference, and puts it in the terms of OCI.
 *
 * @throws StackError with every problem that was found, each with its address and attribute
 */
export function readStack(source: StackSource): Stack {
  const document = readDocument(source.directory);
  const found = new Problems();
  for (const { address, attribute, message } of checkDocument(document)) {
    found.add({ address, ...(attribute !== undefined && { attribute }) }, message);
  }
  demandProvider(document, found);
  refuseMultiplied(document, found);
  // A document that breaks the schema cannot be resolved: the next problems would only follow from these.
  throwAll(found);
  const problems = new Problems();
  const resolver = new Resolver(document, source);
  refuseUndeclared(document, source.variables, problems);
  settleVariables(document, resolver, problems);
  const bodies = [...resolver.bodies.values()];
  const blocks = bodies.map((body) => resolveBlock(body, problems));
  const outputs = readOutputs(document, resolver, problems);
  const model = readStackModel(bodies, { problems, isLiteral: (json) => resolver.isLiteral(json) });
  throwAll(problems);
  return { directory: source.directory, ...model, blocks, outputs };
}

function demandProvider(document: TerraformDocument, problems: Problems): void {
  const { terraform } = document;
  const required = isObject(terraform) ? terraform['required_providers'] : undefined;
  const used = blocksOf(document).some(({ type }) => type.startsWith('oci_'));
  const sources = Array.isArray(required) ? (required as unknown[]) : [required];
  if (used && !sources.some((item) => isObject(item) && Object.hasOwn(item, 'oci'))) {
    problems.add({ address: 'terraform', attribute: 'required_providers.oci' }, `is required, with source ${PROVIDER_SOURCE}`);
  }
}

function settleVariables(document: TerraformDocument, { lookup }: Resolver, problems: Problems): void {
  for (const [name, body] of entriesOf(document, 'variable')) {
    collect(problems, () => {
      lookup({ names: ['var', name], steps: [] });
      if (isObject(body)) {
        assertConditions(body['validation'], inside({ address: `variable.${name}` }, 'validation'), lookup);
      }
    });
  }
}

function resolveBlock({ address, mode, type, body, content }: ResolvedBody, problems: Problems): ResolvedBlock {
  const values = settle(content, problems);
  const { lifecycle } = body;
  const place = inside({ address }, 'lifecycle');
  for (const item of isObject(lifecycle) ? [lifecycle] : Array.isArray(lifecycle) ? (lifecycle as unknown[]) : []) {
    for (const name of ['precondition', 'postcondition']) {
      const lookup = content.lookupSelf();
      collect(problems, () => {
        assertConditions(isObject(item) ? item[name] : undefined, inside(place, name), lookup);
      });
    }
  }
  return { address, mode, type, values };
}

function readOutputs(document: TerraformDocument, { lookup }: Resolver, problems: Problems): readonly StackOutput[] {
  return entriesOf(document, 'output').flatMap(([name, body]) => {
    const place: Place = { address: `output.${name}` };
    if (!isObject(body)) {
      return [];
    }
    const sensitive = body['sensitive'] === true;
    const output = collect(problems, () => {
      assertConditions(body['precondition'], inside(place, 'precondition'), lookup);
      const value = jsonValue(body['value'], 'dynamic', inside(place, 'value'), lookup);
      if (holdsSensitive(value) && !sensitive) {
        problems.add(inside(place, 'sensitive'), 'must be true: the value refers to a sensitive one');
      }
      return value;
    });
    const { description } = body;
    const value = output && settle(output, problems);
    return [{ name, value, sensitive, ...(typeof description === 'string' && { description }) }];
  });
}

function collect<T>(problems: Problems, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ProblemError)) {
      throw error;
    }
    problems.report(error);
    return undefined;
  }
}

function throwAll(problems: Problems): void {
  if (problems.all.length > 0) {
    throw new StackError(problems.all);
  }
}
