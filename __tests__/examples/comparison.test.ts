import fs from 'node:fs';
import path from 'node:path';
import { devops, github, gitlab, scriptOf } from '../../testing/pipeline-files';
import { PipelineRepository } from '../../testing/pipeline-repository';
import { scratch } from '../../testing/scratch';

const COMMENT = /^<!-- signed-api diff -->\n\n### `oracleapi`: 1 changed\n\n\*\*Access\*\*\n/;
const OPEN = 'anyone may call GET /health: no token is checked';
const DOCUMENT = 'cdktf.out/stacks/oracleapi/cdk.tf.json';
const SUCCESS = { exitCode: 0, output: expect.stringContaining(OPEN) as string };

describe("the comparison of GitHub's workflow", () => {
  const { steps } = github.jobs.diff;

  test('is of the merge and the target branch', () => {
    const repository = new PipelineRepository();
    const summary = path.join(scratch('summary'), 'summary.md');
    const temporary = scratch('runner');
    const environment = { ...github.env, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: temporary };
    const scripts = steps.flatMap(({ run }) => run ?? []);
    const { exitCode, output } = repository.run(scripts, environment);
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.any(String) as string });
    expect(repository.read('diff.md')).toMatch(COMMENT);
    expect(repository.read('diff.md')).toContain(OPEN);
    expect(fs.readFileSync(summary, 'utf8')).toBe(repository.read('diff.md'));
    // Without a second folder, the app as it is now; the old documents may be where it is synthesized to.
    fs.cpSync(path.join(temporary, 'target', 'cdktf.out'), path.join(repository.folder, 'cdktf.out'), {
      recursive: true,
    });
    const again = repository.run(['npm run -s signed-api -- diff cdktf.out --exit-code'], github.env);
    expect(again).toEqual({ exitCode: 2, output: expect.stringContaining(OPEN) as string });
  }, 120_000);

  test('has its folder again in the next job of a runner that lives on', () => {
    const repository = new PipelineRepository();
    const temporary = scratch('runner');
    const checkout = [scriptOf(steps, 'Check out the target branch')];
    expect(repository.run(checkout, { RUNNER_TEMP: temporary })).toMatchObject({ exitCode: 0 });
    // As the runner does between jobs.
    fs.rmSync(path.join(temporary, 'target'), { recursive: true });
    expect(repository.run(checkout, { RUNNER_TEMP: temporary })).toMatchObject({ exitCode: 0 });
    expect(fs.existsSync(path.join(temporary, 'target', 'main.ts'))).toBe(true);
  });
});

describe("the comparison of GitLab's pipeline", () => {
  const script = gitlab.diff.script.join('\n');
  const environment = { ...gitlab.variables, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' };

  test('is of what the merge will make and the target branch as it is now', () => {
    const repository = new PipelineRepository();
    repository.unmerge();
    expect(repository.run([script], environment)).toEqual(SUCCESS);
    for (const file of gitlab.diff.artifacts?.paths ?? [])
      expect(fs.existsSync(path.join(repository.folder, file))).toBe(true);
    expect(repository.read('diff.md')).toMatch(COMMENT);
    // What the target branch has, and the branch has not.
    expect(repository.read(DOCUMENT)).toContain('"/find"');
  }, 120_000);

  test('leaves no folder behind, and needs none of its own when a job was ended half-way', () => {
    const repository = new PipelineRepository();
    repository.unmerge();
    const lines = gitlab.diff.script.filter((line) => !/\bnpm\b/.test(line));
    const jobs = [lines, lines.slice(0, -1), lines].map((job) => repository.run([job.join('\n')], environment));
    expect(jobs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    // The repository itself, and what the second job left.
    expect(repository.run(['git worktree list | wc -l'], {}).output.trim()).toBe('2');
  });

  test('ends where the branch cannot be merged', () => {
    const repository = new PipelineRepository();
    repository.unmerge();
    repository.change('apis/search.ts', "path: '/search'", "path: '/seek'");
    const { exitCode, output } = repository.run([script], environment);
    expect(exitCode).toBe(1);
    expect(output).toContain('CONFLICT (content): Merge conflict in apis/search.ts');
    expect(fs.existsSync(path.join(repository.folder, 'cdktf.out'))).toBe(false);
  });
});

describe("the comparison of OCI DevOps's build specification", () => {
  const scripts = devops.steps.map(({ command }) => command);
  const before = scripts.slice(0, -1);

  test('is with the commit before after a push to the main branch', () => {
    const repository = new PipelineRepository();
    const push = { OCI_TRIGGER_EVENT_TYPE: 'PUSH', OCI_TRIGGER_SOURCE_BRANCH_NAME: 'main' };
    expect(repository.run(before, { ...devops.env.variables, ...push })).toEqual(SUCCESS);
    expect(repository.read('diff.md')).toMatch(COMMENT);
  }, 120_000);

  test('is with where the branch left the main one for a pull request, and deploys nothing', () => {
    const repository = new PipelineRepository();
    repository.unmerge();
    // More than the last commit of the branch.
    repository.change('main.ts', 'app.synth();', 'app.synth(); // as ever');
    // The branch of a fork may have any name.
    const request = { OCI_TRIGGER_EVENT_TYPE: 'PULL_REQUEST_CREATED', OCI_TRIGGER_SOURCE_BRANCH_NAME: 'main' };
    // One shell for all steps: whether DevOps does so, nobody says.
    const { exitCode, output } = repository.run([scripts.join('\n')], { ...devops.env.variables, ...request });
    expect({ exitCode, output }).toEqual(SUCCESS);
    expect(repository.read('diff.md')).toMatch(COMMENT);
    expect(repository.read(DOCUMENT)).toContain('"/search"');
    expect(output).toContain('no push to main, but PULL_REQUEST_CREATED of main: nothing is deployed\n');
    expect(output).not.toContain('terraform -chdir');
  }, 120_000);
});
