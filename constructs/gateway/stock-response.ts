import type { ApigatewayDeploymentSpecificationRoutesBackend } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { Token } from 'cdktf';
import { verbatim } from './context-variable';
import { isHeaderName } from './header-name';
import { isWholeBetween } from '../prop-error';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

const MAX_BODY_BYTES = 4096;
const MAX_HEADERS = 50;
const MAX_NAME_BYTES = 1024;
const MAX_VALUE_BYTES = 4096;
const MAX_ALL_HEADERS_BYTES = 4096;

/**
 * An answer that a gateway gives by itself.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayaddingstockresponses.htm
 */
export interface StockResponse {
  /** 100 to 599. */
  readonly status: number;
  /**
   * 4096 bytes at most. Anyone who may read the deployment may read it: no place for a secret.
   *
   * @default - none
   */
  readonly body?: string;
  /**
   * By name, 50 and 4096 bytes at most.
   *
   * @default - none
   */
  readonly headers?: Readonly<Record<string, string>>;
}

const STOCK_RESPONSE: PropNames<StockResponse> = {
  status: true,
  body: true,
  headers: true,
};

/** Notes what is wrong with a stock response. */
export function checkStockResponse(checks: PropChecks, response: StockResponse): void {
  checks.known(response, STOCK_RESPONSE, 'backend');
  const { status, body = '', headers = {} } = response;
  const names = Object.keys(headers);
  const badName = names.find((name) => !isHeaderName(name) || bytes(name) > MAX_NAME_BYTES);
  const badValue = names.find((name) => !isValue(headers[name] ?? ''));
  checks
    .expect(isWholeBetween(status, 100, 599), {
      prop: 'backend.status',
      wrong: 'is not a status of HTTP',
      got: status,
      expected: '100 to 599',
    })
    .expect(Token.isUnresolved(body) || bytes(body) <= MAX_BODY_BYTES, {
      prop: 'backend.body',
      wrong: 'is longer than a stock response may be',
      got: `${String(bytes(body))} bytes`,
      expected: `at most ${String(MAX_BODY_BYTES)} bytes`,
    })
    .expect(names.length <= MAX_HEADERS, {
      prop: 'backend.headers',
      wrong: 'has more entries than a stock response takes',
      got: names.length,
      expected: `at most ${String(MAX_HEADERS)}`,
    })
    .expect(badName === undefined, {
      prop: 'backend.headers',
      wrong: 'has an entry that is not the name of a header',
      got: badName,
      expected: `names of at most ${String(MAX_NAME_BYTES)} bytes`,
    })
    .expect(badValue === undefined, {
      prop: `backend.headers.${String(badValue)}`,
      wrong: 'is not the value of a header',
      got: headers[badValue ?? ''],
      expected: `one line of at most ${String(MAX_VALUE_BYTES)} bytes`,
    })
    .expect(Token.isUnresolved(headers) || bytes(JSON.stringify(headers)) <= MAX_ALL_HEADERS_BYTES, {
      prop: 'backend.headers',
      wrong: 'are longer than those of a stock response may be',
      got: `${String(bytes(JSON.stringify(headers)))} bytes`,
      expected: `at most ${String(MAX_ALL_HEADERS_BYTES)} bytes as JSON`,
    });
}

/** What the route's `backend` holds. */
export function stockResponseBlock({
  status,
  body,
  headers = {},
}: StockResponse): ApigatewayDeploymentSpecificationRoutesBackend {
  const fields = Object.entries(headers).map(([name, value]) => ({ name, value: verbatim(value) }));
  return {
    type: 'STOCK_RESPONSE_BACKEND',
    status,
    body: body === undefined ? undefined : verbatim(body),
    headers: fields.length === 0 ? undefined : fields,
  };
}

function isValue(value: string): boolean {
  return Token.isUnresolved(value) || (!/[\r\n\0]/.test(value) && bytes(value) <= MAX_VALUE_BYTES);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
