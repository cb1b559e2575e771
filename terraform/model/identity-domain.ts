/** `oci_identity_domains_app`: a client, a resource server, or both. */
export interface IdentityDomainApp {
  readonly address: string;
  readonly id: string;
  readonly displayName: string;
  readonly idcsEndpoint: string;
  readonly active: boolean;
  readonly client?: IdentityDomainClient;
  readonly resourceServer?: ResourceServer;
}

export interface IdentityDomainClient {
  /** Attribute `name`. */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly type: 'confidential' | 'public' | 'trusted';
  /** For example `client_credentials`. */
  readonly allowedGrants: readonly string[];
  /** Fully qualified: the resource server's audience and a scope's value, joined without a separator. */
  readonly allowedScopes: readonly string[];
}

export interface ResourceServer {
  readonly audience: string;
  /** Bare values, as they stand in a token's `scope`. */
  readonly scopes: readonly string[];
  readonly accessTokenExpirySeconds: number;
}

/** `oci_identity_domains_setting` */
export interface IdentityDomainSetting {
  readonly address: string;
  readonly idcsEndpoint: string;
  /** Whether anyone may read the domain's signing certificate, which a gateway with remote keys needs. */
  readonly signingCertPublicAccess: boolean;
}
