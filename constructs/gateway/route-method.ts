import type { HttpMethod } from '../../apis';

/** What a route may answer; `ANY` is every method. */
export type RouteMethod = HttpMethod | 'OPTIONS' | 'ANY';
