import type { Api } from '../apis';

/** What a declaration may say of its upstream beyond the operation itself. */
export interface UpstreamOptions {
  /**
   * Query parameters of the caller that the upstream gets.
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
}

/** A declared API as the function serves it. */
export type ServedApi = Api & { readonly upstream: UpstreamOptions };
