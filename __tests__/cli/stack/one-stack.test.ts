import fs from 'node:fs';
import path from 'node:path';
import { synthesizedStack } from '../../../cli/stack/one-stack';
import { UsageError } from '../../../cli/usage-error';
import { scratch } from '../../../testing/scratch';

const before = process.cwd();
afterEach(() => {
  process.chdir(before);
});

/** A project as a synth of these stacks leaves it; the test runs in its folder. */
function projectOf(...names: readonly string[]): string {
  const root = scratch('project');
  fs.mkdirSync(path.join(root, 'cdktf.out'));
  fs.writeFileSync(path.join(root, 'cdktf.json'), '{"app":"node app.cjs"}');
  const stacks = Object.fromEntries(names.map((name) => [name, { name, workingDirectory: `stacks/${name}` }]));
  fs.writeFileSync(path.join(root, 'cdktf.out', 'manifest.json'), JSON.stringify({ stacks }));
  process.chdir(root);
  return root;
}

describe('the stack of the last synth', () => {
  test('is the only one', () => {
    const root = projectOf('shop');
    expect(synthesizedStack()).toBe(path.join(root, 'cdktf.out', 'stacks', 'shop'));
  });

  test('is to be chosen where there are several', () => {
    projectOf('shop', 'search');
    expect(() => synthesizedStack()).toThrow(UsageError);
    expect(() => synthesizedStack()).toThrow(
      'main.ts makes 2 stacks. Choose one with --stack: cdktf.out/stacks/shop, cdktf.out/stacks/search',
    );
  });

  test('is to be made where there is none', () => {
    projectOf();
    expect(() => synthesizedStack()).toThrow('main.ts: makes no stack. Add one, for example new OracleApiStack(…).');
    expect(() => synthesizedStack()).not.toThrow(UsageError);
  });
});
