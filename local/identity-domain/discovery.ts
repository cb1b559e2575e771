/** What every domain writes as issuer, whatever its own host; the last slash is part of it. */
export const TOKEN_ISSUER = 'https://identity.oraclecloud.com/';

/** Where clients ask for tokens. */
export const TOKEN_PATH = '/oauth2/v1/token';

/** Where a domain publishes its signing key, if it may. */
export const JWKS_PATH = '/admin/v1/SigningCert/jwk';

/** The OpenID Connect discovery document of a domain, as far as it is emulated. */
export function discovery(url: string): Record<string, string | readonly string[]> {
  const base = url.replace(/\/$/, '');
  return {
    // Not the domain's own host, as in OCI: strict OpenID clients stumble over it there too.
    issuer: TOKEN_ISSUER,
    token_endpoint: base + TOKEN_PATH,
    jwks_uri: base + JWKS_PATH,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
  };
}
