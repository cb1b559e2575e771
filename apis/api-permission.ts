/** What OCI's policy language lets a statement allow, from least to most. */
export type PolicyVerb = 'inspect' | 'read' | 'use' | 'manage';

/**
 * What a request has to be like for a statement to hold.
 *
 * A variable that a request does not have makes its comparison false, so that a condition on `target.bucket.name` also
 * denies the listing of buckets. Letter case is ignored.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/conditions.htm
 */
export type PolicyCondition =
  | PolicyComparison
  /** Every one of them holds. */
  | { readonly all: readonly [PolicyCondition, ...PolicyCondition[]] }
  /** One of them holds at least. */
  | { readonly any: readonly [PolicyCondition, ...PolicyCondition[]] };

/** One variable of a request, for example `target.bucket.name`, and what it has to be. */
export type PolicyComparison =
  /** It is the value. */
  | { readonly variable: string; readonly value: string }
  /** It is there and is another value. */
  | { readonly variable: string; readonly notValue: string }
  /** It is one of the values. */
  | { readonly variable: string; readonly values: readonly [string, ...string[]] }
  /** It starts with the text. */
  | { readonly variable: string; readonly startsWith: string };

/** A verb and the resource type, or family of types, that it is for. */
export interface VerbPermission {
  readonly verb: PolicyVerb;
  /** For example `instances` or `virtual-network-family`. */
  readonly resourceType: string;
  /**
   * Narrows it, for example to one bucket.
   *
   * @default - every resource of the type
   */
  readonly where?: PolicyCondition;
}

/** Single permissions by their own names, where a verb would allow more than is needed. */
export interface NamedPermissions {
  /**
   * For example `['OBJECT_READ']`.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/policyreference.htm
   */
  readonly permissions: readonly [string, ...string[]];
  /**
   * Narrows them, for example to one bucket.
   *
   * @default - every resource that they are for
   */
  readonly where?: PolicyCondition;
}

/** One permission that the function needs to call the upstream, in the words of OCI's policy language. */
export type ApiPermission = VerbPermission | NamedPermissions;
