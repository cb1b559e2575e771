import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** A Node to run bundles on. */
export interface TestNode {
  /** For titles, such as `Node 24.21.0`. */
  readonly name: string;
  readonly file: string;
}

/** The Node of the function's image. */
const IMAGE_MAJOR = '24';

const own: TestNode = { name: `Node ${process.versions.node}`, file: process.execPath };
const image = process.versions.node.startsWith(`${IMAGE_MAJOR}.`) ? own : tryInstalled();

/** The machine's own Node and, where it is another one and installed, the Node of the function's image. */
export const NODES: readonly TestNode[] = [...new Set([own, image ?? own])];

/** Describes what holds on every Node of {@link NODES}; one that is missing is a skipped test, and says how to get it. */
export function describeOnNodes(title: string, describeOn: (node: TestNode) => void): void {
  describe.each(NODES)(`${title} on $name`, describeOn);
  if (image === undefined) {
    const remedy = 'npm run node-24 installs it on Linux; elsewhere run the tests with Node 24';
    test.skip(`${title} on Node ${IMAGE_MAJOR} (skipped where it is not installed: ${remedy})`, () => undefined);
  }
}

function tryInstalled(): TestNode | undefined {
  const name = `node-${process.platform}-${process.arch}`;
  const file = path.join(__dirname, 'node-24', 'node_modules', name, 'bin', 'node');
  // Asked and not looked for: it does not run where the C library is another one, as on Alpine.
  const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return status === 0 ? { name: `Node ${stdout.trim().replace(/^v/, '')}`, file } : undefined;
}
