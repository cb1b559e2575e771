import fs from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import { namedReference, port, region, stackFolder } from '../../cli/arguments';
import { scratch } from '../../testing/scratch';

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

describe("a synthesized stack's folder", () => {
  const out = scratch('cdktf.out');
  const folder = path.join(out, 'stacks', 'shop');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'cdk.tf.json'), '{}');

  test('is taken, and its document stands for it', () => {
    expect(stackFolder(folder)).toBe(folder);
    expect(stackFolder(path.join(folder, 'cdk.tf.json'))).toBe(folder);
  });

  test('is named where the folder of all stacks was', () => {
    expect(() => stackFolder(out)).toThrow(
      `expected the folder of a synthesized stack: it has no cdk.tf.json. There is ${folder}.`,
    );
  });

  test.each(['/nowhere', '', '/nowhere/cdk.tf.json'])('is not %p', (text) => {
    expect(() => stackFolder(text)).toThrow(
      'expected the folder of a synthesized stack: it has no cdk.tf.json. Run npm run synth.',
    );
  });
});

describe('a port', () => {
  test.each(['0', '8080', '65535'])('is %s', (text) => {
    expect(port(text)).toBe(Number(text));
  });

  test.each(['', ' ', '0x10', '1e3', '-1', '1.5', '65536', 'http'])('is not %p', (text) => {
    expect(() => port(text)).toThrow(InvalidArgumentError);
  });
});

describe('a region', () => {
  test.each(['eu-frankfurt-1', 'us-gov-ashburn-1', 'me-dcc-muscat-1'])('is %s', (text) => {
    expect(region(text)).toBe(text);
  });

  test.each(['', 'xx', 'eu-frankfurt', 'eu-frankfurt-1.evil.test', 'EU-FRANKFURT-1'])('is not %p', (text) => {
    expect(() => region(text)).toThrow('expected a region, for example eu-frankfurt-1.');
  });
});
