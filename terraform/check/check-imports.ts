import { asArray, blocksOf, isObject } from '../document';
import type { JsonObject } from '../document';
import { suggestion } from '../nearest';
import { inside } from '../place';
import type { Place } from '../place';
import { checkProvider } from './check-meta';
import { checkValue } from './check-value';
import type { CheckContext } from './context';

const IMPORT = ['to', 'id', 'provider'];

/**
 * Checks the section `import`: what exists already and is taken over by a resource of the document.
 *
 * What is imported shows in Terraform's state alone, so the resource is read like any other.
 */
export function checkImports(context: CheckContext): void {
  const taken = new Set<string>();
  asArray(context.document['import'] ?? []).forEach((block, i) => {
    const place: Place = inside({ address: 'import' }, i);
    if (!isObject(block)) {
      context.problems.add(place, 'must be an object');
      return;
    }
    for (const name of Object.keys(block).filter((key) => !IMPORT.includes(key) && key !== '//')) {
      context.problems.add(inside(place, name), `is not understood here${suggestion(name, IMPORT)}`);
    }
    checkTarget(block, place, taken, context);
    if (block['id'] === undefined || block['id'] === null || block['id'] === '') {
      context.problems.add(inside(place, 'id'), 'is required');
    }
    checkValue(block['id'], 'string', inside(place, 'id'), context);
    checkProvider(block['provider'], inside(place, 'provider'), context);
  });
}

function checkTarget({ to }: JsonObject, place: Place, taken: Set<string>, context: CheckContext): void {
  const at = inside(place, 'to');
  if (typeof to !== 'string') {
    context.problems.add(at, to === undefined ? 'is required' : 'must be the address of a resource');
    return;
  }
  const managed = blocksOf(context.document).filter(({ mode }) => mode === 'managed');
  const addresses = managed.map(({ address }) => address);
  if (!addresses.includes(to)) {
    context.problems.add(at, `names ${to}, which is no resource of the document${suggestion(to, addresses)}`);
  } else if (taken.has(to)) {
    context.problems.add(at, `names ${to}, which another import names`);
  }
  taken.add(to);
}
