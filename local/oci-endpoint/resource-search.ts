import * as z from 'zod';
import type { InventoryItem } from './inventory';
import { parseQuery, QueryError } from './structured-query';

const SearchDetails = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Structured'),
    query: z.string().min(1),
    matchingContextType: z.enum(['NONE', 'HIGHLIGHTS']).optional(),
  }),
  z.strictObject({
    type: z.literal('FreeText'),
    text: z.string().min(1),
    matchingContextType: z.enum(['NONE', 'HIGHLIGHTS']).optional(),
  }),
]);

const MAX_LIMIT = 1000;

/** An answer of an OCI service before it becomes bytes. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const invalid = (message: string): ServiceAnswer => ({ status: 400, body: { code: 'InvalidParameter', message } });

/** `POST /20180409/resources`: answers a structured query from the inventory, a page at a time. */
export function searchResources(
  body: Uint8Array,
  parameters: URLSearchParams,
  inventory: readonly InventoryItem[],
): ServiceAnswer {
  const details = SearchDetails.safeParse(tryJson(body));
  if (!details.success)
    return invalid(`the search details are wrong: ${z.prettifyError(details.error).replaceAll('\n', ' ')}`);
  if (details.data.type === 'FreeText') return invalid('free-text search is not emulated here; use type Structured');
  const limit = Number(parameters.get('limit') ?? MAX_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    return invalid(`limit: got ${parameters.get('limit') ?? ''}; expected 1 to ${String(MAX_LIMIT)}`);
  }
  const offset = tryOffset(parameters.get('page'));
  if (offset === undefined) return invalid('page: is not a token that an answer gave as opc-next-page');

  try {
    const found = inventory.filter(parseQuery(details.data.query, inventory));
    const end = offset + limit;
    return {
      status: 200,
      body: { items: found.slice(offset, end) },
      headers: end < found.length ? { 'opc-next-page': pageToken(end) } : {},
    };
  } catch (error) {
    if (error instanceof QueryError) return invalid(error.message);
    throw error;
  }
}

function tryJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

const PAGE = /^offset:(\d+)$/;
const pageToken = (offset: number): string => Buffer.from(`offset:${String(offset)}`).toString('base64url');

function tryOffset(page: string | null): number | undefined {
  if (page === null) return 0;
  const [, digits] = PAGE.exec(Buffer.from(page, 'base64url').toString()) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
