import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { program } from '../../cli/program';
import { workflowProblems } from '../../testing/github-workflow';
import { devops, github, gitlab, pipelineFile } from '../../testing/pipeline-files';
import type { GitHubJob } from '../../testing/pipeline-files';

const ROOT = path.join(__dirname, '..', '..');
const GITHUB = pipelineFile('github-actions.yml');

const githubSteps = Object.values(github.jobs).flatMap(({ steps }) => steps);
const commands = [
  ...githubSteps.flatMap(({ run }) => run ?? []),
  ...[gitlab.diff, gitlab.synth, gitlab.deploy].flatMap(({ script }) => script),
  ...devops.steps.map(({ command }) => command),
].join('\n');
const NPM = /\bnp[mx]\b/;

test('every job that synthesizes checks types before', () => {
  const { diff, synth } = github.jobs;
  const ofGitHub = [diff, synth].map(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const ofGitLab = [gitlab.diff, gitlab.synth].map(({ script }) => [...script]);
  for (const commands of [...ofGitHub, ...ofGitLab, devops.steps.map(({ command }) => command.trim())]) {
    const [types, synthesis] = ['npm run typecheck', 'npm run synth'].map((command) => commands.indexOf(command));
    expect(types).toBeGreaterThan(commands.indexOf('npm ci'));
    expect(synthesis).toBeGreaterThan(types ?? Infinity);
  }
});

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

  test('pins every action by the digest of a commit, and says its version', () => {
    const uses = GITHUB.split('\n').filter((line) => line.includes('uses:'));
    expect(uses).toHaveLength(githubSteps.filter((step) => step.uses !== undefined).length);
    expect(uses.filter((line) => !/ [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    const actions = new Set(githubSteps.flatMap((step) => step.uses ?? []));
    expect(new Set([...actions].map(nameOf))).toEqual(
      new Set([
        ...['actions/checkout', 'actions/setup-node', 'actions/upload-artifact', 'actions/download-artifact'],
        ...['actions/github-script', 'hashicorp/setup-terraform'],
      ]),
    );
    expect(actions.size).toBe(6);
  });

  test('hands its one secret to the step that exchanges it, in jobs of the environment', () => {
    const holders = githubSteps.filter(({ env = {} }) =>
      Object.values(env).some((value) => value.includes('secrets.')),
    );
    expect(holders.map(({ name }) => name)).toEqual(['Get a session of OCI', 'Get a session of OCI']);
    expect(GITHUB.match(/secrets\.\w+/g)).toEqual(['secrets.OCI_CLIENT_SECRET', 'secrets.OCI_CLIENT_SECRET']);
    expect(github.jobs.images.environment).toBe('production');
    expect(github.jobs.deploy.environment).toBe('production');
  });

  test('puts no expression into a script', () => {
    expect(githubSteps.filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
  });

  test('runs nothing of a pull request where it may write', () => {
    const actions = github.jobs.comment.steps.map(({ uses, run }) => (uses === undefined ? run : nameOf(uses)));
    expect(actions).toEqual(['actions/download-artifact', 'actions/github-script']);
  });

  test.each(['images', 'deploy'] as const)('runs nothing of npm in the job %s, which gets a session', (name) => {
    const { steps, needs } = github.jobs[name];
    expect(steps.map(({ name: step }) => step)).toContain('Get a session of OCI');
    expect(steps.filter(({ run = '' }) => NPM.test(run))).toEqual([]);
    expect([needs].flat()).toContain('synth');
    expect(optionsOf(github.jobs[name], 'actions/checkout')).toEqual([
      { 'persist-credentials': false, 'sparse-checkout': 'examples/pipelines' },
    ]);
    expect(optionsOf(github.jobs[name], 'actions/setup-node')).toEqual([
      { 'node-version': 24, 'package-manager-cache': false },
    ]);
  });

  test('gives no token to a job that runs what npm installs', () => {
    const jobs = Object.values(github.jobs).filter(({ steps }) => steps.some(({ run = '' }) => NPM.test(run)));
    expect(jobs).toEqual([github.jobs.diff, github.jobs.synth]);
    expect(jobs.filter(({ permissions }) => 'id-token' in permissions)).toEqual([]);
    expect(jobs.filter(({ environment }) => environment !== undefined)).toEqual([]);
  });

  test('ends a comparison that is out of date, and never a deploy', () => {
    expect(github.jobs.diff.concurrency).toMatchObject({ 'cancel-in-progress': true });
    expect(github.jobs.deploy.concurrency).toEqual({ group: 'deploy', 'cancel-in-progress': false });
  });
});

describe('the identity of the deploy', () => {
  const LOGIN = {
    TF_VAR_auth: 'SecurityToken',
    TF_VAR_config_file_profile: 'DEFAULT',
    OCI_auth: 'SecurityToken',
    OCI_config_file_profile: 'DEFAULT',
  };
  const SCRIPT = pipelineFile('oci-session.mjs');
  const AUDIENCE = /AUDIENCE = '(.*)'/.exec(SCRIPT)?.[1];

  test("is the job's session on GitHub, for the provider and for the backend", () => {
    expect(github.jobs.deploy.steps.find(({ name }) => name === 'Deploy')?.env).toEqual({
      ...LOGIN,
      OCI_region: '${{ vars.OCI_REGION }}',
      TF_VAR_tenancy_ocid: '${{ vars.OCI_TENANCY }}',
      TF_VAR_compartment_ocid: '${{ vars.OCI_COMPARTMENT }}',
      TF_VAR_region: '${{ vars.OCI_REGION }}',
      TF_VAR_identity_domain_url: '${{ vars.OCI_DOMAIN_URL }}',
      TF_VAR_identity_domain_signing_key: '${{ vars.IDENTITY_DOMAIN_SIGNING_KEY }}',
    });
  });

  test("is the job's session on GitLab, for the provider and for the backend", () => {
    expect(gitlab.deploy.variables).toEqual({
      ...LOGIN,
      OCI_region: '$OCI_REGION',
      TF_VAR_tenancy_ocid: '$OCI_TENANCY',
      TF_VAR_compartment_ocid: '$OCI_COMPARTMENT',
      TF_VAR_region: '$OCI_REGION',
      TF_VAR_identity_domain_url: '$OCI_DOMAIN_URL',
      TF_VAR_identity_domain_signing_key: '$IDENTITY_DOMAIN_SIGNING_KEY',
    });
  });

  test("is the pipeline's principal in OCI DevOps", () => {
    expect(devops.env.variables).toEqual({
      CI: 'true',
      CHECKPOINT_DISABLE: '1',
      TF_VAR_auth: 'ResourcePrincipal',
      OCI_auth: 'ResourcePrincipal',
      OCI_CLI_AUTH: 'resource_principal',
      DEPLOY_BRANCH: 'main',
    });
  });

  test('is asked for with one audience, the one of the documented trust', () => {
    expect(AUDIENCE).toBe('https://cloud.oracle.com');
    expect(gitlab.deploy.id_tokens).toEqual({ OCI_ID_TOKEN: { aud: AUDIENCE } });
    const page = fs.readFileSync(path.join(ROOT, 'docs', 'pipelines.md'), 'utf8');
    expect(page).toContain(`"clientClaimValues": ["${String(AUDIENCE)}"]`);
  });

  test('is in no job of GitLab that runs what npm installs', () => {
    expect(gitlab.deploy.script.filter((line) => NPM.test(line))).toEqual([]);
    expect([gitlab.diff.id_tokens, gitlab.synth.id_tokens]).toEqual([undefined, undefined]);
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

test.each(['oci-session.mjs', 'remote-state.mjs'])('%s is written in what Node has', (name) => {
  const { status } = spawnSync(process.execPath, ['--check', path.join(ROOT, 'examples', 'pipelines', name)]);
  expect(status).toBe(0);
  const imports = [...pipelineFile(name).matchAll(/from '([^']+)'/g)].map(([, module = '']) => module);
  expect(imports).not.toHaveLength(0);
  expect(imports.filter((module) => !module.startsWith('node:'))).toEqual([]);
});

function nameOf(action: string): string {
  return action.replace(/@.*/, '');
}

function optionsOf({ steps }: GitHubJob, action: string): unknown[] {
  return steps.filter(({ uses = '' }) => nameOf(uses) === action).map((step) => step.with);
}
