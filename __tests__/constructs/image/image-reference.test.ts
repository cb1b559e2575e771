import { isReference, namesHost, namesVersion } from '../../../constructs/image/image-reference';
import { parseReference } from '../../../image/reference';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

/** Whether the pusher can read it. */
function isPushable(text: string): boolean {
  try {
    parseReference(text);
    return true;
  } catch {
    return false;
  }
}

describe('a reference', () => {
  test.each([
    'node',
    'node:24',
    'docker.io/fnproject/node:24',
    'localhost/node',
    'localhost:5000/node:24',
    '127.0.0.1:5000/a/b/c:1',
    'ocir.eu-zurich-1.oci.oraclecloud.com/ns/oracleapi/search:0123456789abcdef',
    `r.test/node@${DIGEST}`,
    `r.test/node:24@${DIGEST}`,
    'r.test/a__b/c--d:_x.Y-z',
    'R.Test/node:24',
  ])('is one at synth and for the push: %s', (text) => {
    expect([isReference(text), isPushable(text)]).toEqual([true, true]);
  });

  test.each([
    '',
    ' ',
    'Bad Ref',
    'r.test/Upper:1',
    'r.test/node:',
    'r.test/node: 24',
    'r.test/node:a/b:c:',
    'r.test//node',
    'r.test/node/',
    'r.test/node@',
    'r.test/node@sha256:0',
    'https://r.test/node:24',
    '${var.base}',
    'a@b',
    `r.test/a@${DIGEST}@b`,
    'r.test:99999/a:1',
    '1.2.3.4.5/a:1',
    '[:::]/a:1',
  ])('is none at synth and for the push: %j', (text) => {
    expect([isReference(text), isPushable(text)]).toEqual([false, false]);
  });

  test.each([
    ['node:24', false, true],
    ['oracleapi/search', false, false],
    ['r.test/search', true, false],
    ['r.test:443/search', true, false],
    ['localhost/search:1', true, true],
    [`r.test/search@${DIGEST}`, true, true],
  ])('%s names a registry: %p, and a version: %p', (text, host, version) => {
    expect([namesHost(text), namesVersion(text)]).toEqual([host, version]);
  });
});
