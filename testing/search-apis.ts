import path from 'node:path';
import { search } from '../apis';
import type { Api } from '../apis';

/**
 * APIs whose upstream the local cloud answers: the first is Resource Search, the others are twins of it at routes of their own.
 * A twin's function is bundled from the same declaration, so its route is the only thing that differs.
 */
export function searchApis(count: number): readonly [Api, ...Api[]] {
  return [search, ...Array.from({ length: count - 1 }, (_, index) => twin(index + 2))];
}

function twin(number: number): Api {
  return {
    ...search,
    name: `search-${String(number)}`,
    source: path.join(__dirname, '..', 'apis', 'search.ts'),
    route: { method: 'POST', path: `/search-${String(number)}` },
  };
}
