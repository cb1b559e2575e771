import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const FOLDER = path.join(__dirname, '..', 'examples', 'pipelines');

type Variables = Readonly<Record<string, string>>;

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Variables;
}

/** A job of GitHub's workflow. */
export interface GitHubJob {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly permissions: Variables;
  readonly environment?: string;
  readonly concurrency?: object;
  readonly steps: readonly Step[];
}

interface GitHubWorkflow {
  readonly on: object;
  readonly permissions: object;
  readonly env: Variables;
  readonly jobs: Readonly<Record<'diff' | 'comment' | 'synth' | 'images' | 'deploy', GitHubJob>>;
}

interface GitLabJob {
  readonly id_tokens?: Readonly<Record<string, { readonly aud: string }>>;
  readonly variables?: Variables;
  readonly script: readonly string[];
  readonly artifacts?: { readonly paths: readonly string[] };
}

interface GitLabPipeline extends Readonly<Record<'diff' | 'synth' | 'deploy', GitLabJob>> {
  readonly variables: Variables;
}

interface BuildSpecification {
  readonly env: { readonly variables: Variables };
  readonly steps: readonly { readonly name: string; readonly command: string }[];
}

/** Text of a file of `examples/pipelines`. */
export function pipelineFile(name: string): string {
  return fs.readFileSync(path.join(FOLDER, name), 'utf8');
}

export const github = parse(pipelineFile('github-actions.yml')) as GitHubWorkflow;
export const gitlab = parse(pipelineFile('gitlab-ci.yml')) as GitLabPipeline;
export const devops = parse(pipelineFile('build_spec.yaml')) as BuildSpecification;

/** The script of a step of GitHub's workflow, or of DevOps's build specification. */
export function scriptOf(steps: readonly { name?: string; run?: string; command?: string }[], name: string): string {
  const step = steps.find((one) => one.name === name);
  const script = step?.run ?? step?.command;
  if (script === undefined) throw new Error(`no step ${name} with a script`);
  return script;
}
