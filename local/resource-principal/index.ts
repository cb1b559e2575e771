export { createTokenIssuer } from './token-issuer';
export type { Session, SessionHolder, TokenIssuer, TokenIssuerOptions } from './token-issuer';
