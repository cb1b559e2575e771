import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectCopy } from '../../testing/project-copy';
import { RegistryStandIn } from '../../testing/registry-stand-in';

const run = promisify(execFile);

/** The sources in a folder of their own, all of the same age. */
function clone(time: Date): string {
  const folder = projectCopy('tsconfig.json');
  for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    fs.utimesSync(path.join(folder, file), time, time);
  }
  return folder;
}

/** Bundles and pushes with the sources of a clone alone. */
async function pushFrom(cwd: string, base: string, target: string): Promise<{ bundle: string; tag: string }> {
  const script = [
    "import { search } from './apis';",
    "import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from './constructs';",
    `const image = { ...DEFAULT_IMAGE, base: ${JSON.stringify(base)} };`,
    "const { tag } = bundleFunction(search, { outDir: 'out', bundler: new EsbuildBundler(), image });",
    'process.stdout.write(tag);',
  ];
  fs.writeFileSync(path.join(cwd, 'bundle.ts'), script.join('\n'));
  const { stdout: tag } = await run(process.execPath, ['--import', 'tsx', 'bundle.ts'], { cwd });
  await run(process.execPath, ['--import', 'tsx', path.join('image', 'main.ts'), path.join('out', 'search')], {
    cwd,
    env: { ...process.env, IMAGE_REFERENCE: target, SIGNED_API_CACHE: path.join(cwd, 'cache') },
  });
  return { bundle: fs.readFileSync(path.join(cwd, 'out', 'search', 'func.js'), 'utf8'), tag };
}

test('two clones in other folders, with files of other times, make the same bundle and the same image', async () => {
  const registry = await RegistryStandIn.start();
  try {
    const made = [];
    for (const [at, time] of ['2001-01-01', '2020-02-02'].entries()) {
      const repository = `ns/clone-${String(at)}`;
      const pushed = await pushFrom(clone(new Date(time)), registry.base, `${registry.host}/${repository}`);
      const manifest = registry.manifests.get(`${repository}:${pushed.tag}`)?.bytes.toString();
      made.push({ ...pushed, manifest });
    }
    expect(made[0]).toEqual({
      bundle: expect.stringMatching(/exports/) as string,
      tag: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      manifest: expect.stringMatching(/"layers"/) as string,
    });
    expect(made[1]).toEqual(made[0]);
  } finally {
    await registry.stop();
  }
});
