import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { devops, github, gitlab, scriptOf } from '../../testing/pipeline-files';
import { PipelineRepository } from '../../testing/pipeline-repository';

const DOCUMENT = 'cdktf.out/stacks/oracleapi/cdk.tf.json';
const LOST = `${DOCUMENT} keeps the state in a file of this machine; a deploy needs a backend. docs/state.md shows how to add one.\n`;
const PUSH = { OCI_TRIGGER_EVENT_TYPE: 'PUSH', OCI_TRIGGER_SOURCE_BRANCH_NAME: 'main' };
const REGION = 'eu-frankfurt-1';
const DEPLOYED = [
  `terraform -chdir=cdktf.out/stacks/oracleapi init -input=false, OCI_region=${REGION}`,
  `terraform -chdir=cdktf.out/stacks/oracleapi apply -input=false -auto-approve, OCI_region=${REGION}`,
  '',
].join('\n');

const buildSpecification = scriptOf(devops.steps, 'Deploy');
const deploys: readonly (readonly [string, string])[] = [
  ['GitHub', scriptOf(github.jobs.deploy.steps, 'Deploy')],
  // The exchange has tests of its own.
  ['GitLab', gitlab.deploy.script.filter((line) => !line.includes('oci-session.mjs')).join('\n')],
  ['OCI DevOps', buildSpecification],
];

describe.each(deploys)('the deploy of %s', (name, script) => {
  const repository = new PipelineRepository();
  const environment = {
    ...devops.env.variables,
    ...PUSH,
    // GitHub and GitLab give the backend its region; no parameter of a pipeline of DevOps may have such a name.
    ...(name === 'OCI DevOps' ? { TF_VAR_region: REGION } : { OCI_region: REGION }),
  };
  // Whether or not a runner ends a script at its first failure.
  const shells = name === 'OCI DevOps' ? [['-e'], []] : [['-e']];
  const deploy = (terraform: object) => {
    repository.write(DOCUMENT, JSON.stringify({ terraform }));
    return shells.map((options) => repository.run([script], environment, options));
  };
  const all = (exitCode: number, output: string) => shells.map(() => ({ exitCode, output }));

  test.each<[string, object]>([
    ['the default of a stack', { backend: { local: { path: '../../../terraform.oracleapi.tfstate' } } }],
    ['the same in a list', { backend: [{ local: {} }] }],
    ['no backend', {}],
  ])('refuses a state that is a file of the runner: %s', (_, terraform) => {
    expect(deploy(terraform)).toEqual(all(1, LOST));
  });

  test.each<[string, object]>([
    ['in Object Storage', { backend: { oci: { bucket: 'states' } } }],
    ['elsewhere', { backend: { http: { address: 'https://states.example.com' } } }],
    ['in HCP Terraform', { cloud: { organization: 'example' } }],
  ])('applies a document whose state is %s', (_, terraform) => {
    expect(deploy(terraform)).toEqual(all(0, DEPLOYED));
  });
});

test.each([
  ['The argument', []],
  ['/nowhere/cdk.tf.json', ['/nowhere/cdk.tf.json']],
])('what is no document is refused in one line: %s', (what, args) => {
  const script = path.join(__dirname, '..', '..', 'examples', 'pipelines', 'remote-state.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `${what} is no document; expected a cdk.tf.json. Run a synth first.\n`,
  });
});

test('what the ready stack synthesizes is refused as it is', () => {
  const repository = new PipelineRepository();
  const { steps } = github.jobs.deploy;
  const scripts = ['npm ci', 'npm run synth', scriptOf(steps, 'Deploy')];
  expect(repository.run(scripts, {})).toEqual({ exitCode: 1, output: expect.stringContaining(LOST) as string });
}, 120_000);

describe('the deploy of OCI DevOps', () => {
  const repository = new PipelineRepository();
  const run = (trigger: Readonly<Record<string, string>>) => {
    repository.write(DOCUMENT, JSON.stringify({ terraform: { backend: { oci: {} } } }));
    return repository.run([buildSpecification], { ...devops.env.variables, ...trigger });
  };

  test.each([
    ['PULL_REQUEST_CREATED', 'main'],
    ['PULL_REQUEST_UPDATED', 'main'],
    ['PUSH', 'open'],
    ['PUSH', ''],
    ['', 'main'],
  ])('is not for the event "%s" of the branch "%s"', (event, branch) => {
    expect(run({ OCI_TRIGGER_EVENT_TYPE: event, OCI_TRIGGER_SOURCE_BRANCH_NAME: branch })).toEqual({
      exitCode: 0,
      output: `no push to main, but ${event || 'no event'} of ${branch || 'no branch'}: nothing is deployed\n`,
    });
  });

  test('is for a push to the main branch', () => {
    expect(run(PUSH).output).toContain('apply -input=false -auto-approve');
  });
});

describe("the images of GitHub's workflow", () => {
  test('are pushed by the program of the artifact, each to a repository of its own', () => {
    const repository = new PipelineRepository();
    for (const name of ['find', 'search']) repository.write(`dist/functions/${name}/func.js`, '');
    repository.write('dist/push.js', 'console.log(process.env.IMAGE_REFERENCE, process.argv[2])');
    const script = scriptOf(github.jobs.images.steps, 'Push');
    expect(repository.run([script], { IMAGE_REPOSITORY: 'registry.example/ns/oracleapi' })).toEqual({
      exitCode: 0,
      output:
        'registry.example/ns/oracleapi/find dist/functions/find/\nregistry.example/ns/oracleapi/search dist/functions/search/\n',
    });
  });

  test('are built beside that program in the job that has no token', () => {
    const repository = new PipelineRepository();
    const name = 'Bundle the program that pushes images';
    const built = repository.run(['npm ci', 'npm run synth', scriptOf(github.jobs.synth.steps, name)], github.env);
    expect(built).toMatchObject({ exitCode: 0 });
    expect(fs.existsSync(path.join(repository.folder, 'dist', 'functions', 'search', 'func.js'))).toBe(true);
    // By itself, as where it is run there is no node_modules.
    fs.rmSync(path.join(repository.folder, 'node_modules'));
    const usage = '✗ expected: IMAGE_REFERENCE=<host>/<repository> node push.js <folder of the bundle>\n';
    expect(repository.run(['node dist/push.js'], {})).toEqual({ exitCode: 1, output: usage });
  }, 120_000);
});
