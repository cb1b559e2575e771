import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { program } from '../../cli/program';
import { workflowProblems } from '../../testing/github-workflow';
import { PipelineRepository } from '../../testing/pipeline-repository';
import { scratch } from '../../testing/scratch';

const ROOT = path.join(__dirname, '..', '..');
const read = (file: string): string => fs.readFileSync(path.join(ROOT, 'examples', 'pipelines', file), 'utf8');

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface GitHubJob {
  readonly permissions: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly concurrency?: object;
  readonly steps: readonly Step[];
}

interface GitLabJob {
  readonly script: readonly string[];
  readonly artifacts?: { readonly paths: readonly string[] };
}

const GITHUB = read('github-actions.yml');
const github = parse(GITHUB) as {
  readonly on: object;
  readonly permissions: object;
  readonly env: Record<string, string>;
  readonly jobs: Readonly<Record<'diff' | 'comment' | 'synth' | 'images' | 'deploy', GitHubJob>>;
};
const gitlab = parse(read('gitlab-ci.yml')) as Readonly<Record<'diff' | 'synth' | 'deploy', GitLabJob>> & {
  readonly variables: Record<string, string>;
};
const devops = parse(read('build_spec.yaml')) as {
  readonly env: { readonly variables: Record<string, string> };
  readonly steps: readonly { readonly name: string; readonly command: string }[];
};

const githubSteps = Object.values(github.jobs).flatMap(({ steps }) => steps);
const commands = [
  ...githubSteps.flatMap(({ run }) => run ?? []),
  ...[gitlab.diff, gitlab.synth, gitlab.deploy].flatMap(({ script }) => script),
  ...devops.steps.map(({ command }) => command),
].join('\n');

