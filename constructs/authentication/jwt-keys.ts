import { readFileSync } from 'node:fs';
import { Token } from 'cdktf';
import { Duration } from '../duration';
import { parseKeySet, readKeySet } from './json-web-key-set';
import type { JsonWebKeySet, ReadKeySet } from './json-web-key-set';
import { CalledServer } from '../network/called-server';
import { checkWayOut, WAY_OUT_OPTIONS } from '../network/way-out';
import type { WayOutOptions } from '../network/way-out';
import { known, ofKind } from '../prop-error';
import type { PropChecks, PropProblem } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import { checkKey } from './rsa-key';
import type { PemKey, RsaKey } from './rsa-key';
import { checkFetchedUrl } from './fetched-url';
import type { FetchedByGateway } from './gateway-authentication';
import { checkCacheHours, checkCount } from './token-checks';

/** `public_keys` of JWT_AUTHENTICATION, the start of `validation_policy` of TOKEN_AUTHENTICATION. */
export interface KeysBlock {
  readonly type: 'REMOTE_JWKS' | 'STATIC_KEYS';
  readonly uri?: string;
  readonly maxCacheDurationInHours?: number;
  readonly keys?: {
    readonly format: 'PEM' | 'JSON_WEB_KEY';
    readonly kid: string;
    readonly key?: string;
    readonly kty?: string;
    readonly use?: string;
    readonly alg?: string;
    readonly n?: string;
    readonly e?: string;
  }[];
}

const MAX_KEYS = 10;

/** How keys are fetched, and for how long they are kept. */
export interface RemoteKeysOptions extends WayOutOptions {
  /**
   * How long keys are kept: 1 to 24 whole hours. A key that the provider withdraws is still accepted for as long.
   *
   * @default Duration.hours(1)
   */
  readonly cacheTime?: Duration;
}

export const REMOTE_KEYS_OPTIONS: PropNames<RemoteKeysOptions> = {
  cacheTime: true,
  ...WAY_OUT_OPTIONS,
};

/** Where a gateway takes the keys from that tokens are checked with. */
export class JwtKeys {
  /**
   * Keys that the gateway fetches by itself and keeps for a time.
   *
   * The address has to answer without credentials: an identity domain's does only while its setting "Access signing
   * certificate" is on. It has to be reached from the gateway's subnet, and to serve 10 keys at most. Otherwise every
   * request is answered with 500. A network that does not reach the internet is refused, for an identity domain as well,
   * unless `reachedThrough` says another way.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-usinjson.htm
   */
  static remote(uri: string, options: RemoteKeysOptions = {}): JwtKeys {
    const { cacheTime = Duration.hours(1), reachedThrough } = known(options, REMOTE_KEYS_OPTIONS);
    return new JwtKeys({
      uri,
      maxCacheDurationInHours: ofKind('cacheTime', cacheTime, KIND.duration).toHours(),
      reachedThrough,
    });
  }

  /**
   * Keys that are part of the deployment: 10 at most. Nothing is fetched; a rotated key needs a new deployment.
   *
   * Give the values as Terraform variables, so that each environment, and the local cloud, has its own.
   */
  static fixed(keys: readonly (RsaKey | PemKey)[]): JwtKeys {
    return new JwtKeys(undefined, keys);
  }

  /**
   * Fixed keys from a key set as an identity provider serves it, parsed or as text.
   *
   * Keys for encryption and members that the gateway does not take are left out. A set with a private key is refused.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-keyparams.htm
   */
  static fromJwks(set: JsonWebKeySet | string): JwtKeys {
    return JwtKeys.ofSet(typeof set === 'string' ? parseKeySet(set) : readKeySet(set));
  }

  /**
   * Fixed keys from a file that holds a key set.
   *
   * @param file relative to the folder that synth runs in
   */
  static fromJwksFile(file: string): JwtKeys {
    try {
      return JwtKeys.ofSet(parseKeySet(readFileSync(file, 'utf8')));
    } catch {
      const wrong = 'are in a file that cannot be read';
      return new JwtKeys(undefined, [], [{ prop: 'keys', wrong, got: file, expected: 'a file with a key set' }]);
    }
  }

  private static ofSet({ keys, problems }: ReadKeySet): JwtKeys {
    return new JwtKeys(undefined, keys, problems);
  }

  private constructor(
    readonly remoteKeys?: WayOutOptions & { readonly uri: string; readonly maxCacheDurationInHours: number },
    readonly fixedKeys: readonly (RsaKey | PemKey)[] = [],
    /** What was wrong when they were read; said by {@link JwtKeys.check}, which knows whose keys they are. */
    private readonly problems: readonly PropProblem[] = [],
  ) {}

  /** Notes what is wrong with them. */
  check(checks: PropChecks): void {
    for (const problem of this.problems) checks.expect(false, problem);
    if (this.remoteKeys !== undefined) {
      const { uri, maxCacheDurationInHours } = this.remoteKeys;
      checkCacheHours(checks, maxCacheDurationInHours);
      checkWayOut(checks, 'reachedThrough', this.remoteKeys);
      checkFetchedUrl(checks, 'keys.uri', uri);
    } else if (this.problems.length === 0) {
      checkCount(checks, 'keys', this.fixedKeys, 1, MAX_KEYS);
      for (const key of this.fixedKeys) checkKey(checks, key);
      this.checkNames(checks);
    }
  }

  /** What the gateway fetches of them; undefined for fixed keys. */
  get fetched(): FetchedByGateway | undefined {
    const { remoteKeys } = this;
    return (
      remoteKeys && {
        what: 'the keys that tokens are checked with',
        from: CalledServer.at(remoteKeys.uri, remoteKeys),
      }
    );
  }

  /** The block that holds the keys; both authentication types have the same one. */
  toBlock(): KeysBlock {
    if (this.remoteKeys !== undefined) {
      const { uri, maxCacheDurationInHours } = this.remoteKeys;
      return { type: 'REMOTE_JWKS', uri, maxCacheDurationInHours };
    }
    return {
      type: 'STATIC_KEYS',
      keys: this.fixedKeys.map((key) =>
        'pem' in key
          ? { format: 'PEM', kid: key.kid, key: key.pem }
          : {
              format: 'JSON_WEB_KEY',
              kid: key.kid,
              kty: 'RSA',
              use: 'sig',
              alg: key.alg ?? 'RS256',
              n: key.n,
              e: key.e,
            },
      ),
    };
  }

  private checkNames(checks: PropChecks): void {
    const names = this.fixedKeys.map(({ kid }) => kid).filter((kid) => !Token.isUnresolved(kid));
    const twice = names.filter((kid, index) => names.indexOf(kid) !== index);
    checks.expect(twice.length === 0, {
      prop: 'keys',
      wrong: 'has two keys of one kid',
      got: twice,
      expected: 'a kid of its own for each, as tokens name their key by it',
    });
  }
}
