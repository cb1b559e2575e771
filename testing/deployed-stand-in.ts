import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

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

const running: DeployedStandIn[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

/** An identity domain and a gateway on the loopback until the test ends: tokens for one client, and routes that ask for one. */
export class DeployedStandIn {
  static async start(answers: { readonly token?: Answerer; readonly api?: Answerer } = {}): Promise<DeployedStandIn> {
    const seen: SeenRequest[] = [];
    const server = createServer((incoming, response) => {
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
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const stop = (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      });
    const started = new DeployedStandIn(`http://127.0.0.1:${String(port)}`, seen, stop);
    running.push(started);
    return started;
  }

  private constructor(
    readonly url: string,
    readonly seen: readonly SeenRequest[],
    readonly stop: () => Promise<void>,
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
