import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDocument, readDocument } from '../../terraform';
import { changed, problemsOf, wholeDocument } from '../../testing/document-fixture';

describe('the file', () => {
  test('is read when it is in order', () => {
    expect(problemsOf(wholeDocument())).toEqual([]);
  });

  test('must be there', () => {
    const directory = mkdtempSync(join(tmpdir(), 'document-'));
    expect(() => readDocument(directory)).toThrow(`cdk.tf.json: is not in ${directory}. Synthesize the stack first`);
    rmSync(directory, { recursive: true });
  });

  test('must be JSON', () => {
    expect(problemsOf('{')[0]).toMatch(/^cdk\.tf\.json: is not JSON: /);
  });

  test('must be an object', () => {
    expect(problemsOf('[]')).toEqual(['cdk.tf.json: is not a JSON object']);
  });
});

describe('the sections', () => {
  test.each(['module', 'moved', 'check', 'removed', 'ephemeral'])('%s is refused by name', (section) => {
    expect(problemsOf(changed(section, {}))).toEqual([
      expect.stringContaining(`${section}: is a section that is not understood here`) as string,
    ]);
  });

  test('a misspelt section gets a suggestion', () => {
    expect(problemsOf(changed('resources', {}))[0]).toContain('did you mean resource?');
  });

  test('a section must be an object', () => {
    expect(problemsOf(changed('output', []))).toEqual(['output: must be an object']);
  });

  test('comments and a backend are accepted', () => {
    const document = changed('terraform.backend', { local: { path: 'x' } }, changed('//', { metadata: {} }));
    expect(problemsOf(document)).toEqual([]);
  });
});

describe('the providers', () => {
  const required = 'terraform.required_providers';

  test('another source of oci is refused', () => {
    expect(problemsOf(changed(`${required}.oci.source`, 'hashicorp/oci'))).toEqual([
      'terraform.required_providers.oci.source: must be oracle/oci; got "hashicorp/oci"',
    ]);
  });

  test('the source may name the registry', () => {
    expect(problemsOf(changed(`${required}.oci.source`, 'registry.terraform.io/oracle/oci'))).toEqual([]);
  });

  test('another provider is refused by name', () => {
    const document = changed('provider.null', [{}], changed(`${required}.null`, { source: 'hashicorp/null' }));
    expect(problemsOf(document)).toEqual([
      'terraform.required_providers.null: is a provider that is not understood here; expected oracle/oci',
      'provider.null: is a provider that is not understood here; expected oci',
    ]);
  });

  test('readStack demands a source, checkDocument does not', () => {
    const document = changed('terraform', undefined);
    expect(problemsOf(document)).toEqual(['terraform.required_providers.oci: is required, with source oracle/oci']);
    expect(checkDocument(document)).toEqual([]);
  });

  test('a configuration is checked against the schema', () => {
    expect(problemsOf(changed('provider.oci', [{ regoin: 'x' }]))).toEqual([
      'provider.oci.regoin: is not known to the provider; did you mean region?',
    ]);
  });

  test('a block may name a configuration that is there only', () => {
    const aliased = changed('provider.oci', [{}, { alias: 'home' }]);
    const path = 'resource.oci_functions_application.A.provider';
    expect(problemsOf(changed(path, 'oci.home', aliased))).toEqual([]);
    expect(problemsOf(changed(path, 'oci.away', aliased))).toEqual([
      'oci_functions_application.A.provider: must name a provider configuration; got "oci.away"',
    ]);
  });
});
