import { ImageError } from '../../image/image-error';
import { describeReference, parseReference, parseTarget } from '../../image/reference';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('a reference', () => {
  test.each([
    ['docker.io/fnproject/node:24', { host: 'registry-1.docker.io', repository: 'fnproject/node', tag: '24' }],
    ['fnproject/node:24', { host: 'registry-1.docker.io', repository: 'fnproject/node', tag: '24' }],
    ['node', { host: 'registry-1.docker.io', repository: 'library/node' }],
    [
      'ocir.eu-frankfurt-1.oci.oraclecloud.com/ns/oracleapi/search:0123',
      { host: 'ocir.eu-frankfurt-1.oci.oraclecloud.com', repository: 'ns/oracleapi/search', tag: '0123' },
    ],
    ['127.0.0.1:5000/a/b', { host: '127.0.0.1:5000', repository: 'a/b' }],
    ['localhost/a', { host: 'localhost', repository: 'a' }],
    [
      `docker.io/fnproject/node@${DIGEST}`,
      { host: 'registry-1.docker.io', repository: 'fnproject/node', digest: DIGEST },
    ],
    [`r.test/a:1@${DIGEST}`, { host: 'r.test', repository: 'a', tag: '1', digest: DIGEST }],
  ])('is read: %s', (text, expected) => {
    expect(parseReference(text)).toEqual(expected);
  });

  test.each(['', 'r.test/A', 'r.test/a:', 'r.test/a:b/c', 'r.test/../a', 'r.test/a@sha256:1', 'r.test/a b', '-/a:x:y'])(
    'is refused: %p',
    (text) => {
      expect(() => parseReference(text)).toThrow(ImageError);
    },
  );

  test.each(['r.test:443/a', 'r.test/a', 'R.Test/a'])('has the host as its address has it: %s', (text) => {
    expect(parseReference(text).host).toBe('r.test');
  });

  test('is written as people know it', () => {
    expect(describeReference(parseReference(`node:24@${DIGEST}`))).toBe(`docker.io/library/node:24@${DIGEST}`);
  });
});

describe('a place to push to', () => {
  test('is a host and a repository', () => {
    expect(parseTarget('r.test/ns/a')).toEqual({ host: 'r.test', repository: 'ns/a' });
    expect(parseTarget('localhost/a')).toEqual({ host: 'localhost', repository: 'a' });
  });

  test.each(['r.test/ns/a:v1', `r.test/ns/a@${DIGEST}`, 'ns/a', 'a', 'r.test'])('is not %s', (text) => {
    expect(() => parseTarget(text)).toThrow(
      `${JSON.stringify(text)} is no place to push to; expected <host>/<repository>, without a tag: the tag is a hash of the content.`,
    );
  });
});
