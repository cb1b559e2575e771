export type {
  ApiPermission,
  NamedPermissions,
  PolicyComparison,
  PolicyCondition,
  PolicyVerb,
  VerbPermission,
} from './api-permission';
export { apiProblems } from './api-problems';
export { defineApi } from './define-api';
export type { Api, ApiDeclaration, ApiRoute, ApiUpstream, HttpMethod, Json, UpstreamNetwork } from './define-api';
export { default as search } from './search';
