import * as z from 'zod/mini';
import type { Api } from '../apis';

const COMMON = {
  source: __filename,
  description: 'An API of a test.',
  permissions: [{ verb: 'read', resourceType: 'buckets' }],
} as const;

/** A POST that must not be sent twice. */
export const CREATE = {
  ...COMMON,
  name: 'create',
  route: { method: 'POST', path: '/buckets' },
  upstream: { service: 'buckets', method: 'POST', path: '/20200101/buckets' },
  request: z.strictObject({ name: z.string() }),
  example: { name: 'one' },
} satisfies Api;

/** A POST that only reads. */
export const QUERY = {
  ...CREATE,
  name: 'query',
  upstream: { ...CREATE.upstream, repeatable: true },
} satisfies Api;

/** A GET with a path parameter, query parameters and a header. */
export const READ = {
  ...COMMON,
  name: 'read',
  route: { method: 'GET', path: '/buckets/{name}' },
  upstream: {
    service: 'buckets',
    method: 'GET',
    path: '/20200101/b/{name}/details',
    queryParameters: ['fields', 'limit'],
    requestHeaders: ['if-match', 'Authorization', 'cookie', 'opc-obo-token', 'host'],
  },
  request: z.strictObject({}),
  example: {},
} satisfies Api;

/** The same API with transforms. */
export function transformed(transforms: Pick<Api, 'transformRequest' | 'transformResponse'>): Api {
  return { ...CREATE, ...transforms };
}
