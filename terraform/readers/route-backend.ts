import type { RouteBackend, StockResponseBackend } from '../model/deployment';
import type { BlockReader } from './block-reader';

const KNOWN = ['ORACLE_FUNCTIONS_BACKEND', 'STOCK_RESPONSE_BACKEND'];
const MAX_BODY_BYTES = 4096;
const MAX_HEADERS = 50;

/** Reads the `backend` of a route. */
export function readBackend(route: BlockReader): RouteBackend {
  const backend = route.block('backend');
  const type = backend?.optionalText('type')?.toUpperCase();
  if (backend === undefined || type === undefined || !KNOWN.includes(type)) {
    backend?.abandon('type', `${type ?? 'what it is'} is not understood here yet; expected ${KNOWN.join(' or ')}`);
    return { type: 'ORACLE_FUNCTIONS_BACKEND', functionId: '' };
  }
  return type === 'STOCK_RESPONSE_BACKEND'
    ? readStockResponse(backend)
    : { type: 'ORACLE_FUNCTIONS_BACKEND', functionId: backend.text('function_id') };
}

function readStockResponse(backend: BlockReader): StockResponseBackend {
  const status = backend.optionalNumber('status');
  const body = backend.optionalText('body') ?? '';
  const bytes = Buffer.byteLength(body, 'utf8');
  const headers = backend.blocks('headers');
  backend.demand('status');
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
    backend.problem('status', `must be from 200 to 599 to be answered here; got ${status}`);
  }
  if (bytes > MAX_BODY_BYTES) {
    backend.problem('body', `must not have more than ${MAX_BODY_BYTES} bytes; got ${bytes}`);
  }
  if (headers.length > MAX_HEADERS) {
    backend.problem('headers', `must not be more than ${MAX_HEADERS}; got ${headers.length}`);
  }
  return { type: 'STOCK_RESPONSE_BACKEND', status: status ?? 200, body, headers: headers.map(readHeader) };
}

function readHeader(reader: BlockReader): { name: string; value: string } {
  const name = reader.text('name');
  const value = reader.text('value');
  if (reader.has('name') && !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    reader.problem('name', `is not the name of a header; got ${JSON.stringify(name)}`);
  }
  if (/[\r\n\0]/.test(value)) {
    reader.problem('value', `must be one line; got ${JSON.stringify(value)}`);
  }
  return { name, value };
}
