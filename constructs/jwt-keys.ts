import { Duration } from './duration';

/** An RSA public key as a JSON Web Key, the part that the gateway takes. */
export interface RsaKey {
  /** Has to equal the `kid` of the tokens' header. */
  readonly kid: string;
  /** Modulus, base64url; 2048 to 4096 bits. */
  readonly n: string;
  /** Exponent, base64url; most often `AQAB`. */
  readonly e: string;
}

/** An RSA public key in PEM form. */
export interface PemKey {
  /** Has to equal the `kid` of the tokens' header. */
  readonly kid: string;
  /** With its BEGIN and END lines. */
  readonly pem: string;
}

/** Where a gateway takes the keys from that tokens are checked with. */
export class JwtKeys {
  /**
   * Keys that the gateway fetches by itself and keeps for a time.
   *
   * The address has to answer without credentials: an identity domain's does only while its setting "Access signing
   * certificate" is on. Otherwise every request is answered with 500.
   */
  static remote(uri: string, options: { readonly cacheTime?: Duration } = {}): JwtKeys {
    return new JwtKeys({ uri, maxCacheDurationInHours: (options.cacheTime ?? Duration.hours(1)).toHours() });
  }

  /**
   * Keys that are part of the deployment: 10 at most. Nothing is fetched; a rotated key needs a new deployment.
   *
   * Give the values as Terraform variables, so that each environment, and the local cloud, has its own.
   */
  static fixed(keys: readonly (RsaKey | PemKey)[]): JwtKeys {
    return new JwtKeys(undefined, keys);
  }

  private constructor(
    readonly remoteKeys?: { readonly uri: string; readonly maxCacheDurationInHours: number },
    readonly fixedKeys: readonly (RsaKey | PemKey)[] = [],
  ) {}

  /** The block that holds the keys; both authentication types have the same one. */
  toBlock(): KeysBlock {
    if (this.remoteKeys !== undefined) return { type: 'REMOTE_JWKS', ...this.remoteKeys };
    return {
      type: 'STATIC_KEYS',
      keys: this.fixedKeys.map((key) =>
        'pem' in key
          ? { format: 'PEM', kid: key.kid, key: key.pem }
          : { format: 'JSON_WEB_KEY', kid: key.kid, kty: 'RSA', use: 'sig', alg: 'RS256', n: key.n, e: key.e },
      ),
    };
  }
}

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
