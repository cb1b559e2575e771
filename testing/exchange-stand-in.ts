import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that was asked. */
export interface Asked {
  readonly url: string;
  readonly authorization: string;
  readonly form: URLSearchParams;
}

/** GitHub's issuer of tokens, and the identity domain. */
export class ExchangeStandIn {
  readonly asked: Asked[] = [];
  status = 200;
  answer: unknown;
  issuerStatus = 200;
  issuerAnswer: unknown;
  private readonly server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { url = '', headers } = request;
      this.asked.push({ url, authorization: headers.authorization ?? '', form: new URLSearchParams(body) });
      const isIssuer = url.startsWith('/issuer');
      response.statusCode = isIssuer ? this.issuerStatus : this.status;
      if (response.statusCode === 307) response.setHeader('location', `${this.origin}/elsewhere`);
      const answer = isIssuer ? this.issuerAnswer : this.answer;
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get host(): string {
    return `127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  /** Where a job of GitHub asks for its token. */
  get runner(): NodeJS.ProcessEnv {
    return {
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token-of-the-runner',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.origin}/issuer?v=1`,
    };
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
