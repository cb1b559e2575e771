import { z } from 'zod/mini';
import type { FixedKey, FixedKeys, RemoteKeys } from '../../terraform/model/deployment';
import { Refusal } from './refusal';
import { webKeySchema } from './verification-key';
import type { CandidateKey } from './verification-key';

/** Gives the keys that a deployment checks its tokens with. */
export type KeySource = () => Promise<readonly CandidateKey[]>;

/** What a source of remote keys needs from its surroundings. */
export interface KeySourceOptions {
  /** Fetches a key set; given the address alone, as the gateway has no credentials. */
  readonly fetchKeys: (uri: string) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Most keys of one set. */
const MAX_KEYS = 10;
const MS_PER_HOUR = 3_600_000;

const keySetSchema = z.looseObject({ keys: z.array(webKeySchema) });

/** The source that a deployment's `public_keys` describe. */
export function keySource(keys: RemoteKeys | FixedKeys, options: KeySourceOptions): KeySource {
  if (keys.kind === 'remote') return remoteSource(keys, options);
  const candidates = keys.keys.map(fixedCandidate);
  return () => Promise.resolve(candidates);
}

function fixedCandidate({ kid, key }: FixedKey): CandidateKey {
  if (key.format === 'PEM') return { kid, pem: key.pem };
  const { kty, n, e, alg, use, keyOps } = key;
  return { kid, webKey: { kty, n, e, alg, use, key_ops: keyOps && [...keyOps] } };
}

function remoteSource({ uri, maxCacheHours }: RemoteKeys, { fetchKeys, now }: KeySourceOptions): KeySource {
  let cached: { readonly until: number; readonly keys: Promise<readonly CandidateKey[]> } | undefined;
  return () => {
    // An unknown kid does not fetch again: OCI documents no such thing, so a rotated key waits for the cache here too.
    if (cached && now() < cached.until) return cached.keys;
    const keys = fetchKeySet(uri, fetchKeys);
    const entry = { until: now() + maxCacheHours * MS_PER_HOUR, keys };
    cached = entry;
    // A failure is not kept, so that the next request tries again.
    keys.catch(() => {
      if (cached === entry) cached = undefined;
    });
    return keys;
  };
}

async function fetchKeySet(uri: string, fetchKeys: KeySourceOptions['fetchKeys']): Promise<readonly CandidateKey[]> {
  const response = await fetchKeys(uri).catch((error: unknown) => {
    throw new Refusal(
      500,
      `the key set ${uri} cannot be fetched: ${error instanceof Error ? error.message : 'failed'}`,
    );
  });
  if (response.status !== 200) {
    const hint = response.status === 401 ? '. Set signing_cert_public_access on the identity domain' : '';
    throw new Refusal(500, `the key set ${uri} was answered with ${response.status}${hint}`);
  }
  const parsed = keySetSchema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new Refusal(500, `${uri} does not hold a JSON web key set`);
  const { keys } = parsed.data;
  if (keys.length > MAX_KEYS) throw new Refusal(500, `${uri} holds ${keys.length} keys; at most ${MAX_KEYS}`);
  return keys.map((webKey) => ({ kid: webKey.kid, webKey }));
}
