import type { Deployment } from '../model/deployment';
import { readAuthentication } from './authentication';
import type { BlockReader } from './block-reader';
import { readRoute } from './route';

const MAX_ROUTES = 50;

/** Reads an `oci_apigateway_deployment`. */
export function readDeployment(reader: BlockReader): Deployment {
  reader.withoutEffect('defined_tags', 'freeform_tags', 'timeouts', 'locks', 'is_lock_override');
  const specification = reader.block('specification');
  specification?.withoutEffect('logging_policies');
  const policies = specification?.block('request_policies')?.block('authentication');
  const authentication = policies && readAuthentication(policies);
  const routes = specification?.blocks('routes') ?? [];
  if (routes.length > MAX_ROUTES) {
    specification?.problem('routes', `must not be more than ${MAX_ROUTES}; got ${routes.length}`);
  }
  return {
    address: reader.place.address,
    id: reader.completedText('id'),
    gatewayId: reader.text('gateway_id'),
    compartmentId: reader.text('compartment_id'),
    displayName: reader.optionalText('display_name') ?? reader.place.address,
    pathPrefix: readPrefix(reader),
    ...(authentication && { authentication }),
    routes: routes.map((route) =>
      readRoute(route, policies && { anonymousAccessAllowed: authentication?.anonymousAccessAllowed === true }),
    ),
  };
}

function readPrefix(reader: BlockReader): string {
  const prefix = reader.text('path_prefix');
  if (reader.has('path_prefix') && !isPrefix(prefix)) {
    reader.problem(
      'path_prefix',
      `must start with / and not end with it, with no //, no parameter and at most 255 characters of A-Z a-z 0-9 $-_.+!*'(),%;:@&=; got ${JSON.stringify(prefix)}`,
    );
  }
  return prefix;
}

function isPrefix(prefix: string): boolean {
  return prefix === '/' || (prefix.length <= 255 && /^(?:\/[\w$.+!*'(),%;:@&=-]+)+$/.test(prefix));
}
