import fs from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, '..', '..', 'constructs');
const sources = fs
  .readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => fs.readFileSync(path.join(FOLDER, name), 'utf8'))
  .join('\n');

/** What users hand over, by the name that it is exported by. */
const exported = [
  ...new Set(
    [...fs.readFileSync(path.join(FOLDER, 'index.ts'), 'utf8').matchAll(/\b\w+(?:Props|Options)\b/g)].map(
      ([name]) => name,
    ),
  ),
].filter((name) => new RegExp(`(interface|type) ${name}\\b`).test(sources));

/** What has no table of its own, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  BundleOptions: 'the constructs themselves hand it over',
  BundlingOptions: 'its table says of what kind each is, too: BUNDLING_OPTIONS',
  CertificateOptions: 'the constructs themselves hand it over',
  FunctionAccessOptions: 'the constructs themselves hand it over',
  IdcsJwtOptions: 'it is part of IdcsJwtAuthProps',
};

test('there are some', () => {
  expect(exported.length).toBeGreaterThan(40);
});

test.each(exported)('every name that %s has stands in a table that synth looks into', (name) => {
  expect([name, sources.includes(`PropNames<${name}>`)]).toEqual([name, !(name in WITHOUT)]);
});
