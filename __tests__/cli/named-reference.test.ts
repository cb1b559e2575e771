import { InvalidArgumentError } from 'commander';
import { namedReference } from '../../cli/arguments';

describe('the image of a function', () => {
  test.each([
    'ocir.eu-frankfurt-1.oci.oraclecloud.com/ns/oracleapi/search:0123',
    'ocir.us-gov-ashburn-1.oci.oraclegovcloud.com/ns/search:1',
    'fra.ocir.io/ns/search:1',
    'eu-frankfurt-1.ocir.io/ns/search:1',
  ])('is taken of %s', (value) => {
    expect(namedReference(`search=${value}`, [])).toEqual([{ name: 'search', value }]);
  });

  test('comes after those that are there', () => {
    const first = { name: 'a', value: 'fra.ocir.io/ns/a:1' };
    expect(namedReference('b=fra.ocir.io/ns/b:1', [first])).toEqual([
      first,
      { name: 'b', value: 'fra.ocir.io/ns/b:1' },
    ]);
  });

  test.each([
    'docker.io',
    'localhost:5000',
    'ghcr.io',
    'ocir.io',
    'fra.ocir.io.example.com',
    'ocir.eu-frankfurt-1.oci.example.com',
    'evil-fra.example.ocir.io',
  ])('is not taken of %s', (host) => {
    expect(() => namedReference(`search=${host}/ns/search:1`, [])).toThrow(
      new InvalidArgumentError(
        `${host} is not Oracle's registry, and Functions takes images of no other. Expected ocir.<region>.oci.oraclecloud.com, that of the function's region.`,
      ),
    );
  });

  test.each(['search', 'search=fra.ocir.io/ns/search', 'fra.ocir.io/ns/search:1', 'search=fra.ocir.io:1'])(
    'is not taken of %s',
    (text) => {
      expect(() => namedReference(text, [])).toThrow(
        new InvalidArgumentError('expected NAME=<registry host>/<namespace>/<repository>:<tag>.'),
      );
    },
  );
});
