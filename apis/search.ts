import * as z from 'zod/mini';
import { defineApi } from './define-api';

/**
 * Resource Search: finds resources of the tenancy by a structured query or by free text.
 *
 * Search itself needs no permission, but its answer holds only what the function may see: `inspect` where listing is
 * enough, `read` for compute and network resources, which `inspect` does not show.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/searchpolicyreference.htm
 */
export default defineApi({
  name: 'search',
  source: __filename,
  description: 'Finds resources with the Resource Search service.',
  route: { method: 'POST', path: '/search' },
  upstream: {
    service: 'query',
    method: 'POST',
    path: '/20180409/resources',
    queryParameters: ['limit', 'page', 'tenantId'],
    // A POST that only reads.
    repeatable: true,
  },
  permissions: [
    { verb: 'inspect', resourceType: 'all-resources' },
    { verb: 'read', resourceType: 'instances' },
    { verb: 'read', resourceType: 'virtual-network-family' },
  ],
  request: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('Structured'),
      query: z.string().check(z.minLength(1)),
      matchingContextType: z.optional(z.enum(['NONE', 'HIGHLIGHTS'])),
    }),
    z.strictObject({
      type: z.literal('FreeText'),
      text: z.string().check(z.minLength(1)),
      matchingContextType: z.optional(z.enum(['NONE', 'HIGHLIGHTS'])),
    }),
  ]),
  example: { type: 'Structured', query: 'query autonomousdatabase resources' },
});
