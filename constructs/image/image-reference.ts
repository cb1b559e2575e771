import { withoutExpressions } from '../terraform-reference';

const WORDS = /[a-z0-9]+([._-]+[a-z0-9]+)*/.source;
const REPOSITORY = new RegExp(`^${WORDS}(/${WORDS})*$`);
const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(:\d{1,5})?$/i;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A reference of an image in its parts, as it is written. */
interface ReferenceParts {
  /** Undefined where it is left out, which means Docker Hub. */
  readonly host?: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Whether a pusher can ask for it: `[<host>/]<repository>[:<tag>][@sha256:<digest>]`. */
export function isReference(text: string): boolean {
  const { host, repository, tag, digest } = partsOf(text);
  return (
    REPOSITORY.test(repository) &&
    (host === undefined || (HOST.test(host) && URL.canParse(`https://${host}`))) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest))
  );
}

/** Whether it says in which registry the image is. */
export function namesHost(text: string): boolean {
  return partsOf(text).host !== undefined;
}

/** Whether it says which of the repository's images is meant. */
export function namesVersion(text: string): boolean {
  const { tag, digest } = partsOf(text);
  return tag !== undefined || digest !== undefined;
}

/** Whether a repository can have the name, as far as it is known. */
export function isRepositoryName(text: string): boolean {
  return REPOSITORY.test(withoutExpressions(text, 'x'));
}

function partsOf(text: string): ReferenceParts {
  const at = text.indexOf('@');
  const named = at === -1 ? text : text.slice(0, at);
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const path = colon === -1 ? named : named.slice(0, colon);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  const [first = '', ...rest] = path.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return { host: isHost ? first : undefined, repository: isHost ? rest.join('/') : path, tag, digest };
}
