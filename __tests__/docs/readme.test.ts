import fs from 'node:fs';
import path from 'node:path';
import { typeProblems } from '../../testing/doc-example';

const README = fs.readFileSync(path.join(__dirname, '..', '..', 'README.md'), 'utf8');

/** The example stands in this project and not in one that installed it; `usage` is the API that the section before adds. */
const asInstalled = (code: string): string =>
  code
    .replace(/^import \{ App \}.*$/m, "import { App } from 'cdktf';")
    .replace(/^import \{ search, usage \}.*$/m, "import { search } from 'cdktf-oci-signed-api';\nconst usage = search;")
    .replace(/'\.\/(constructs|stacks\/oracle-api-stack)'/g, "'cdktf-oci-signed-api'")
    // The compiler is given a stack's app already.
    .replace('const app = new App();', 'const ownApp = new App();');

test("the README's options of the stack compile", () => {
  const [, example] = /^## More than the default\n[\s\S]*?^```ts\n([\s\S]*?)^```/m.exec(README) ?? [];
  expect(example).toContain('new OracleApiStack(');
  expect(typeProblems(new Map([['readme', asInstalled(example ?? '')]]))).toEqual([]);
});
