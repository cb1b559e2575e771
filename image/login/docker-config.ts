import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { homeFolder } from '../../oci-user/home-folder';
import type { Credential, LoginAttempt } from './login';

/** What docker's configuration says of registries. */
interface DockerConfig {
  readonly auths?: Readonly<
    Record<string, { readonly auth?: string; readonly username?: string; readonly password?: string }>
  >;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

const HELPER_TIMEOUT_MS = 30_000;
/** Docker Hub has a name of its own in there. */
const HUB = ['registry-1.docker.io', 'https://index.docker.io/v1/'] as const;

/** Where docker's configuration is, and who ends the wait for a helper. */
export interface DockerLoginOptions {
  /** @default '~/.docker/config.json' */
  readonly file?: string;
  readonly signal?: AbortSignal;
}

/** A credential from `docker login`: docker's configuration file, or a credential helper that it names. */
export async function dockerCredential(
  host: string,
  { signal, file = defaultFile() }: DockerLoginOptions = {},
): Promise<LoginAttempt> {
  const config = readConfig(file);
  if (typeof config === 'string') return { tried: `${file} ${config}` };
  const names = host === HUB[0] ? [HUB[1], host] : [host, `https://${host}`];
  const helper = names.map((name) => config.credHelpers?.[name]).find((one) => one !== undefined) ?? config.credsStore;
  if (helper !== undefined) {
    for (const name of names) {
      const credential = await askHelper(helper, name, signal);
      if (credential !== undefined) return { credential, tried: `docker-credential-${helper}, as ${file} says` };
    }
  }
  for (const name of names) {
    const credential = credentialOf(config.auths?.[name]);
    if (credential !== undefined) return { credential, tried: `the login for ${host} in ${file}` };
  }
  const also = helper === undefined ? '' : ` and docker-credential-${helper} gave none`;
  return { tried: `${file} has no login for ${host}${also}` };
}

function defaultFile(): string {
  return path.join(process.env.DOCKER_CONFIG || path.join(homeFolder(), '.docker'), 'config.json');
}

function readConfig(file: string): DockerConfig | string {
  try {
    const parsed: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? parsed : 'is no configuration';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'is not there' : 'cannot be read';
  }
}

function credentialOf(entry: NonNullable<DockerConfig['auths']>[string] | undefined): Credential | undefined {
  if (entry?.username !== undefined && entry.password !== undefined) {
    return { username: entry.username, password: entry.password };
  }
  const text = Buffer.from(entry?.auth ?? '', 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 1 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** @see https://github.com/docker/docker-credential-helpers */
function askHelper(helper: string, name: string, signal?: AbortSignal): Promise<Credential | undefined> {
  // It becomes a program's name.
  if (!/^[\w.-]+$/.test(helper)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const child = spawn(`docker-credential-${helper}`, ['get'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: process.env,
      signal: AbortSignal.any([AbortSignal.timeout(HELPER_TIMEOUT_MS), ...(signal === undefined ? [] : [signal])]),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.once('error', () => {
      resolve(undefined);
    });
    child.once('close', (exitCode) => {
      resolve(exitCode === 0 ? answerOf(output) : undefined);
    });
    child.stdin.end(name);
  });
}

function answerOf(output: string): Credential | undefined {
  try {
    const { Username: username, Secret: password } = JSON.parse(output) as Record<string, unknown>;
    return typeof username === 'string' && typeof password === 'string' ? { username, password } : undefined;
  } catch {
    return undefined;
  }
}
