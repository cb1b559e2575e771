import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { copyProject } from './project-copy';
import { scratch } from './scratch';

const ROOT = path.join(__dirname, '..');
/** What a synth and a diff need of this project. */
const MORE_SOURCES = ['examples', 'cdktf.json', 'index.ts', 'main.ts', 'tsconfig.json'];
/** No test asks the network: what is installed here is linked, and what a runner would install is left out. */
const PROGRAMS: Readonly<Record<string, string>> = {
  npm: [
    `if [ "$1" = ci ]; then exec ln -sfn "${path.join(ROOT, 'node_modules')}" node_modules; fi`,
    // Of the same sources each time; that of the project itself is part of CI.
    'if [ "$*" = "run typecheck" ]; then echo "types checked"; exit; fi',
    'exec REAL "$@"',
  ].join('\n'),
  terraform: 'echo "terraform $*, OCI_region=$OCI_region"',
  apk: 'true',
  dnf: 'true',
};
const IDENTITY = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
const AUTHOR = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];

/** What a job came to. */
export interface JobResult {
  readonly exitCode: number | null;
  /** Standard output and standard error. */
  readonly output: string;
}

/** This project in a repository of its own, where a branch adds a route for everybody and is merged into the main one. */
export class PipelineRepository {
  readonly folder = path.join(scratch('pipeline'), 'repository');
  /** The main branch before the merge. */
  readonly base: string;
  private readonly programs = scratch('programs');
  private readonly temporary = scratch('temporary');

  constructor() {
    copyProject(this.folder, MORE_SOURCES);
    fs.writeFileSync(path.join(this.folder, '.gitignore'), 'node_modules\ncdktf.out\ndist\n');
    this.git('init', '--quiet', '--initial-branch', 'main');
    this.commit('The app');
    this.base = this.git('rev-parse', 'HEAD').trim();
    this.git('checkout', '--quiet', '-b', 'open');
    openRoute(path.join(this.folder, 'main.ts'));
    this.commit('A route for everybody');
    this.git('checkout', '--quiet', 'main');
    this.git(...AUTHOR, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'open');
    for (const [name, script] of Object.entries(PROGRAMS)) this.program(name, script);
  }

  /**
   * Undoes the merge, as the job of a pull request finds it: its branch is checked out, and of the main one, which has gone
   * on since, only `origin` knows.
   */
  unmerge(): void {
    this.git('checkout', '--quiet', '-B', 'main', this.base);
    this.change('apis/search.ts', "path: '/search'", "path: '/find'");
    const origin = path.join(this.folder, '..', 'origin');
    this.git('clone', '--quiet', '--bare', '--branch', 'main', '.', origin);
    this.git('remote', 'add', 'origin', origin);
    this.git('checkout', '--quiet', 'open');
    this.git('branch', '--quiet', '-D', 'main');
  }

  /** Runs one script after the other, each in the repository, until one fails. */
  run(
    scripts: readonly string[],
    environment: Readonly<Record<string, string>>,
    options: readonly string[] = ['-e', '-o', 'pipefail'],
  ): JobResult {
    let output = '';
    for (const script of scripts) {
      const { status, stdout, stderr } = spawnSync('bash', [...options, '-c', script], {
        cwd: this.folder,
        encoding: 'utf8',
        env: {
          PATH: [this.programs, process.env['PATH']].join(path.delimiter),
          HOME: this.programs,
          TMPDIR: this.temporary,
          npm_config_offline: 'true',
          npm_config_update_notifier: 'false',
          ...IDENTITY,
          ...environment,
        },
      });
      output += stdout + stderr;
      if (status !== 0) return { exitCode: status, output };
    }
    return { exitCode: 0, output };
  }

  /** Text of a file that a job wrote. */
  read(file: string): string {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** Writes a file, with the folders above it. */
  write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    fs.writeFileSync(path.join(this.folder, file), text);
  }

  /** Commits a change of one file. */
  change(file: string, what: string, by: string): void {
    replaceIn(path.join(this.folder, file), what, by);
    this.commit(`${file}: ${by}`);
  }

  private commit(message: string): void {
    this.git('add', '--all');
    this.git(...AUTHOR, 'commit', '--quiet', '--message', message);
  }

  private git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.folder, encoding: 'utf8', env: { ...process.env, ...IDENTITY } });
  }

  private program(name: string, script: string): void {
    const real = path.join(path.dirname(process.execPath), name);
    const text = `#!/bin/bash\n${script.replace('REAL', real)}\n`;
    fs.writeFileSync(path.join(this.programs, name), text, { mode: 0o755 });
  }
}

function openRoute(file: string): void {
  replaceIn(
    file,
    /^new OracleApiStack\((.*)\);$/m,
    `const stack = new OracleApiStack($1);
stack.gateway.addRoute({ path: '/health', methods: ['GET'], functionId: stack.functions[0]!.functionId, allowAnonymousCallers: true });`,
  );
}

function replaceIn(file: string, what: string | RegExp, by: string): void {
  const code = fs.readFileSync(file, 'utf8');
  const changed = code.replace(what, by);
  if (changed === code) throw new Error(`${file} has nothing like ${String(what)}`);
  fs.writeFileSync(file, changed);
}
