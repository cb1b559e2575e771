import type * as z from 'zod/v4/core';
import type { ApiPermission } from './api-permission';

/** A method that an upstream OCI API and a gateway route can have. */
export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Anything that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Where callers reach the API: the part of the address after the deployment's path prefix. */
export interface ApiRoute {
  readonly method: HttpMethod;
  /** Starts with `/`, for example `/search`. */
  readonly path: string;
}

/** Where an upstream is, as seen from the functions' subnet. */
export type UpstreamNetwork = 'oracle-services' | 'internet';

/** The OCI REST operation that the function calls with a signed request. */
export interface ApiUpstream {
  /** The first label of the service's host name, for example `query` in `query.eu-frankfurt-1.oci.oraclecloud.com`. */
  readonly service: string;
  readonly method: HttpMethod;
  /** The operation's path with its version, for example `/20180409/resources`. */
  readonly path: string;
  /**
   * Query parameters of the caller that the upstream gets; the others are dropped.
   *
   * @default - none
   */
  readonly queryParameters?: readonly string[];
  /**
   * Request headers of the caller that the upstream gets, for example `if-match`.
   *
   * @default - none
   */
  readonly requestHeaders?: readonly string[];
  /**
   * Whether the operation may be carried out twice, so that a request can be repeated after a passing failure.
   *
   * @default - true for GET and HEAD
   */
  readonly repeatable?: boolean;
  /**
   * Where the service is: in the Oracle Services Network, which a service gateway reaches, or outside of it.
   *
   * An API on the internet cannot be served from a network whose functions reach OCI's services only.
   *
   * @default 'oracle-services'
   */
  readonly network?: UpstreamNetwork;
}

/** What {@link defineApi} takes: the one place where an API is described. */
export interface ApiDeclaration<Schema extends z.$ZodType = z.$ZodType> {
  /** Names the function, its bundle and its configuration: lower-case letters, digits and dashes. */
  readonly name: string;
  /** The file that declares the API and exports it as default: always `__filename`. The bundle is built from it. */
  readonly source: string;
  /** One sentence for the people who will call the API. */
  readonly description: string;
  readonly route: ApiRoute;
  readonly upstream: ApiUpstream;
  /** The least that the function needs; its policy is derived from this list. */
  readonly permissions: readonly [ApiPermission, ...ApiPermission[]];
  /** What a caller's body must look like: a schema of `zod` or `zod/mini`. A body that breaks it is answered with 400. */
  readonly request: Schema;
  /** A body that the schema accepts; shown in the ready `curl` and sent by the local cloud's round trip. */
  readonly example: z.input<Schema>;
  /**
   * Turns the validated body into what the upstream gets.
   *
   * @default - the validated body itself
   */
  transformRequest?(request: z.output<Schema>): Json | Promise<Json>;
  /**
   * Turns the upstream's JSON into what the caller gets. Runs on success (2xx) only.
   *
   * @default - the upstream's answer, byte for byte
   */
  transformResponse?(response: Json): Json | Promise<Json>;
}

/** A declared API, its schema's type erased, as the constructs and the function take it. */
export type Api = ApiDeclaration;

/**
 * Declares an API once; the constructs, the function and the local cloud are all built from it.
 *
 * It only types and freezes: the function runs it at every cold start, so the checks are in `apiProblems`, which the
 * constructs call at synth.
 */
export function defineApi<Schema extends z.$ZodType>(declaration: ApiDeclaration<Schema>): ApiDeclaration<Schema> {
  return Object.freeze(declaration);
}
