import type { Deployment } from '../model/deployment';
import type { FunctionsApplication, OciFunction } from '../model/functions';
import type { Problems } from '../problems';
import { configBytes, MAX_CONFIG_BYTES } from './function-config';

const MAX_DEPLOYMENTS = 20;

/** Checks the rules that no single block can break. */
export function checkWholeStack(
  applications: readonly FunctionsApplication[],
  functions: readonly OciFunction[],
  deployments: readonly Deployment[],
  problems: Problems,
): void {
  for (const { address, applicationId, config } of functions) {
    const bytes = configBytes(applications.find(({ id }) => id === applicationId)?.config ?? {}, config);
    if (bytes > MAX_CONFIG_BYTES) {
      problems.add(
        { address, attribute: 'config' },
        `takes ${bytes} bytes with that of its application; the limit is ${MAX_CONFIG_BYTES}`,
      );
    }
  }
  for (const [i, deployment] of deployments.entries()) {
    checkNeighbours(
      deployment,
      deployments.slice(0, i).filter(({ gatewayId }) => gatewayId === deployment.gatewayId),
      problems,
    );
  }
}

function checkNeighbours({ address, pathPrefix }: Deployment, before: readonly Deployment[], problems: Problems): void {
  const place = { address, attribute: 'path_prefix' };
  const same = before.find((other) => other.pathPrefix === pathPrefix);
  const root = before.find((other) => other.pathPrefix === '/');
  if (same !== undefined) {
    problems.add(place, `is that of ${same.address} on the same gateway`);
  } else if (before.length > 0 && (root !== undefined || pathPrefix === '/')) {
    problems.add(
      place,
      `must not share a gateway with ${(root ?? before[0])?.address ?? ''}: the prefix / takes every path`,
    );
  }
  if (before.length === MAX_DEPLOYMENTS) {
    problems.add({ address }, `is one too many for its gateway; the limit is ${MAX_DEPLOYMENTS}`);
  }
}
