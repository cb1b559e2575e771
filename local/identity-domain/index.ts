export { createIdentityDomain } from './identity-domain';
export type { IdentityDomain, IdentityDomainOptions, IssueOptions, TokenClaims } from './identity-domain';
export { JWKS_PATH, TOKEN_ISSUER, TOKEN_PATH } from './discovery';
export { createSigningKey, SIGNING_KEY_ID } from './signing-key';
export type { PublicSigningKey, SigningKey } from './signing-key';
