import type { PropChecks } from '../prop-error';
import { isHeaderName } from '../gateway/header-name';

/** The attributes of an authentication that say where its token is: the two places exclude each other. */
export type TokenLocationAttributes =
  { readonly tokenHeader: string; readonly tokenAuthScheme: string } | { readonly tokenQueryParam: string };

/** Where a caller puts the token. */
export class TokenLocation {
  /**
   * In a header, after the name of a scheme: `Authorization: Bearer <token>`.
   *
   * @param name the header's, in any case
   * @param scheme what stands before the token; the gateway refuses a header without it
   */
  static header(name: string, scheme: string): TokenLocation {
    return new TokenLocation({ tokenHeader: name, tokenAuthScheme: scheme });
  }

  /**
   * In a query parameter: `?name=<token>`, for callers that cannot set a header.
   *
   * Addresses end up in logs and histories, and a token with them: keep such tokens short-lived.
   */
  static queryParameter(name: string): TokenLocation {
    return new TokenLocation({ tokenQueryParam: name });
  }

  private constructor(readonly attributes: TokenLocationAttributes) {}

  /** Notes what is wrong with it. */
  check(checks: PropChecks): void {
    if ('tokenQueryParam' in this.attributes) {
      checkTokenParameter(checks, 'tokenLocation', this.attributes.tokenQueryParam);
      return;
    }
    checkTokenHeader(checks, 'tokenLocation', this.attributes.tokenHeader);
    checks.expect(/^[^\s,]+$/.test(this.attributes.tokenAuthScheme), {
      prop: 'tokenLocation',
      wrong: 'has no scheme of one word',
      got: this.attributes.tokenAuthScheme,
      expected: "the word before the token, for example 'Bearer'",
    });
  }
}

/** Notes that a name is none of a header. */
export function checkTokenHeader(checks: PropChecks, prop: string, name: string): void {
  checks.expect(isHeaderName(name), {
    prop,
    wrong: 'is not the name of a header',
    got: name,
    expected: "for example 'Authorization'",
  });
}

/** Notes that a name is none of a query parameter. */
export function checkTokenParameter(checks: PropChecks, prop: string, name: string): void {
  checks.expect(/^[^\s&=?#[\]{}$%"]+$/.test(name), {
    prop,
    wrong: 'is not the name of a query parameter',
    got: name,
    expected: "for example 'token'",
  });
}
