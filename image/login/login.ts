import type { Persistent } from '../patience';

/** A name and a password, as a registry takes them. */
export interface Credential {
  readonly username: string;
  readonly password: string;
}

/** What looking for a credential came to. */
export interface LoginAttempt {
  /** None when this way has none. */
  readonly credential?: Credential;
  /** What was tried, and why it gave nothing; never a secret. */
  readonly tried: string;
}

/** How patient a way may be. */
export interface LoginPatience {
  readonly persistent: Persistent;
  /** Ctrl-C. */
  readonly signal?: AbortSignal;
}

/** One way to a credential for a registry. */
export type LoginWay = (host: string, patience: LoginPatience) => Promise<LoginAttempt>;

/** Asks one way after the other until one of them has a credential; tells all that was tried. */
export async function findCredential(
  host: string,
  ways: readonly LoginWay[],
  patience: LoginPatience,
): Promise<{ readonly credential?: Credential; readonly tried: readonly string[] }> {
  const tried: string[] = [];
  for (const way of ways) {
    const attempt = await way(host, patience);
    tried.push(attempt.tried);
    if (attempt.credential !== undefined) return { credential: attempt.credential, tried };
  }
  return { tried };
}
