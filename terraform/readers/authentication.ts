import type { RequiredClaim, TokenAuthentication } from '../model/deployment';
import type { BlockReader } from './block-reader';
import { readKeys } from './keys';

const MAX_NAMES = 5;
const MAX_CLAIMS = 10;
const MAX_SKEW_SECONDS = 120;

/** Fields that the provider sends for the one type and drops without a word for the other. */
const ONLY_JWT = ['issuers', 'audiences', 'verify_claims', 'public_keys'];
const ONLY_TOKEN = ['validation_policy', 'validation_failure_policy'];
const ONLY_CUSTOM = ['function_id', 'cache_key', 'parameters'];

/** Reads the `authentication` of a deployment's request policies. */
export function readAuthentication(reader: BlockReader): TokenAuthentication | undefined {
  const type = reader.optionalText('type')?.toUpperCase();
  if (type !== 'JWT_AUTHENTICATION' && type !== 'TOKEN_AUTHENTICATION') {
    reader.abandon(
      'type',
      `${type ?? 'what it is'} is not understood here yet; expected JWT_AUTHENTICATION or TOKEN_AUTHENTICATION`,
    );
    return undefined;
  }
  const jwt = type === 'JWT_AUTHENTICATION';
  reader.refuse([...(jwt ? ONLY_TOKEN : ONLY_JWT), ...ONLY_CUSTOM], `is dropped by the provider for ${type}`);
  const policyName = jwt ? 'public_keys' : 'validation_policy';
  const policy = reader.block(policyName);
  reader.demand(policyName);
  const expected = jwt ? reader : policy?.block('additional_validation_policy');
  if (!jwt) {
    // Without it a token for any other audience that the same keys signed would pass.
    policy?.demand('additional_validation_policy');
  }
  const authentication: Omit<TokenAuthentication, 'keys'> = {
    address: reader.path,
    type,
    token: readToken(reader),
    issuers: expected?.requiredTexts('issuers', MAX_NAMES) ?? [],
    audiences: expected?.requiredTexts('audiences', MAX_NAMES) ?? [],
    claims: readClaims(expected),
    maxClockSkewSeconds: readSkew(reader),
    anonymousAccessAllowed: reader.optionalFlag('is_anonymous_access_allowed') ?? false,
  };
  const keys = policy && readKeys(policy);
  return keys && { ...authentication, keys };
}

function readToken(reader: BlockReader): TokenAuthentication['token'] {
  const header = reader.optionalText('token_header');
  const queryParameter = reader.optionalText('token_query_param');
  const scheme = reader.optionalText('token_auth_scheme');
  if (header !== undefined && queryParameter !== undefined) {
    reader.problem('token_query_param', 'must not be there together with token_header');
  }
  if (queryParameter !== undefined && header === undefined) {
    if (scheme !== undefined) {
      reader.problem('token_auth_scheme', 'belongs to token_header; a query parameter has no scheme');
    }
    return { queryParameter };
  }
  if (header === undefined && !reader.has('token_header')) {
    reader.problem('token_header', 'is required, or token_query_param instead of it');
  } else {
    reader.demand('token_auth_scheme');
  }
  return { header: header ?? '', scheme: scheme ?? '' };
}

function readClaims(reader: BlockReader | undefined): readonly RequiredClaim[] {
  const claims = reader?.blocks('verify_claims') ?? [];
  if (claims.length > MAX_CLAIMS) {
    reader?.problem('verify_claims', `must not be more than ${MAX_CLAIMS}; got ${claims.length}`);
  }
  return claims.map((claim) => ({
    key: claim.text('key'),
    values: claim.texts('values'),
    required: claim.optionalFlag('is_required') ?? false,
  }));
}

function readSkew(reader: BlockReader): number {
  const seconds = reader.optionalNumber('max_clock_skew_in_seconds') ?? 0;
  if (seconds < 0 || seconds > MAX_SKEW_SECONDS) {
    reader.problem('max_clock_skew_in_seconds', `must be from 0 to ${MAX_SKEW_SECONDS}; got ${seconds}`);
  }
  return seconds;
}
