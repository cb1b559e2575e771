import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Hand-made functions that speak Fn's socket contract with node alone, and do as the call's body says. */
export const OBEDIENT = `
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const path = require('node:path');
const link = process.env.FN_LISTENER.slice('unix:'.length);
const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const order = body.startsWith('{') ? JSON.parse(body) : {};
    if (order.connect) net.connect(order.connect).on('error', () => {});
    if (order.print) console.log(order.print);
    if (order.exit !== undefined) process.exit(order.exit);
    if (order.hang) return;
    const seen = {
      method: request.method, url: request.url, headers: request.headers, body, pid: process.pid,
      environment: process.env, token: fs.readFileSync(process.env.OCI_RESOURCE_PRINCIPAL_RPST, 'utf8'),
      key: fs.readFileSync(process.env.OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM, 'utf8'), folder: path.dirname(link),
    };
    setTimeout(() => {
      response.writeHead(order.status ?? 200, { 'content-type': 'application/json', ...order.headers });
      response.end(order.bytes ? 'x'.repeat(order.bytes) : JSON.stringify(seen));
    }, order.wait ?? 0);
  });
});
server.listen(link + '.tmp', () => fs.symlinkSync(path.basename(link) + '.tmp', link));
`;

/** What {@link OBEDIENT} answers when it is told nothing else. */
export interface SeenByFunction {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly pid: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly token: string;
  readonly key: string;
  /** The container's private folder. */
  readonly folder: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Writes a bundle among the assets of a stack folder, as synth does; returns its image reference. */
export function writeBundle(
  stackDirectory: string,
  code: string,
  manifest: Readonly<Record<string, unknown>> = {},
): { image: string; folder: string } {
  const text = JSON.stringify({
    base: 'fnproject/node:24',
    entrypoint: ['node', '/function/func.js'],
    platform: 'linux/amd64',
    files: { 'func.js': sha256(code) },
    ...manifest,
  });
  const tag = sha256(text).slice(0, 16);
  const folder = path.join(stackDirectory, 'assets', 'Image', tag);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'func.js'), code);
  fs.writeFileSync(path.join(folder, 'image.json'), text);
  const api = {
    name: 'obedient',
    description: 'Does as it is told.',
    route: { method: 'POST', path: '/orders' },
    upstream: { service: 'query', method: 'POST', path: '/20180409/resources' },
    example: {},
  };
  fs.writeFileSync(path.join(folder, 'api.json'), JSON.stringify(api));
  return { image: `fra.ocir.io/namespace/obedient:${tag}`, folder };
}
