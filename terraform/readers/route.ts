import type { Route, RouteAuthorization, RouteMethod } from '../model/deployment';
import type { BlockReader } from './block-reader';
import { readBackend } from './route-backend';

const METHODS: readonly RouteMethod[] = ['ANY', 'HEAD', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What a route needs to know of its deployment's authentication. */
export interface DeploymentAuthentication {
  readonly anonymousAccessAllowed: boolean;
}

/**
 * Reads one of the `routes` of a deployment.
 *
 * @param authentication absent when the deployment has none
 */
export function readRoute(reader: BlockReader, authentication?: DeploymentAuthentication): Route {
  reader.withoutEffect('logging_policies');
  const authorization = reader.block('request_policies')?.block('authorization');
  if (authorization !== undefined && authentication === undefined) {
    authorization.problem(undefined, 'needs an authentication in the request_policies of the deployment');
  }
  return {
    address: reader.path,
    path: readPath(reader),
    methods: readMethods(reader),
    authorization: readAuthorization(authorization, authentication),
    backend: readBackend(reader),
  };
}

function readPath(reader: BlockReader): string {
  const path = reader.text('path');
  const allowed = /^\/(?:(?:[\w$.+!*'(),%;:@&=-]+|\{\w+\})\/)*(?:[\w$.+!*'(),%;:@&=-]+|\{\w+\*?\})?$/;
  if (reader.has('path') && path !== '' && (path.length > 2000 || !allowed.test(path))) {
    reader.problem(
      'path',
      `must start with /, with no //, and hold whole segments like {name}, or {name*} at the end; got ${JSON.stringify(path)}`,
    );
  }
  return path;
}

function readMethods(reader: BlockReader): readonly RouteMethod[] {
  return reader.texts('methods').flatMap((given) => {
    const method = METHODS.find((candidate) => candidate === given.toUpperCase());
    if (method === undefined) {
      reader.problem('methods', `must be of ${METHODS.join(', ')}; got ${JSON.stringify(given)}`);
      return [];
    }
    return [method];
  });
}

function readAuthorization(reader?: BlockReader, authentication?: DeploymentAuthentication): RouteAuthorization {
  const type = reader?.choice('type', ['ANONYMOUS', 'AUTHENTICATION_ONLY', 'ANY_OF']);
  if (reader === undefined || type === undefined) {
    return { type: 'AUTHENTICATION_ONLY' };
  }
  if (type === 'ANY_OF') {
    const allowedScopes = reader.requiredTexts('allowed_scope');
    return { type, allowedScopes };
  }
  reader.refuse(['allowed_scope'], `is dropped for ${type}; it belongs to ANY_OF`);
  if (type === 'ANONYMOUS' && authentication?.anonymousAccessAllowed === false) {
    reader.problem('type', 'is ANONYMOUS, which the deployment forbids until is_anonymous_access_allowed is true');
  }
  return { type };
}
