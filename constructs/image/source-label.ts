import fs from 'node:fs';
import path from 'node:path';
import { hasUser } from '../shown-url';

/** Says where an image's sources are. */
const SOURCE_LABEL = 'org.opencontainers.image.source';

/** The hosts for which npm has short names. */
const HOSTS: Readonly<Record<string, string>> = {
  github: 'https://github.com/',
  gitlab: 'https://gitlab.com/',
  bitbucket: 'https://bitbucket.org/',
};

/**
 * The address of the project's repository, as its `package.json` has it: the same in every clone, which git's own remotes are not.
 * None where it has none, or one with a password in it.
 *
 * @param project folder of the `package.json`; synth runs in it
 * @see https://docs.npmjs.com/cli/configuring-npm/package-json#repository
 */
export function tryProjectSource(project: string): string | undefined {
  const repository = repositoryIn(path.join(project, 'package.json'));
  if (repository === undefined) return undefined;
  const [, host = 'github', name] = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(repository) ?? [];
  const address = name === undefined ? repository.replace(/^git\+/, '') : `${HOSTS[host] ?? ''}${name}`;
  const isPlain = /^https:\/\/[^\s#?]+$/.test(address) && !hasUser(address);
  return isPlain ? address.replace(/\.git$/, '') : undefined;
}

/** What an image of the project that synth runs in says of itself, besides what the push adds; labels of one's own win. */
export function projectLabels(
  labels?: Readonly<Record<string, string>>,
  project = process.cwd(),
): Readonly<Record<string, string>> | undefined {
  const source = tryProjectSource(project);
  return source === undefined ? labels : { [SOURCE_LABEL]: source, ...labels };
}

function repositoryIn(file: string): string | undefined {
  let description: { readonly repository?: unknown };
  try {
    description = JSON.parse(fs.readFileSync(file, 'utf8')) as typeof description;
  } catch {
    return undefined;
  }
  const { repository } = description;
  const url =
    typeof repository === 'object' && repository !== null ? (repository as { url?: unknown }).url : repository;
  return typeof url === 'string' ? url : undefined;
}
