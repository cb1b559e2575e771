import { ImageError } from './image-error';

/** Where an image is: `<host>/<repository>` and a tag, a digest or both. */
export interface ImageReference {
  /** As the registry is asked, for example `registry-1.docker.io`; with the port if there is one. */
  readonly host: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const DOCKER_HUB = 'registry-1.docker.io';
const DOCKER_HUB_NAMES = ['docker.io', 'index.docker.io', DOCKER_HUB];

const REPOSITORY = /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * Reads `<host>/<repository>[:<tag>][@sha256:<digest>]`; without a host it is Docker Hub's, as everywhere.
 *
 * @throws ImageError when it is none
 */
export function parseReference(text: string): ImageReference {
  const [named = '', digest, ...more] = text.split('@');
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const path = colon === -1 ? named : named.slice(0, colon);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  const { host, repository } = placeOf(path);
  const isRight =
    REPOSITORY.test(repository) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest)) &&
    more.length === 0 &&
    URL.canParse(`https://${host}`);
  if (!isRight) {
    throw new ImageError(`${JSON.stringify(text)} is no reference of an image; expected <host>/<repository>:<tag>.`);
  }
  return { host, repository, tag, digest };
}

/**
 * Reads where an image is pushed to: `<host>/<repository>`. Its tag is a hash of its content, so it cannot have one here.
 *
 * @throws ImageError when it is no such place
 */
export function parseTarget(text: string): ImageReference {
  const target = parseReference(text);
  const [first = ''] = text.split('/');
  if (!isHost(first) || !text.includes('/') || target.tag !== undefined || target.digest !== undefined) {
    throw new ImageError(
      `${JSON.stringify(text)} is no place to push to; expected <host>/<repository>, without a tag: the tag is a hash of the content.`,
    );
  }
  return target;
}

/** The reference as people write it. */
export function describeReference({ host, repository, tag, digest }: ImageReference): string {
  const shown = host === DOCKER_HUB ? 'docker.io' : host;
  return `${shown}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

function isHost(text: string): boolean {
  return /[.:]/.test(text) || text === 'localhost';
}

function placeOf(path: string): { host: string; repository: string } {
  const [first = '', ...rest] = path.split('/');
  const hasHost = rest.length > 0 && isHost(first);
  // As an address has it, in lower case and without the port that is the default anyway.
  const host = hasHost ? first.toLowerCase().replace(/:443$/, '') : 'docker.io';
  const repository = hasHost ? rest.join('/') : path;
  if (!DOCKER_HUB_NAMES.includes(host)) return { host, repository };
  return { host: DOCKER_HUB, repository: repository.includes('/') ? repository : `library/${repository}` };
}
