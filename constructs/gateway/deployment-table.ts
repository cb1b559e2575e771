import type { PropChecks } from '../prop-error';

const MAX_DEPLOYMENTS = 20;
const ROOT = '/';

/**
 * Notes why a deployment cannot be beside those that a gateway has already.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaycreatingdeployment.htm
 */
export function checkNeighbours(
  checks: PropChecks,
  pathPrefix: string,
  others: readonly { readonly pathPrefix: string }[],
): void {
  const prefixes = others.map((other) => other.pathPrefix);
  checks
    .expect(others.length < MAX_DEPLOYMENTS, {
      prop: 'deployments',
      wrong: 'has more entries than a gateway takes',
      got: others.length + 1,
      expected: `at most ${String(MAX_DEPLOYMENTS)}`,
      nextStep: 'Put the others on a second gateway.',
    })
    .expect(!prefixes.includes(pathPrefix), {
      prop: 'pathPrefix',
      wrong: 'is that of another deployment of the gateway',
      got: pathPrefix,
      expected: 'a prefix of its own',
    })
    .expect(others.length === 0 || (pathPrefix !== ROOT && !prefixes.includes(ROOT)) || prefixes.includes(pathPrefix), {
      prop: 'pathPrefix',
      wrong: "shares the gateway with '/', which takes every path",
      got: [...prefixes, pathPrefix],
      expected: "'/' alone, or other prefixes",
    });
}