describe("GitHub's workflow", () => {
  test("is in order for GitHub's own parser, which finds what is wrong", () => {
    expect(workflowProblems(GITHUB)).toEqual([]);
    expect(workflowProblems(GITHUB.replace('needs: diff', 'needs: dif'))).toEqual([
      expect.stringContaining("Job 'comment' depends on unknown job 'dif'."),
    ]);
  });

  test("never runs a stranger's code with the repository's secrets", () => {
    expect(Object.keys(github.on)).toEqual(['pull_request', 'push']);
  });

  test('gives each job what it needs and no more', () => {
    expect(github.permissions).toEqual({});
    expect(
      Object.fromEntries(Object.entries(github.jobs).map(([name, { permissions }]) => [name, permissions])),
    ).toEqual({
      diff: { contents: 'read' },
      comment: { 'pull-requests': 'write' },
      synth: { contents: 'read' },
      images: { contents: 'read', 'id-token': 'write' },
      deploy: { contents: 'read', 'id-token': 'write' },
    });
  });

  test('pins every action', () => {
    const actions = githubSteps.flatMap(({ uses }) => uses ?? []);
    expect(actions).not.toHaveLength(0);
    expect(actions.filter((action) => !/@(v\d+|[0-9a-f]{40})$/.test(action))).toEqual([]);
  });

  test('hands its one secret to the step that exchanges it, in jobs of the environment', () => {
    const holders = githubSteps.filter(({ env = {} }) =>
      Object.values(env).some((value) => value.includes('secrets.')),
    );
    expect(holders.map(({ name }) => name)).toEqual(['Get a session of OCI', 'Get a session of OCI']);
    expect(GITHUB.match(/secrets\.\w+/g)).toEqual(['secrets.OCI_CLIENT_SECRET', 'secrets.OCI_CLIENT_SECRET']);
    expect([github.jobs.images.environment, github.jobs.deploy.environment]).toEqual(['production', 'production']);
  });

  test('puts no expression into a script', () => {
    expect(githubSteps.filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
  });

  test('runs nothing of a pull request where it may write, and nothing of npm where it deploys', () => {
    const uses = (job: GitHubJob): unknown[] => job.steps.map(({ uses, run }) => uses ?? run);
    expect(uses(github.jobs.comment)).toEqual(['actions/download-artifact@v5', 'actions/github-script@v8']);
    expect(github.jobs.deploy.steps.filter(({ run = '' }) => /\bnp[mx]\b/.test(run))).toEqual([]);
  });

  test('ends a comparison that is out of date, and never a deploy', () => {
    expect(github.jobs.diff.concurrency).toMatchObject({ 'cancel-in-progress': true });
    expect(github.jobs.deploy.concurrency).toEqual({ group: 'deploy', 'cancel-in-progress': false });
  });
});

describe('the commands of all pipelines', () => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object };

  test('run scripts that there are', () => {
    const names = [...commands.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(names).toContain('synth');
    expect(names.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test('give verbs the options that they have', () => {
    const calls = [...commands.matchAll(/signed-api -- (.*)$/gm)].map(([, call = '']) => call.split(/\s+/));
    expect(calls).not.toHaveLength(0);
    for (const [name = '', ...words] of calls) {
      const verb = program().commands.find((command) => command.name() === name);
      const own = verb?.commands.find((command) => command.name() === words[0]) ?? verb;
      const options = words.filter((word) => word.startsWith('--'));
      expect(own?.options.map(({ long }) => long)).toEqual(expect.arrayContaining(options));
    }
  });

  test('print no variable that holds a secret', () => {
    expect(commands).not.toMatch(/SECRET|TOKEN|printenv|\benv\b|set -x/);
  });
});

describe('the comparison, on a repository with a merge', () => {
  const COMMENT = /^<!-- signed-api diff -->\n\n### `oracleapi`: 1 changed\n\n\*\*Access\*\*\n/;
  const OPEN = 'anyone may call GET /health: no token is checked';

  test('runs on GitHub', () => {
    const repository = new PipelineRepository();
    const summary = path.join(scratch('summary'), 'summary.md');
    const scripts = github.jobs.diff.steps.flatMap(({ run }) => run ?? []);
    const { exitCode, output } = repository.run(scripts, { ...github.env, GITHUB_STEP_SUMMARY: summary });
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.any(String) as string });
    expect(repository.read('diff.md')).toMatch(COMMENT);
    expect(repository.read('diff.md')).toContain(OPEN);
    expect(fs.readFileSync(summary, 'utf8')).toBe(repository.read('diff.md'));
    // Without a second folder, the app as it is now; the old documents may be where it is synthesized to.
    fs.cpSync(path.join(repository.folder, '../target/cdktf.out'), path.join(repository.folder, 'cdktf.out'), {
      recursive: true,
    });
    const again = repository.run(['npm run -s signed-api -- diff cdktf.out --exit-code'], github.env);
    expect(again).toEqual({ exitCode: 2, output: expect.stringContaining(OPEN) as string });
  }, 120_000);

  test('runs on GitLab', () => {
    const repository = new PipelineRepository();
    const { exitCode, output } = repository.run([gitlab.diff.script.join('\n')], {
      ...gitlab.variables,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: repository.base,
    });
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringContaining(OPEN) as string });
    for (const file of gitlab.diff.artifacts?.paths ?? [])
      expect(fs.existsSync(path.join(repository.folder, file))).toBe(true);
    expect(repository.read('diff.md')).toMatch(COMMENT);
  }, 120_000);

  test('runs on OCI DevOps, which deploys the main branch alone', () => {
    const repository = new PipelineRepository();
    const scripts = devops.steps.map(({ command }) => command);
    const { exitCode, output } = repository.run(scripts, devops.env.variables);
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringContaining(OPEN) as string });
    expect(output).toContain('not a push to main: nothing is deployed');
    expect(output).not.toContain('terraform -chdir');
    const deploy = { ...devops.env.variables, OCI_TRIGGER_SOURCE_BRANCH_NAME: 'main' };
    expect(repository.run(scripts.slice(-1), deploy).output).toContain('cdktf.out/stacks/oracleapi apply');
    expect(repository.read('diff.md')).toMatch(COMMENT);
  }, 120_000);
});

test('the script that gets a session is written in what Node has', () => {
  const file = path.join(ROOT, 'examples', 'pipelines', 'oci-session.mjs');
  const { status } = spawnSync(process.execPath, ['--check', file]);
  expect(status).toBe(0);
  const imports = [...read('oci-session.mjs').matchAll(/from '([^']+)'/g)].map(([, name = '']) => name);
  expect(imports.filter((name) => !name.startsWith('node:'))).toEqual([]);
});
