import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { loopbackServer } from './loopback-server';

/** A request that came, whole. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request. */
export type Answerer = (request: SeenRequest, response: ServerResponse) => void;

/** The one client that the stand-in knows. */
export const CLIENT = { id: 'client-1', secret: 'planted-secret-of-the-client', token: 'planted-token.of.the-client' };

/** Answers with JSON. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answerer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** An identity domain and a gateway on the loopback until the test ends: tokens for one client, and routes that ask for one. */
export class DeployedStandIn {
  static async start(answers: { readonly token?: Answerer; readonly api?: Answerer } = {}): Promise<DeployedStandIn> {
    const seen: SeenRequest[] = [];
    const { origin } = await loopbackServer((incoming, response) => {
      void text(incoming).then((body) => {
        const { method = '', url = '', headers } = incoming;
        const request = { method, url, headers, body };
        seen.push(request);
        if (url === '/oauth2/v1/token') (answers.token ?? grant)(request, response);
        else if (headers.authorization === `Bearer ${CLIENT.token}`)
          (answers.api ?? json({ items: [] }))(request, response);
        else json({ code: 401, message: 'Unauthorized' }, 401)(request, response);
      });
    });
    return new DeployedStandIn(origin, seen);
  }

  private constructor(
    readonly url: string,
    readonly seen: readonly SeenRequest[],
  ) {}

  /** What `terraform output -json` would print of a stack that is deployed here. */
  outputs(more: Readonly<Record<string, unknown>> = {}): string {
    const values: Readonly<Record<string, unknown>> = {
      endpoint: `${this.url}/oracleapi`,
      token_url: `${this.url}/oauth2/v1/token`,
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      scope: 'https://gateway.test/invoke',
      apis: {
        search: {
          method: 'POST',
          url: `${this.url}/oracleapi/search`,
          example: '{"type":"FreeText","text":"ledger"}',
          reads_only: true,
        },
      },
      ...more,
    };
    return JSON.stringify(
      Object.fromEntries(
        Object.entries(values)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, { sensitive: name === 'client_secret', type: 'string', value }]),
      ),
    );
  }
}

/** What the domain gives to who knows the client's secret. */
function grant({ headers, body }: SeenRequest, response: ServerResponse): void {
  const expected = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;
  const form = new URLSearchParams(body);
  if (headers.authorization !== expected || form.get('grant_type') !== 'client_credentials') {
    response
      .writeHead(401)
      .end('{"error":"invalid_client","error_description":"Client authentication failed.","ecid":"x"}');
  } else {
    response.end(JSON.stringify({ access_token: CLIENT.token, token_type: 'Bearer', expires_in: 3600 }));
  }
}
