import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { misconfigured } from '../environment';
import { FunctionError } from '../function-error';
import type { SigningKey } from '../signer/sign-request';
import { isIssuedFor, trySessionToken } from './session-token';
import type { Credentials, CredentialSource } from './source';

/** A key and a token that belong together. */
export interface Session extends SigningKey {
  /** Milliseconds since the epoch. */
  readonly expiresAtMs: number;
}

/** Who the function is to OCI. */
export interface ResourcePrincipal {
  /** The session to sign with; read again when its files changed or its end is near. */
  session(): Promise<Session>;
  /**
   * What to sign with after the upstream refused `refused`.
   *
   * Many calls that are refused at once share one reading.
   */
  refresh(refused: Session): Promise<Session>;
}

/** What {@link createResourcePrincipal} needs from outside. */
export interface ResourcePrincipalOptions {
  readonly source: CredentialSource;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

interface Loaded {
  readonly session: Session;
  readonly credentials: Credentials;
  readonly stamp: string;
}

const NEAR_END_MS = 5 * 60_000;
/** How long key and token of two generations are waited for to become a pair: 310 ms in all. */
const READ_AGAIN_AFTER_MS = [10, 20, 40, 80, 160];

/** Makes the function's resource principal; nothing is read before the first session is asked for. */
export function createResourcePrincipal(options: ResourcePrincipalOptions): ResourcePrincipal {
  const { source, now, wait } = options;
  let current: Loaded | undefined;
  let reading: Promise<Session> | undefined;

  function isFresh({ session, stamp }: Loaded): boolean {
    return session.expiresAtMs - now() > NEAR_END_MS && stamp === source.stamp();
  }

  async function read(): Promise<Session> {
    let problem: unknown;
    for (const delayMs of source.changes ? [0, ...READ_AGAIN_AFTER_MS] : [0]) {
      if (delayMs > 0) await wait(delayMs);
      try {
        current = load(source, current);
        return current.session;
      } catch (error) {
        problem = error;
      }
    }
    // A pair that is still valid beats none: the platform may be in the middle of a slow replacement.
    if (current && current.session.expiresAtMs > now()) return current.session;
    throw problem;
  }

  function readOnce(): Promise<Session> {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return {
    async session() {
      return current && isFresh(current) ? current.session : readOnce();
    },
    async refresh(refused) {
      return current && current.session !== refused ? current.session : readOnce();
    },
  };
}

/** Reads one pair; returns `previous` when there is nothing new, and throws when the two are no pair. */
function load(source: CredentialSource, previous: Loaded | undefined): Loaded {
  // Before the reading: a change during it makes the next call read again.
  const stamp = source.stamp();
  const credentials = source.read();
  if (previous?.credentials.key === credentials.key && previous.credentials.token === credentials.token) {
    return { ...previous, stamp };
  }
  const token = trySessionToken(credentials.token);
  if (!token) throw misconfigured('OCI_RESOURCE_PRINCIPAL_RPST', 'holds no session token');
  const privateKey = parseKey(credentials.key, source.passphrase);
  if (!isIssuedFor(token, privateKey)) {
    throw new FunctionError(
      500,
      'PrincipalUnavailable',
      "The function's key and session token do not belong together.",
    );
  }
  const session = { keyId: `ST$${token.text}`, privateKey, expiresAtMs: token.expiresAtMs ?? Infinity };
  return { session, credentials, stamp };
}

function parseKey(pem: string, passphrase: string | undefined): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, passphrase });
  } catch {
    // No cause: the library's message may hold a part of what it could not read.
    throw misconfigured('OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM', 'holds no private key that can be read');
  }
  if (key.asymmetricKeyType !== 'rsa') throw misconfigured('OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM', 'holds no RSA key');
  return key;
}
