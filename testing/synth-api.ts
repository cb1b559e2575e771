import path from 'node:path';
import * as z from 'zod/mini';
import { defineApi } from '../apis';
import type { Api } from '../apis';

/** An API for tests of constructs; what matters to a test is given, the rest is filled in. */
export function testApi(given: Partial<Api> = {}): Api {
  return defineApi({
    name: 'list-buckets',
    source: path.join(__dirname, '..', 'apis', 'search.ts'),
    description: 'Lists buckets.',
    route: { method: 'POST', path: '/buckets' },
    upstream: { service: 'objectstorage', method: 'POST', path: '/20160918/buckets' },
    permissions: [{ verb: 'inspect', resourceType: 'buckets' }],
    request: z.object({ namespace: z.string() }),
    example: { namespace: 'acme' },
    ...given,
  });
}
