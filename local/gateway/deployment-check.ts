import type { Deployment, TokenAuthentication } from '../../terraform/model/deployment';
import { StackError } from '../../terraform/stack-error';
import type { StackProblem } from '../../terraform/stack-error';

/** What OCI takes at most; a local gateway that took more would be kinder than the cloud. */
const MOST = {
  issuers: 5,
  audiences: 5,
  claims: 10,
  keys: 10,
  routes: 50,
  skewSeconds: 120,
  prefixLength: 255,
} as const;

const PREFIX = /^\/(?:[\w$\-.+!*'(),%;:@&=]+(?:\/[\w$\-.+!*'(),%;:@&=]+)*)?$/;

/**
 * Refuses deployments whose fixed keys are written out in the document: another cloud, this one too, signs with a key of
 * its own, and no token of it would ever pass.
 *
 * @throws StackError naming every such key
 */
export function assertNoLiteralKeys(deployments: readonly Deployment[]): void {
  throwAll(
    deployments.flatMap(({ authentication }) =>
      authentication?.keys.kind !== 'fixed'
        ? []
        : authentication.keys.keys
            .filter(({ literal }) => literal)
            .map(({ address }) => ({
              address,
              message:
                'is written out, but the local identity domain signs with another key. Pass the key in as a Terraform variable',
            })),
    ),
  );
}

/**
 * Refuses what OCI would not create either, and what would leave a route more open than it says.
 *
 * @param deployments those of one gateway
 * @throws StackError naming every block that is wrong
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Reference/apigatewaylimits.htm
 */
export function assertDeployable(deployments: readonly Deployment[]): void {
  throwAll([
    ...deployments.flatMap((deployment, index) => prefixProblems(deployment, deployments.slice(0, index))),
    ...deployments.flatMap(routeProblems),
    ...deployments.flatMap(({ authentication }) => (authentication ? authenticationProblems(authentication) : [])),
  ]);
}

function throwAll(problems: readonly StackProblem[]): void {
  if (problems.length > 0) throw new StackError(problems);
}

function prefixProblems({ address, pathPrefix }: Deployment, earlier: readonly Deployment[]): StackProblem[] {
  const problem = (message: string): StackProblem => ({ address, attribute: 'path_prefix', message });
  if (!PREFIX.test(pathPrefix) || pathPrefix.length > MOST.prefixLength) {
    return [problem(`is ${JSON.stringify(pathPrefix)}; expected / or /name without a / at its end`)];
  }
  const twin = earlier.find((other) => other.pathPrefix === pathPrefix);
  if (twin) return [problem(`is ${pathPrefix}, which ${twin.address} has already`)];
  const root = [pathPrefix, ...earlier.map((other) => other.pathPrefix)].includes('/');
  return root && earlier.length > 0
    ? [problem('is beside /, which only a single deployment of a gateway may have')]
    : [];
}

function routeProblems({ address, authentication, routes }: Deployment): StackProblem[] {
  const problems: StackProblem[] = [];
  if (routes.length > MOST.routes)
    problems.push({ address, message: `has ${routes.length} routes; at most ${MOST.routes}` });
  for (const { address: route, authorization } of routes) {
    if (authorization.type === 'ANY_OF' && !authentication) {
      problems.push({ address: route, message: `asks for scopes, but ${address} has no authentication to prove any` });
    }
    if (authorization.type === 'ANONYMOUS' && authentication && !authentication.anonymousAccessAllowed) {
      problems.push({ address: route, message: `is anonymous, which ${authentication.address} does not allow` });
    }
  }
  return problems;
}

function authenticationProblems({
  address,
  issuers,
  audiences,
  claims,
  keys,
  ...rest
}: TokenAuthentication): StackProblem[] {
  const problems: StackProblem[] = [];
  const expect = (holds: boolean, message: string): void => {
    if (!holds) problems.push({ address, message });
  };
  const counted = { issuers, audiences, claims, keys: keys.kind === 'fixed' ? keys.keys : undefined };
  for (const [name, list] of Object.entries(counted)) {
    const most = MOST[name as keyof typeof counted];
    if (list !== undefined) expect(list.length <= most, `has ${list.length} ${name}; at most ${most}`);
  }
  const skew = rest.maxClockSkewSeconds;
  expect(skew >= 0 && skew <= MOST.skewSeconds, `allows ${skew} s of clock skew; expected 0 to ${MOST.skewSeconds}`);
  return problems;
}
