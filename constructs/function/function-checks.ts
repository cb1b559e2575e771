import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { ApiPermission } from '../../apis';
import { configProblems } from './function-config';
import { FUNCTION_AMOUNTS, checkAmounts } from './function-limits';
import { platformsOf } from '../image/image-platform';
import type { PolicyScope } from '../access/policy-statement';
import { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import type { SignedApiFunctionProps } from './signed-api-function-props';

const PROPS: PropNames<SignedApiFunctionProps> = {
  ...FUNCTION_AMOUNTS,
  api: true,
  application: true,
  image: true,
  compartmentId: true,
  tenancyId: true,
  namePrefix: true,
  config: true,
  tracing: true,
  successDestination: true,
  failureDestination: true,
  access: true,
  permissionScope: true,
};

const PERMISSION_SCOPES: readonly string[] = ['compartment', 'tenancy'];

/**
 * Stops at what plain JavaScript lets pass.
 *
 * @throws PropError
 */
export function checkKinds(scope: Construct, props: SignedApiFunctionProps): void {
  const { options } = KIND;
  const values = { memory: KIND.size, timeout: KIND.duration, detachedTimeout: KIND.duration, access: KIND.access };
  const destinations = { successDestination: options, failureDestination: options };
  const parts = { api: KIND.api, application: options, image: options, config: options };
  new PropChecks(scope).known(props, PROPS).ofKind(props, { ...values, ...destinations, ...parts });
}

/**
 * Checks a function's props, by themselves and against what is known of application and image, and tells the application.
 *
 * @throws PropError
 */
export function checkFunction(scope: Construct, props: SignedApiFunctionProps, permissionScope: PolicyScope): void {
  const checks = new PropChecks(scope);
  checkAmounts(props, checks);
  for (const problem of configProblems(props.config, props.application.config)) checks.expect(false, problem);
  checkApplication(props, checks);
  checkPermissions(props, permissionScope, checks);
  checks.done();
}

function checkApplication({ api, application, image, tracing }: SignedApiFunctionProps, checks: PropChecks): void {
  const { shape, tracingEnabled, functionsReachInternet } = application;
  const needed = shape === undefined ? [] : platformsOf(shape);
  const missing = image.platforms === undefined ? [] : needed.filter((one) => !image.platforms?.includes(one));
  const refusal = application.tryAddFunction?.(api.name);
  checks
    .expect(missing.length === 0, {
      prop: 'image',
      wrong: `is not built for the application's shape ${String(shape)}`,
      got: image.platforms,
      expected: needed.join(' and '),
      nextStep: 'Give the image these platforms, or the application another shape',
    })
    .expect(tracing !== true || tracingEnabled !== false, {
      prop: 'tracing',
      wrong: 'has nowhere to go',
      got: tracing,
      expected: 'an application with an APM domain',
      nextStep: 'Give the application an apmDomainId',
    })
    .expect(api.upstream.network !== 'internet' || functionsReachInternet !== false, {
      prop: 'api',
      wrong: 'is on the internet, which the functions of this network do not reach',
      got: api.name,
      expected: 'an API of the Oracle Services Network',
      nextStep: 'Give the network a way out, or the API its own application in another network',
    })
    .expect(refusal === undefined, {
      prop: 'application',
      wrong: 'does not take the function',
      got: refusal,
      expected: 'room for it, and a name of its own',
    });
}

function checkPermissions(
  { api, permissionScope = 'compartment' }: SignedApiFunctionProps,
  scope: PolicyScope,
  checks: PropChecks,
): void {
  const asked = permissionScope === 'tenancy';
  checks.expect(PERMISSION_SCOPES.includes(permissionScope), {
    prop: 'permissionScope',
    wrong: 'is none of two words',
    got: Token.isUnresolved(permissionScope) ? 'a value that only Terraform knows' : permissionScope,
    expected: "'compartment' or 'tenancy'",
  });
  checks.expect(!scope.isTenancy || !api.permissions.some(isEverything), {
    prop: asked ? 'permissionScope' : 'compartmentId',
    wrong: `gives ${api.name} everything`,
    got: `${asked ? 'tenancy' : 'the tenancy itself'}, with manage all-resources`,
    expected: `${asked ? "'compartment'" : 'another compartment'}, or an API that names the resource types it needs`,
  });
}

/** Whether a permission leaves nothing out but the place where it holds. */
export function isEverything(permission: ApiPermission): boolean {
  return 'verb' in permission && permission.verb === 'manage' && permission.resourceType === 'all-resources';
}
