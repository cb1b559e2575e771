import fs from 'node:fs';
import path from 'node:path';
import { typeProblems } from '../../testing/doc-example';

const README = fs.readFileSync(path.join(__dirname, '..', '..', 'README.md'), 'utf8');

/** What the README's example of options takes for granted. */
const GIVEN = `import { OracleApiStack, RateLimit, search } from 'cdktf-oci-signed-api';
const usage = search;
`;

test("the README's options of the stack compile", () => {
  const [, example] = /^## More than the default\n[\s\S]*?^```ts\n([\s\S]*?)^```/m.exec(README) ?? [];
  expect(example).toContain('new OracleApiStack(');
  expect(typeProblems(new Map([['readme', `${GIVEN}${example ?? ''}`]]))).toEqual([]);
});
