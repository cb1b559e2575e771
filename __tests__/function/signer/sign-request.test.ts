import { createPrivateKey } from 'node:crypto';
import fc from 'fast-check';
import { DefaultRequestSigner } from 'oci-common';
import type { AuthenticationDetailsProvider, HttpRequest } from 'oci-common';
import { contentOf } from '../../../function/signer/content';
import { maskedSigningString } from '../../../function/signer/masked-signing-string';
import { signRequest } from '../../../function/signer/sign-request';
import { signedFields } from '../../../function/signer/signed-fields';
import { testSession } from '../../../testing/function-session';

const DATE = new Date('2026-03-01T10:20:30Z');
const session = testSession();
const key = { keyId: session.keyId, privateKey: createPrivateKey(session.key) };

const provider: AuthenticationDetailsProvider = {
  getKeyId: () => Promise.resolve(key.keyId),
  getPrivateKey: () => session.key,
  getPassphrase: () => null,
};
const oracle = new DefaultRequestSigner(provider);

const methods = fc.constantFrom('GET', 'HEAD', 'DELETE', 'POST', 'PUT', 'PATCH');
const segments = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }).map(encode), { maxLength: 4 });
const queries = fc.array(
  fc.tuple(
    fc.constantFrom('a', 'a', 'limit', 'x y', 'ü'),
    fc.option(fc.string({ unit: 'grapheme', maxLength: 12 }), { nil: undefined }),
  ),
  { maxLength: 4 },
);
const bodies = fc.option(fc.string({ unit: 'grapheme', maxLength: 300 }), { nil: undefined });

function encode(text: string): string {
  return encodeURIComponent(text);
}

function target(parts: string[], query: [string, string | undefined][]): string {
  const pairs = query.map(([name, value]) => (value === undefined ? encode(name) : `${encode(name)}=${encode(value)}`));
  const url = new URL(`https://query.eu-frankfurt-1.oci.oraclecloud.com/20180409/${parts.join('/')}`);
  url.search = pairs.join('&');
  return url.pathname + url.search;
}

async function signedByOracle(method: string, host: string, path: string, body?: string): Promise<string> {
  const headers = new Headers({ 'x-date': DATE.toUTCString() });
  const request = { method, uri: `https://${host}${path}`, headers, body } as unknown as HttpRequest;
  await oracle.signHttpRequest(request);
  return headers.get('authorization') ?? '';
}

function headersInLowerCase(authorization: string): string {
  return authorization.replace(/headers="[^"]*"/, (headers) => headers.toLowerCase());
}

describe('signRequest', () => {
  it("gives the signature of Oracle's own signer for every method, target and body", async () => {
    await fc.assert(
      fc.asyncProperty(methods, segments, queries, bodies, async (method, parts, query, body) => {
        const host = 'query.eu-frankfurt-1.oci.oraclecloud.com';
        const path = target(parts, query);
        const content = body === undefined ? undefined : contentOf(Buffer.from(body));

        const { authorization = '' } = signRequest({ method, host, target: path, content }, key, DATE);

        expect(authorization).toBe(headersInLowerCase(await signedByOracle(method, host, path, body)));
      }),
      { numRuns: 2000, seed: 20180409 },
    );
  });

  it.each(['GET', 'HEAD', 'DELETE'])('signs no content with %s', (method) => {
    const headers = signRequest({ method, host: 'h', target: '/', content: contentOf(Buffer.from('x')) }, key, DATE);

    expect(Object.keys(headers)).toEqual(['x-date', 'host', 'authorization']);
  });

  it('signs an empty body as one', () => {
    const headers = signRequest({ method: 'POST', host: 'h', target: '/' }, key, DATE);

    expect(headers).toMatchObject({
      'content-length': '0',
      'content-type': 'application/json',
      'x-content-sha256': '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    });
  });

  it('leaves the request as it was', () => {
    const request = Object.freeze({
      method: 'POST',
      host: 'h',
      target: '/a%2Fb?c=&c=%20',
      content: contentOf(Buffer.from('x')),
    });
    const before = structuredClone(request);

    signRequest(request, key, DATE);

    expect(structuredClone(request)).toEqual(before);
  });
});

describe('maskedSigningString', () => {
  it('keeps what a mismatch is looked for in, and leaves out query values and the digest', () => {
    const content = contentOf(Buffer.from('secret'));
    const fields = signedFields({ method: 'POST', host: 'h', target: '/a?b=secret&c=', content }, DATE);

    const text = maskedSigningString(fields);

    expect(text).toContain('(request-target): post /a?b=…&c=…');
    expect(text).toContain('host: h');
    expect(text).not.toContain('secret');
    expect(text).not.toContain(content.sha256);
  });
});
