import { asArray, entriesOf, isObject } from '../document';
import type { JsonObject } from '../document';
import { ExpressionError } from '../expressions/expression-error';
import { ANYTHING, parseTypeConstraint } from '../expressions/type-constraint';
import type { TypeConstraint } from '../expressions/type-constraint';
import { suggestion } from '../nearest';
import { inside } from '../place';
import type { Place } from '../place';
import { PROVIDER_SOURCE, providerSchema } from '../schema/provider-schema';
import { convert } from '../values/convert';
import { fromPlain } from '../values/value';
import { checkBody } from './check-body';
import { checkConditions, checkDependsOn } from './check-meta';
import { checkPlain, checkValue } from './check-value';
import type { CheckContext } from './context';

const SECTIONS = ['//', 'terraform', 'provider', 'variable', 'locals', 'data', 'resource', 'import', 'output'];
const TERRAFORM = ['//', 'backend', 'cloud', 'required_providers', 'required_version'];
const VARIABLE = ['//', 'type', 'default', 'description', 'sensitive', 'nullable', 'validation'];
const OUTPUT = ['//', 'value', 'description', 'sensitive', 'depends_on', 'precondition'];

/** Checks that the document has the sections that it may have, and that each is an object, or a list of blocks. */
export function checkSections(context: CheckContext): void {
  for (const [name, section] of Object.entries(context.document)) {
    const place = { address: name };
    if (!SECTIONS.includes(name)) {
      context.problems.add(place, `is a section that is not understood here${suggestion(name, SECTIONS.slice(1))}`);
    } else if (name !== '//' && !isObject(section) && !(name === 'import' && Array.isArray(section))) {
      context.problems.add(place, 'must be an object');
    }
  }
}

/** Checks the section `terraform`: no provider but OCI's. */
export function checkTerraform(context: CheckContext): void {
  const { terraform } = context.document;
  if (!isObject(terraform)) {
    return;
  }
  refuseUnknown(terraform, TERRAFORM, { address: 'terraform' }, context);
  for (const providers of asArray(terraform['required_providers'] ?? {})) {
    for (const [name, wanted] of Object.entries(isObject(providers) ? providers : {})) {
      const place = inside({ address: 'terraform' }, 'required_providers');
      const source = isObject(wanted) ? wanted['source'] : undefined;
      if (name !== 'oci') {
        context.problems.add(
          inside(place, name),
          `is a provider that is not understood here; expected ${PROVIDER_SOURCE}`,
        );
      } else if (typeof source !== 'string' || source.replace('registry.terraform.io/', '') !== PROVIDER_SOURCE) {
        context.problems.add(
          inside(inside(place, name), 'source'),
          `must be ${PROVIDER_SOURCE}; got ${JSON.stringify(source)}`,
        );
      }
    }
  }
}

/** Checks the section `provider`. */
export function checkProviders(context: CheckContext): void {
  for (const [name, configurations] of entriesOf(context.document, 'provider')) {
    const place: Place = { address: `provider.${name}` };
    if (name !== 'oci') {
      context.problems.add(place, `is a provider that is not understood here; expected oci`);
      continue;
    }
    for (const body of asArray(configurations)) {
      if (isObject(body)) {
        checkBody(body, providerSchema(), { place, context, meta: ['alias', 'version'] });
      } else {
        context.problems.add(place, 'must be an object');
      }
    }
  }
}

/** Checks the section `variable`. */
export function checkVariables(context: CheckContext): void {
  for (const [name, body] of entriesOf(context.document, 'variable')) {
    const place: Place = { address: `variable.${name}` };
    if (!isObject(body)) {
      context.problems.add(place, 'must be an object');
      continue;
    }
    refuseUnknown(body, VARIABLE, place, context);
    const constraint = checkType(body['type'], inside(place, 'type'), context);
    checkDefault(body, constraint, inside(place, 'default'), context);
    checkPlain(body['description'], 'string', inside(place, 'description'), context);
    checkPlain(body['sensitive'], 'bool', inside(place, 'sensitive'), context);
    checkPlain(body['nullable'], 'bool', inside(place, 'nullable'), context);
    checkConditions(body['validation'], inside(place, 'validation'), context);
    // A validation may look at its own variable; that is no cycle.
    context.edges.get(place.address)?.delete(place.address);
  }
}

/** Checks the sections `locals` and `output`. */
export function checkLocalsAndOutputs(context: CheckContext): void {
  for (const [name, value] of entriesOf(context.document, 'locals')) {
    checkValue(value, 'dynamic', { address: `local.${name}` }, context);
  }
  for (const [name, body] of entriesOf(context.document, 'output')) {
    const place: Place = { address: `output.${name}` };
    if (!isObject(body)) {
      context.problems.add(place, 'must be an object');
      continue;
    }
    refuseUnknown(body, OUTPUT, place, context);
    if (!Object.hasOwn(body, 'value')) {
      context.problems.add(inside(place, 'value'), 'is required');
    }
    checkValue(body['value'], 'dynamic', inside(place, 'value'), context);
    checkPlain(body['description'], 'string', inside(place, 'description'), context);
    checkPlain(body['sensitive'], 'bool', inside(place, 'sensitive'), context);
    checkDependsOn(body['depends_on'], inside(place, 'depends_on'), context);
    checkConditions(body['precondition'], inside(place, 'precondition'), context);
  }
}

function checkType(type: unknown, place: Place, context: CheckContext): TypeConstraint | undefined {
  if (type === undefined || type === null) {
    return ANYTHING;
  }
  try {
    if (typeof type === 'string') {
      return parseTypeConstraint(type.replace(/^\$\{(.*)\}$/s, '$1'));
    }
    context.problems.add(place, `must be text; got ${JSON.stringify(type)}`);
  } catch (error) {
    if (!(error instanceof ExpressionError)) {
      throw error;
    }
    context.problems.add(place, error.message);
  }
  return undefined;
}

function checkDefault(
  body: JsonObject,
  constraint: TypeConstraint | undefined,
  place: Place,
  context: CheckContext,
): void {
  if (!Object.hasOwn(body, 'default') || constraint === undefined) {
    return;
  }
  if (body['default'] === null) {
    if (body['nullable'] === false) {
      context.problems.add(place, 'is null, which nullable forbids');
    }
    return;
  }
  try {
    convert(constraint.fill(fromPlain(body['default'])), constraint.type);
  } catch (error) {
    if (!(error instanceof ExpressionError)) {
      throw error;
    }
    context.problems.add(place, error.message);
  }
}

function refuseUnknown(body: JsonObject, known: readonly string[], place: Place, context: CheckContext): void {
  for (const name of Object.keys(body).filter((key) => !known.includes(key))) {
    context.problems.add(inside(place, name), `is not understood here${suggestion(name, known.slice(1))}`);
  }
}
