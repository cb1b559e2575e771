import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { scratch } from './scratch';

const ROOT = path.join(__dirname, '..');
const NPM = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

/** Whether packages can be installed here at all; asked once, before tests are defined. */
export function registryAnswers(): boolean {
  return spawnSync('npm', ['view', 'cdktf', 'version', '--fetch-retries=0', '--fetch-timeout=10000']).status === 0;
}

/** A project of somebody who uses the package: an empty folder at first. */
export class Consumer {
  readonly folder = scratch('consumer');

  constructor() {
    this.write('package.json', '{ "name": "consumer", "private": true }\n');
  }

  /** Installs the package as `npm pack` makes it, and others beside it. */
  install(...packages: readonly string[]): void {
    this.run('npm', 'install', ...NPM, ...packages);
  }

  write(file: string, text: string): void {
    fs.mkdirSync(path.join(this.folder, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(this.folder, file), text);
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** Runs a program in the folder; throws with what it printed when it fails. */
  run(program: string, ...args: readonly string[]): string {
    try {
      return execFileSync(program, args, { cwd: this.folder, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${program} ${args.join(' ')} failed: ${stdout}${stderr}`, { cause: error });
    }
  }
}

/** Makes the package's tarball in a folder of its own; returns its path. */
export function packPackage(): string {
  const folder = scratch('pack');
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT, stdio: 'pipe' });
  const [tarball] = fs.readdirSync(folder);
  if (tarball === undefined) throw new Error('npm pack made nothing');
  return path.join(folder, tarball);
}
