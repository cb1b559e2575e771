import { Duration } from '../duration';
import type { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';

/** A claim that a token has to have. */
export interface ClaimRule {
  /** The claim's name. */
  readonly key: string;
  /**
   * Allowed values, compared letter by letter.
   *
   * @default - any value
   */
  readonly values?: readonly string[];
  /**
   * Whether a token without the claim is refused; if not, its value is checked only where it is there.
   *
   * @default true
   */
  readonly required?: boolean;
}

const CLAIM_RULE: PropNames<ClaimRule> = {
  key: true,
  values: true,
  required: true,
};

/** What a gateway compares a token with. */
export interface TokenChecks {
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
  readonly claims: readonly ClaimRule[];
}

const MAX_NAMES = 5;
const MAX_CLAIMS = 10;
const MAX_SKEW_SECONDS = 120;

/** The attributes that hold the checks; both authentication types have the same ones. */
export function tokenChecksBlock({ issuers, audiences, claims }: TokenChecks): {
  readonly issuers: string[];
  readonly audiences: string[];
  readonly verifyClaims: { readonly key: string; readonly values: string[]; readonly isRequired: boolean }[];
} {
  return {
    issuers: [...issuers],
    audiences: [...audiences],
    verifyClaims: claims.map(({ key, values = [], required = true }) => ({
      key,
      values: [...values],
      isRequired: required,
    })),
  };
}

/**
 * Claims that no token passes the checks without. `exp` is none of them: a server's answer about a token need not have it.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens.htm
 */
export function checkedClaims({ issuers, audiences, claims }: TokenChecks): string[] {
  return [
    ...(issuers.length > 0 ? ['iss'] : []),
    ...(audiences.length > 0 ? ['aud'] : []),
    ...claims.filter(({ required = true }) => required).map(({ key }) => key),
  ];
}

/** Notes every list that the gateway does not take, and every entry that is empty or there already. */
export function checkTokenChecks(
  checks: PropChecks,
  { issuers, audiences, claims }: TokenChecks,
  least: { readonly issuers: number; readonly audiences: number } = { issuers: 1, audiences: 1 },
): void {
  checkCount(checks, 'issuers', issuers, least.issuers, MAX_NAMES);
  checkCount(checks, 'audiences', audiences, least.audiences, MAX_NAMES);
  checkCount(checks, 'claims', claims, 0, MAX_CLAIMS);
  for (const issuer of issuers) {
    checks.expect(issuer !== '', { prop: 'issuers', wrong: 'has an empty entry', got: issuer, expected: 'a URL' });
  }
  for (const audience of audiences) {
    checks.expect(audience !== '', {
      prop: 'audiences',
      wrong: 'has an empty entry',
      got: audience,
      expected: 'the audience of the resource server',
    });
  }
  checkOnce(checks, 'issuers', issuers);
  checkOnce(checks, 'audiences', audiences);
  checkClaims(checks, claims);
}

function checkClaims(checks: PropChecks, claims: readonly ClaimRule[]): void {
  for (const claim of claims) {
    const { key, values = [] } = claim;
    checks
      .known(claim, CLAIM_RULE, 'claims')
      .expect(key !== '', {
        prop: 'claims',
        wrong: 'has an empty key',
        got: key,
        expected: 'the name of a claim',
      })
      .expect(!values.includes(''), {
        prop: 'claims',
        wrong: 'has an empty value',
        got: { key, values },
        expected: 'values that the claim may have',
        nextStep: 'Leave values out to take any value.',
      });
  }
  for (const key of repeated(claims.map((claim) => claim.key))) {
    checks.expect(false, {
      prop: 'claims',
      wrong: 'has two rules for one claim',
      got: key,
      expected: 'one rule with all allowed values',
    });
  }
}

function checkOnce(checks: PropChecks, prop: string, list: readonly string[]): void {
  for (const got of repeated(list)) {
    checks.expect(false, { prop, wrong: 'has an entry twice', got, expected: 'each once' });
  }
}

/** What is there more than once. */
function repeated(list: readonly string[]): string[] {
  return [...new Set(list.filter((entry, index) => list.indexOf(entry) !== index))];
}

/** Notes a list that has fewer or more entries than the gateway takes. */
export function checkCount(
  checks: PropChecks,
  prop: string,
  list: readonly unknown[],
  least: number,
  most: number,
): void {
  checks.expect(list.length >= least && list.length <= most, {
    prop,
    wrong: 'has a number of entries that the gateway does not take',
    got: list.length,
    expected: `${String(least)} to ${String(most)}`,
  });
}

/** The tolerance in the provider's unit; notes when it is out of range. */
export function skewSeconds(checks: PropChecks, skew: Duration = Duration.seconds(0)): number {
  checks.ofKind({ maxClockSkew: skew }, { maxClockSkew: KIND.duration });
  const seconds = skew.toSeconds();
  checks.expect(seconds <= MAX_SKEW_SECONDS, {
    prop: 'maxClockSkew',
    wrong: 'is out of range',
    got: `${String(seconds)} s`,
    expected: '0 to 120 seconds',
  });
  return seconds;
}

/** A time that the gateway keeps what it fetched, in the provider's unit; notes when it is out of range. */
export function checkCacheHours(checks: PropChecks, hours: number): void {
  checks.expect(Number.isInteger(hours) && hours >= 1 && hours <= 24, {
    prop: 'cacheTime',
    wrong: 'is out of range',
    got: `${String(hours)} h`,
    expected: '1 to 24 whole hours',
  });
}
