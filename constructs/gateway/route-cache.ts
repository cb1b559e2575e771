import type {
  ApigatewayDeploymentSpecificationRoutesRequestPoliciesResponseCacheLookup,
  ApigatewayDeploymentSpecificationRoutesResponsePoliciesResponseCacheStore,
} from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { ContextTable, ContextVariable } from './context-variable';
import type { Duration } from '../duration';
import { isCount } from '../prop-error';
import type { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import type { RouteMethod } from './route-method';

const METHODS: readonly RouteMethod[] = ['GET', 'HEAD', 'OPTIONS'];
const TABLES: readonly ContextTable[] = ['query', 'headers', 'auth', 'host'];

/**
 * How long a gateway may answer a route out of its response cache. Answers are told apart by method and path alone; what
 * `cache-control` says does not count.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayresponsecaching.htm
 */
export interface RouteCache {
  /** How long an answer is kept: whole seconds, at least 1. */
  readonly timeToLive: Duration;
  /**
   * What else answers differ by. Every query parameter that changes the answer has to be named: the gateway leaves the
   * query out.
   *
   * @default - nothing
   */
  readonly keyAdditions?: readonly ContextVariable[];
  /**
   * Keeps answers to callers with a token as well, each for that very token. A route that asks for tokens caches nothing
   * without it.
   *
   * @default false
   */
  readonly cacheAnswersToAuthorizedCallers?: boolean;
  /**
   * Gives the answer that one caller with a token got to all others who may call the route.
   *
   * @default false
   */
  readonly shareAnswersAmongAuthorizedCallers?: boolean;
}

const CACHE: PropNames<RouteCache> = {
  timeToLive: true,
  keyAdditions: true,
  cacheAnswersToAuthorizedCallers: true,
  shareAnswersAmongAuthorizedCallers: true,
};

/** What the cache of a route has to know of its surroundings. */
export interface CacheSurroundings {
  /** Whether the gateway has a response cache. */
  readonly gatewayCaches: boolean;
  /** Where callers have their token; absent when that is not one place. */
  readonly token?: ContextVariable;
  readonly methods: readonly RouteMethod[];
  readonly anonymous: boolean;
}

/** Notes what is wrong with the cache of a route. */
export function checkRouteCache(checks: PropChecks, cache: RouteCache, around: CacheSurroundings): void {
  checks.known(cache, CACHE, 'cache');
  const timeToLive = (cache as Partial<RouteCache>).timeToLive ?? null;
  const flags = { cacheAnswersToAuthorizedCallers: KIND.boolean, shareAnswersAmongAuthorizedCallers: KIND.boolean };
  const kinds = { timeToLive: KIND.duration, keyAdditions: KIND.list, ...flags };
  checks.ofKind({ ...cache, timeToLive }, kinds, 'cache.');
  const { cacheAnswersToAuthorizedCallers: authorized = false, keyAdditions = [] } = cache;
  const { shareAnswersAmongAuthorizedCallers: shared = false } = cache;
  const uncached = around.methods.find((method) => !METHODS.includes(method));
  const strange = keyAdditions.find(({ table }) => !TABLES.includes(table));
  const seconds = cache.timeToLive.toSeconds();
  checks
    .expect(around.gatewayCaches, {
      prop: 'cache',
      wrong: 'has no effect',
      got: 'a gateway without a response cache',
      expected: 'a gateway that has one',
      nextStep: 'Give the gateway responseCache.',
    })
    .expect(isCount(seconds), {
      prop: 'cache.timeToLive',
      wrong: 'is out of range',
      got: `${String(seconds)} s`,
      expected: 'whole seconds, at least 1',
    })
    .expect(uncached === undefined, {
      prop: 'cache',
      wrong: 'is for a method whose answers are never kept',
      got: uncached,
      expected: METHODS.join(', '),
      nextStep: 'Put the other methods into a route of their own.',
    })
    .expect(strange === undefined, {
      prop: 'cache.keyAdditions',
      wrong: 'has an entry that cannot be part of a key',
      got: strange?.reference,
      expected: 'query parameters, headers, claims or the host',
    })
    .expect(around.anonymous || authorized, {
      prop: 'cache',
      wrong: 'has no effect on a route whose callers have tokens',
      got: { cacheAnswersToAuthorizedCallers: authorized },
      expected: 'cacheAnswersToAuthorizedCallers: true, or an anonymous route',
    })
    .expect(!shared || authorized, {
      prop: 'cache.shareAnswersAmongAuthorizedCallers',
      wrong: 'means nothing without cacheAnswersToAuthorizedCallers',
      got: shared,
      expected: 'both or none',
    })
    .expect(!authorized || shared || around.token !== undefined, {
      prop: 'cache.cacheAnswersToAuthorizedCallers',
      wrong: 'cannot tell callers apart',
      got: 'an authentication whose token is in no single place',
      expected: 'a token in a header or a query parameter',
      nextStep: 'If all callers may share their answers, say shareAnswersAmongAuthorizedCallers: true.',
    });
}

/** What the route's `response_cache_lookup` holds. */
export function cacheLookupBlock(
  cache: RouteCache,
  token: ContextVariable | undefined,
): ApigatewayDeploymentSpecificationRoutesRequestPoliciesResponseCacheLookup {
  const { cacheAnswersToAuthorizedCallers: authorized = false, keyAdditions = [] } = cache;
  const own =
    authorized && cache.shareAnswersAmongAuthorizedCallers !== true ? [token].flatMap((one) => one ?? []) : [];
  return {
    type: 'SIMPLE_LOOKUP_POLICY',
    isEnabled: true,
    isPrivateCachingEnabled: authorized,
    cacheKeyAdditions: [...new Set([...own, ...keyAdditions].map(({ reference }) => reference))],
  };
}

/** What the route's `response_cache_store` holds. */
export function cacheStoreBlock({
  timeToLive,
}: RouteCache): ApigatewayDeploymentSpecificationRoutesResponsePoliciesResponseCacheStore {
  return { type: 'FIXED_TTL_STORE_POLICY', timeToLiveInSeconds: timeToLive.toSeconds() };
}
