import type { PropProblem } from '../prop-error';
import type { RsaKey } from './rsa-key';
import { isSigningAlgorithm } from './rsa-key';

/** A JSON Web Key as a key set holds it; members that the gateway does not take are allowed, and left out. */
export interface JsonWebKey {
  readonly kid?: string;
  readonly kty?: string;
  readonly alg?: string;
  readonly use?: string;
  readonly key_ops?: readonly string[];
  readonly n?: string;
  readonly e?: string;
  readonly [member: string]: unknown;
}

/** What an identity provider serves its keys as. */
export interface JsonWebKeySet {
  readonly keys: readonly JsonWebKey[];
}

/** The keys of a set that signatures can be checked with, and everything that is wrong with the others. */
export interface ReadKeySet {
  readonly keys: readonly RsaKey[];
  readonly problems: readonly PropProblem[];
}

/** Members that make a key private, whatever its type. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * Takes from a key set what a gateway takes as a fixed key.
 *
 * The set of an identity domain has keys with `key_ops` but without the `verify` that the gateway asks for, which
 * therefore gets `use: sig` instead. Keys for encryption are left out, as are certificates (`x5c`, `x5t`).
 */
export function readKeySet(set: unknown): ReadKeySet {
  const entries = entriesOf(set);
  if (entries === undefined) {
    return { keys: [], problems: [problem('is not a key set', typeof set, "an object with a list 'keys'")] };
  }
  const read = entries.filter((key) => !isForEncryption(key)).map(readKey);
  const problems = read.flatMap((one) => one.problems);
  const keys = read.flatMap((one) => one.keys);
  if (keys.length === 0 && problems.length === 0) {
    return { keys, problems: [problem('has no key for signatures', entries.length, 'a set with at least one')] };
  }
  return { keys, problems };
}

/** Does the same with the text of a set. */
export function parseKeySet(text: string): ReadKeySet {
  try {
    return readKeySet(JSON.parse(text));
  } catch {
    // The parser's message quotes the text, which may be anything.
    return { keys: [], problems: [problem('is not JSON', `${text.length} characters`, 'the text of a key set')] };
  }
}

function entriesOf(set: unknown): readonly JsonWebKey[] | undefined {
  if (typeof set !== 'object' || set === null || !('keys' in set) || !Array.isArray(set.keys)) return undefined;
  const keys = set.keys as readonly unknown[];
  return keys.every((key) => typeof key === 'object' && key !== null) ? (keys as readonly JsonWebKey[]) : undefined;
}

function isForEncryption({ use }: JsonWebKey): boolean {
  return use === 'enc';
}

function readKey(key: JsonWebKey): ReadKeySet {
  const { kid, kty, alg, n, e } = key;
  const name = typeof kid === 'string' ? kid : '<without kid>';
  const secrets = PRIVATE_MEMBERS.filter((member) => member in key);
  // Names only: the values must not get into a message.
  if (secrets.length > 0) {
    const next = 'A private key does not belong here; replace it, it may have been seen.';
    return refused(problem(`has a private key '${name}'`, secrets, 'public members only', next));
  }
  if (kty !== 'RSA')
    return refused(problem(`has a key '${name}' of a kind that the gateway does not take`, kty, 'RSA'));
  if (alg !== undefined && !isSigningAlgorithm(alg)) {
    return refused(
      problem(`has a key '${name}' of an algorithm that the gateway does not take`, alg, 'RS256, RS384 or RS512'),
    );
  }
  if (typeof kid !== 'string' || typeof n !== 'string' || typeof e !== 'string') {
    return refused(problem('has an incomplete key', Object.keys(key), 'kid, n and e'));
  }
  return { keys: [{ kid, n, e, ...(alg !== undefined && { alg }) }], problems: [] };
}

function refused(one: PropProblem): ReadKeySet {
  return { keys: [], problems: [one] };
}

function problem(wrong: string, got: unknown, expected: string, nextStep?: string): PropProblem {
  return { prop: 'keys', wrong, got: got ?? null, expected, ...(nextStep !== undefined && { nextStep }) };
}
