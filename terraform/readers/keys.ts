import type { FixedKey, FixedKeys, RemoteKeys } from '../model/deployment';
import type { BlockReader } from './block-reader';

const MAX_KEYS = 10;
const REMOTE = ['uri', 'max_cache_duration_in_hours', 'is_ssl_verify_disabled'];
const JWK = ['kty', 'n', 'e', 'alg', 'use', 'key_ops'];
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** Reads where the keys of tokens come from: a `public_keys` or a `validation_policy`. */
export function readKeys(reader: BlockReader): RemoteKeys | FixedKeys | undefined {
  const type = reader.optionalText('type')?.toUpperCase();
  if (type === 'REMOTE_JWKS') {
    reader.refuse(['keys'], 'is dropped for REMOTE_JWKS; it belongs to STATIC_KEYS');
    return readRemote(reader);
  }
  if (type === 'STATIC_KEYS') {
    reader.refuse(REMOTE, 'is dropped for STATIC_KEYS; it belongs to REMOTE_JWKS');
    return readFixed(reader);
  }
  reader.abandon('type', `${type ?? 'what it is'} is not understood here yet; expected REMOTE_JWKS or STATIC_KEYS`);
  return undefined;
}

function readRemote(reader: BlockReader): RemoteKeys {
  const hours = reader.optionalNumber('max_cache_duration_in_hours') ?? 1;
  if (!Number.isInteger(hours) || hours < 1 || hours > 24) {
    reader.problem('max_cache_duration_in_hours', `must be a whole number from 1 to 24; got ${hours}`);
  }
  if (reader.optionalFlag('is_ssl_verify_disabled') === true) {
    reader.problem('is_ssl_verify_disabled', 'is not understood here; whoever is between could hand out the keys');
  }
  return { kind: 'remote', uri: reader.text('uri'), maxCacheHours: hours };
}

function readFixed(reader: BlockReader): FixedKeys {
  const keys = reader.blocks('keys');
  if (keys.length === 0 || keys.length > MAX_KEYS) {
    reader.problem('keys', `must be from 1 to ${MAX_KEYS}; got ${keys.length}`);
  }
  return { kind: 'fixed', keys: keys.map(readKey) };
}

function readKey(reader: BlockReader): FixedKey {
  const format = reader.choice('format', ['JSON_WEB_KEY', 'PEM']);
  const common = { address: reader.path, kid: reader.text('kid') };
  if (format === 'PEM') {
    reader.refuse(JWK, 'is dropped for PEM; it belongs to JSON_WEB_KEY');
    return { ...common, key: { format, pem: readPem(reader) }, literal: reader.isLiteral('key') };
  }
  reader.refuse(['key'], 'is dropped for JSON_WEB_KEY; it belongs to PEM');
  return { ...common, key: readJwk(reader), literal: reader.isLiteral('n', 'e') };
}

function readPem(reader: BlockReader): string {
  const pem = reader.text('key');
  if (pem !== '' && !/^-----BEGIN PUBLIC KEY-----\n[^]+\n-----END PUBLIC KEY-----\n?$/.test(pem)) {
    reader.problem('key', 'must have the lines BEGIN PUBLIC KEY and END PUBLIC KEY');
  }
  return pem;
}

function readJwk(reader: BlockReader): Extract<FixedKey['key'], { format: 'JSON_WEB_KEY' }> {
  const alg = reader.optionalText('alg');
  const use = reader.optionalText('use');
  const keyOps = reader.texts('key_ops');
  if (alg !== undefined && !ALGORITHMS.includes(alg)) {
    reader.problem('alg', `must be one of ${ALGORITHMS.join(', ')}; got ${JSON.stringify(alg)}`);
  }
  if (use !== undefined && use !== 'sig') {
    reader.problem('use', `must be sig; got ${JSON.stringify(use)}`);
  }
  if (keyOps.length > 0 && !keyOps.includes('verify')) {
    reader.problem('key_ops', `must hold verify; got ${JSON.stringify(keyOps)}`);
  }
  if (!reader.has('use') && !reader.has('key_ops')) {
    reader.problem('use', 'is required, or key_ops instead of it');
  }
  return {
    format: 'JSON_WEB_KEY',
    kty: reader.choice('kty', ['RSA']) ?? 'RSA',
    n: readModulus(reader),
    e: reader.text('e'),
    ...(alg !== undefined && { alg }),
    ...(use !== undefined && { use }),
    ...(keyOps.length > 0 && { keyOps }),
  };
}

function readModulus(reader: BlockReader): string {
  const n = reader.text('n');
  const bits = Buffer.from(n, 'base64url').length * 8;
  if (n !== '' && (!/^[\w-]+$/.test(n) || bits < 2048 || bits > 4096)) {
    reader.problem('n', `must be base64url of 2048 to 4096 bits; got ${bits} bits`);
  }
  return n;
}
