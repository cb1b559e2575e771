import fs from 'node:fs';
import path from 'node:path';
import { synthesize, synthesizedStacks } from '../../../cli/stack/synth';
import { UserError } from '../../../cli/user-error';
import { scratch } from '../../../testing/scratch';

const MANIFEST = path.join('cdktf.out', 'manifest.json');
/** Writes what cdktf does, in the same order. */
const SYNTH = `
const fs = require('node:fs');
const out = process.env.CDKTF_OUTDIR;
fs.mkdirSync(out + '/stacks/shop', { recursive: true });
fs.writeFileSync(out + '/stacks/shop/cdk.tf.json', JSON.stringify({ hcl: process.env.SYNTH_HCL_OUTPUT }));
const stacks = { shop: { name: 'shop', workingDirectory: 'stacks/shop' } };
fs.writeFileSync(out + '/manifest.json', JSON.stringify({ version: '0', stacks }));
`;
const NOTHING = new UserError(
  'node app.cjs: ended without a synth: it wrote no cdktf.out/manifest.json. Call app.synth() at its end.',
);

function project(app: string): string {
  const root = scratch('project');
  fs.writeFileSync(path.join(root, 'cdktf.json'), JSON.stringify({ app: 'node app.cjs' }));
  change(root, app);
  return root;
}

function change(root: string, app: string): void {
  // The app runs in the folder that the command line runs in.
  fs.writeFileSync(path.join(root, 'app.cjs'), app);
}

const run = (root: string, signal = new AbortController().signal): ReturnType<typeof synthesize> => {
  const before = process.cwd();
  process.chdir(root);
  try {
    // The app is started before the first wait.
    return synthesize(root, signal);
  } finally {
    process.chdir(before);
  }
};

describe('a synth', () => {
  test('has the stacks that the app wrote', async () => {
    const root = project(SYNTH);
    expect(await run(root)).toEqual([{ name: 'shop', directory: path.join(root, 'cdktf.out', 'stacks', 'shop') }]);
  });

  test('is taken again when it writes the same', async () => {
    const root = project(SYNTH);
    const first = await run(root);
    expect(await run(root)).toEqual(first);
  });

  test('has documents in JSON, whatever the environment asks for', async () => {
    const before = process.env.SYNTH_HCL_OUTPUT;
    process.env.SYNTH_HCL_OUTPUT = 'true';
    try {
      const root = project(SYNTH);
      await run(root);
      expect(fs.readFileSync(path.join(root, 'cdktf.out/stacks/shop/cdk.tf.json'), 'utf8')).toBe('{"hcl":"false"}');
    } finally {
      if (before === undefined) delete process.env.SYNTH_HCL_OUTPUT;
      else process.env.SYNTH_HCL_OUTPUT = before;
    }
  });
});

describe('an app that ends without a synth', () => {
  test('is refused when it never made one', async () => {
    await expect(run(project(''))).rejects.toEqual(NOTHING);
  });

  test.each([
    ['does nothing', ''],
    ['ends by itself', `process.exit(0);${SYNTH}`],
    ['ends after its first stack', SYNTH.replace(/^fs.writeFileSync\(out \+ '\/manifest.*$/m, '')],
  ])('is refused when it %s and the run before wrote a stack', async (_what, app) => {
    const root = project(SYNTH);
    await run(root);
    change(root, app);
    await expect(run(root)).rejects.toEqual(NOTHING);
  });

  test('leaves what the run before wrote, and everything beside it', async () => {
    const root = project(SYNTH);
    const stacks = await run(root);
    const state = path.join(root, 'cdktf.out', 'terraform.shop.tfstate');
    fs.writeFileSync(state, 'state');
    const manifest = fs.readFileSync(path.join(root, MANIFEST), 'utf8');
    change(root, '');
    await expect(run(root)).rejects.toEqual(NOTHING);
    expect(fs.readFileSync(state, 'utf8')).toBe('state');
    expect(fs.readFileSync(path.join(root, MANIFEST), 'utf8')).toBe(manifest);
    expect(synthesizedStacks(root)).toEqual(stacks);
  });
});

describe('a synth that is interrupted', () => {
  test('leaves the stacks of the run before', async () => {
    const root = project(SYNTH);
    const stacks = await run(root);
    change(root, 'setInterval(() => undefined, 1000);');
    const controller = new AbortController();
    const interrupted = run(root, controller.signal);
    controller.abort();
    await expect(interrupted).rejects.toThrow('aborted');
    expect(synthesizedStacks(root)).toEqual(stacks);
  });
});

describe('the stacks of the last synth', () => {
  test('are asked for with the command that makes them', () => {
    const root = project(SYNTH);
    expect(() => synthesizedStacks(root)).toThrow(
      `${path.join(root, MANIFEST)}: cannot be read. Run a synth first: npm run synth.`,
    );
  });
});
