export { apiProblems } from './api-problems';
export { defineApi } from './define-api';
export type {
  Api,
  ApiDeclaration,
  ApiPermission,
  ApiRoute,
  ApiUpstream,
  HttpMethod,
  Json,
  PolicyVerb,
} from './define-api';
export { default as search } from './search';
