import type { HttpMethod } from '../../apis';

/** What a route may answer; `ANY` is every method. */
export type RouteMethod = HttpMethod | 'OPTIONS' | 'ANY';

const METHODS: Readonly<Record<RouteMethod, true>> = {
  GET: true,
  HEAD: true,
  POST: true,
  PUT: true,
  PATCH: true,
  DELETE: true,
  OPTIONS: true,
  ANY: true,
};

/** Each of them, as the gateway spells it. */
export const ROUTE_METHODS: readonly string[] = Object.keys(METHODS);
