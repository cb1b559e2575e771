import fs from 'node:fs';
import path from 'node:path';
import { Consumer, packPackage, registryAnswers } from '../../testing/consumer';
import { synthesizeInto } from '../../testing/default-stack';
import { scratch } from '../../testing/scratch';

const DOCUMENT = 'cdktf.out/stacks/oracleapi/cdk.tf.json';

/** What docs/as-a-library.md tells a new project to write. */
const MAIN = documented('## The whole stack');

const OWN_API = `import * as z from 'zod/mini';
import { defineApi } from 'cdktf-oci-signed-api/apis';
export default defineApi({
  name: 'usage',
  source: __filename,
  description: 'Summarizes cost and usage.',
  route: { method: 'POST', path: '/usage' },
  upstream: { service: 'usageapi', method: 'POST', path: '/20200107/usage' },
  permissions: [{ verb: 'read', resourceType: 'usage-report' }],
  request: z.object({ tenantId: z.string() }),
  example: { tenantId: 'ocid1.tenancy.oc1..example' },
});
`;

/** Which cdktf wrote a document stands in it; nothing else may differ between two that read the same files. */
const withoutVersion = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (key === 'version' && typeof value === 'string' ? undefined : value));

function documented(heading: string): string {
  const page = fs.readFileSync(path.join(__dirname, '../../docs/as-a-library.md'), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(page.slice(page.indexOf(heading)))?.[1];
  if (code === undefined) throw new Error(`docs/as-a-library.md has no example under "${heading}"`);
  return code;
}

const title = 'the package';
if (registryAnswers()) describe(title, describePackage);
else
  test.skip(`${title} (skipped: no registry answers, and a new project has to install what it needs)`, () => undefined);

function describePackage(): void {
  const consumer = new Consumer();

  beforeAll(() => {
    consumer.install(
      packPackage(),
      'cdktf@^0.21.0',
      'constructs@^10.4.2',
      'tsx@4',
      'typescript@~5.9',
      '@types/node@20',
    );
    consumer.write('main.ts', MAIN);
    consumer.run('npx', 'tsx', 'main.ts');
  }, 300_000);

  test("synthesizes what this project's own main.ts does", () => {
    const own = fs.readFileSync(path.join(synthesizeInto(scratch('own')), 'cdk.tf.json'), 'utf8');
    expect(consumer.read(DOCUMENT)).toBe(own);
  });

  test('has types that a strict project compiles with', () => {
    consumer.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: { strict: true, module: 'node20', target: 'es2022', noEmit: true, types: ['node'] },
        files: ['main.ts', 'apis/usage.ts'],
      }),
    );
    consumer.write('apis/usage.ts', OWN_API);
    expect(consumer.run('npx', 'tsc')).toBe('');
  }, 120_000);

  test('bundles a declaration of the project within the budget', () => {
    consumer.write('apis/usage.ts', OWN_API);
    consumer.write(
      'main.ts',
      MAIN.replace('\n\nconst app', "\nimport usage from './apis/usage';\nconst app").replace(
        '[search]',
        '[search, usage]',
      ),
    );
    consumer.run('npx', 'tsx', 'main.ts');
    const code = consumer.read('dist/functions/usage/func.js');
    expect(code).toContain('/20200107/usage');
    expect(code.length).toBeLessThan(60 * 1024);
  }, 60_000);

  test('has the bindings and the command', () => {
    expect(consumer.run('node', '-p', "typeof require('cdktf-oci-signed-api/provider-oci/core-vcn').CoreVcn")).toBe(
      'function\n',
    );
    expect(consumer.run('npx', 'signed-api', '--help')).toContain('Usage: signed-api');
  });

  test('synthesizes the same on cdktn, the continuation of cdktf', () => {
    consumer.write('main.ts', MAIN);
    consumer.run('npx', 'tsx', 'main.ts');
    const onCdktf = consumer.read(DOCUMENT);

    consumer.install('cdktf@npm:cdktn@0.24.0', 'constructs@~10.6.0');
    consumer.run('npx', 'tsx', 'main.ts');

    expect(consumer.read('node_modules/cdktf/package.json')).toContain('"name": "cdktn"');
    expect(withoutVersion(consumer.read(DOCUMENT))).toEqual(withoutVersion(onCdktf));
  }, 300_000);
}
