import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { scratch } from './scratch';

const ROOT = path.join(__dirname, '..');

/** GitHub's parser is written for bundlers: Node 20 imports no JSON the way it does. */
const PROGRAM = `
import fs from 'node:fs';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
const content = fs.readFileSync(0, 'utf8');
const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
const found = context.errors.getErrors().map(({ message }) => message);
const jobs = value === undefined ? Promise.resolve({}) : convertWorkflowTemplate(context, value);
void jobs.then(({ errors = [] }) => {
  process.stdout.write(JSON.stringify([...found, ...errors.map(({ Message }) => Message)]));
});
`;

/** What GitHub's own parser says is wrong with a workflow. */
export function workflowProblems(workflow: string): readonly string[] {
  const file = path.join(scratch('workflow'), 'parser.cjs');
  const options = { bundle: true, platform: 'node', format: 'cjs', write: false } as const;
  const [bundle] = buildSync({ ...options, stdin: { contents: PROGRAM, resolveDir: ROOT } }).outputFiles;
  fs.writeFileSync(file, bundle?.contents ?? '');
  const { stdout, stderr, status } = spawnSync(process.execPath, [file], { input: workflow, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly string[];
}
