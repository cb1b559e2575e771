import { isDeepStrictEqual } from 'node:util';
import type { Block } from '../blocks';
import { masked } from '../secrets';
import { items } from './items';
import type { Attributes } from './items';

/** Whose providers need no word. */
const KNOWN_PROVIDER = /^(oracle|hashicorp)\//;

/** What a deploy runs that it did not run before, and where its state goes. */
export function deployTimeNotes(before: Block | undefined, after: Block): readonly string[] {
  const [old, next] = [before?.attributes ?? {}, after.attributes];
  if (after.mode === 'managed') return provisioners(old, next);
  if (after.type === 'module') return modules(old, next);
  if (after.type !== 'terraform') return [];
  return [...providers(old, next), ...(before === undefined ? [] : states(old, next))];
}

function provisioners({ provisioner: old }: Attributes, { provisioner: next }: Attributes): readonly string[] {
  if (isDeepStrictEqual(items(old), items(next))) return [];
  const kinds = [...new Set(items(next).flatMap((one) => Object.keys(one)))];
  return kinds.map((kind) => `a deploy runs its ${kind}`);
}

function modules(old: Attributes, next: Attributes): readonly string[] {
  if (old['source'] === next['source'] && old['version'] === next['version']) return [];
  return [`what the module holds is not in this diff: ${String(masked(next['source'], false))}`];
}

function providers(old: Attributes, next: Attributes): readonly string[] {
  const known = new Set(sources(old));
  return sources(next)
    .filter((source) => !known.has(source) && !KNOWN_PROVIDER.test(source))
    .map((source) => `a deploy runs the provider ${source}`);
}

function sources({ required_providers: required }: Attributes): readonly string[] {
  return items(required)
    .flatMap((providers) => items(Object.values(providers)))
    .map(({ source }) => source)
    .filter((source) => typeof source === 'string');
}

function states(old: Attributes, next: Attributes): readonly string[] {
  const same = ['backend', 'cloud'].every((name) => isDeepStrictEqual(items(old[name]), items(next[name])));
  return same ? [] : ['the state is kept elsewhere, and the secrets in it'];
}
