import fs from 'node:fs';
import { createPublicKey, verify } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { decodeJwt } from 'jose';
import search from '../../../apis/search';
import type { Hop } from '../../../local';
import { bundleFunction } from '../../../testing/function-bundle';
import { json, startUpstream } from '../../../testing/function-upstream';
import type { ReceivedRequest, TestUpstream } from '../../../testing/function-upstream';
import { localRunner } from '../../../testing/local-runner';
import type { LocalRunner } from '../../../testing/local-runner';
import { scratch } from '../../../testing/scratch';

const ANSWER = { items: [{ displayName: 'müller' }] };

let code: string;
beforeAll(() => {
  code = fs.readFileSync(bundleFunction(scratch('real-bundle')).file, 'utf8');
});

let upstream: TestUpstream;
let local: LocalRunner;
let hops: Hop[];
beforeEach(async () => {
  hops = [];
  upstream = await startUpstream(json(ANSWER, 200, { 'opc-next-page': 'two' }));
  local = localRunner(code, { upstreamEndpoint: () => upstream.url, onHop: (hop) => hops.push(hop) });
});
afterEach(async () => {
  await local.runner.close();
  await upstream.close();
});

/** Checks the signature with the key that the token in its own key id names. */
function isSigned({ method, target, headers }: ReceivedRequest): boolean {
  const field = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(headers.authorization ?? '')?.[1] ?? '';
  const lines = field('headers')
    .toLowerCase()
    .split(' ')
    .map((name) =>
      name === '(request-target)'
        ? `${name}: ${method.toLowerCase()} ${target}`
        : `${name}: ${String(headers[name] ?? '')}`,
    );
  const jwk = JSON.parse(String(decodeJwt(field('keyId').replace(/^ST\$/, '')).jwk)) as JsonWebKey;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return verify('rsa-sha256', Buffer.from(lines.join('\n')), key, Buffer.from(field('signature'), 'base64'));
}

describe('the bundle that ships, in the runner', () => {
  test('answers with what the upstream says to a request signed with the session it was given', async () => {
    const response = await local.invoke(search.example);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(ANSWER);
    expect(response.headers.get('opc-next-page')).toBe('two');
    expect(upstream.requests.map(isSigned)).toEqual([true]);
    expect(hops.map(({ hop, ok }) => ({ hop, ok }))).toEqual([
      { hop: 'function', ok: true },
      { hop: 'function', ok: true },
    ]);
  });

  test('refuses a body that breaks the schema, and calls no upstream', async () => {
    const response = await local.invoke({ type: 'Nothing' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'InvalidRequest', requestId: 'customer/TRACE' });
    expect(upstream.requests).toHaveLength(0);
  });
});
