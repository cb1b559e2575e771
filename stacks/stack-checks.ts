import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { Api } from '../apis';
import { PropChecks } from '../constructs';
import type { GatewayDeployment, RouteOptions } from '../constructs';
import { isRegion } from '../constructs/operations/regions';
import { KIND } from '../constructs/prop-kind';
import type { OracleApiStackProps } from './oracle-api-stack-props';
import { checkChoices, STACK_PROPS } from './stack-choices';

/** What a name of every kind may start with: of a repository, a dynamic group, a topic, … */
const DISPLAY_NAME = /^(?=.{1,30}$)[a-z][a-z0-9]*([-_][a-z0-9]+)*$/;

/** Stops at what plain JavaScript lets pass. */
function checkKinds(checks: PropChecks, props: OracleApiStackProps): void {
  const { options, list } = KIND;
  const groups = {
    remoteKeys: options,
    network: options,
    application: options,
    image: options,
    gateway: options,
    apps: options,
  };
  const given = (props as Partial<OracleApiStackProps> | undefined) ?? {};
  checks
    .known(given, STACK_PROPS)
    .ofKind(
      { ...given, apis: given.apis ?? null },
      { apis: list, authentication: KIND.authentication, alarms: options, ...groups },
    );
  if (typeof props.routes !== 'function') checks.ofKind(props, { routes: options });
  checks.ofKind(props.gateway ?? {}, { scopes: list }, 'gateway.').ofKind(props.apps ?? {}, { scopes: list }, 'apps.');
  // A list may have holes, for example of an import that is none.
  const apis = Array.from<unknown>(props.apis).map((api, index): [string, unknown] => [
    `apis[${String(index)}]`,
    api ?? null,
  ]);
  checks.ofKind(Object.fromEntries(apis), Object.fromEntries(apis.map(([prop]) => [prop, KIND.api])));
}

/**
 * Checks what no part of the stack can know by itself.
 *
 * @throws PropError
 */
export function checkStack(scope: Construct, props: OracleApiStackProps): void {
  checkKinds(new PropChecks(scope), props);
  const { apis, displayName = 'oracleapi', region, homeRegion } = props;
  const checks = new PropChecks(scope).expect(DISPLAY_NAME.test(displayName), {
    prop: 'displayName',
    wrong: 'is nothing that all names can start with',
    got: displayName,
    expected: "lower-case words joined by '-' or '_', 30 characters at most",
  });
  checkRegion(checks, 'region', region);
  checkRegion(checks, 'homeRegion', homeRegion);
  checkApis(checks, apis);
  checkChoices(checks, props);
  const strangers = props.authentication ? [] : strangersOf(props.gateway?.scopes ?? [], props);
  checks
    .expect(strangers.length === 0, {
      prop: 'gateway.scopes',
      wrong: 'has what no client can be given',
      got: strangers,
      expected: `some of ${scopesOf(props).join(', ')}`,
      nextStep: 'Name it in apps.scopes as well',
    })
    .done();
}

/** Says which routes of a deployment ask for scopes that the apps do not have. */
export function scopeProblems({ deployment }: GatewayDeployment, props: OracleApiStackProps): string[] {
  const routes = deployment.specificationInput.routes;
  if (!Array.isArray(routes)) return [];
  return routes.flatMap(({ path, requestPolicies }) => {
    const strangers = strangersOf(requestPolicies?.authorization?.allowedScope ?? [], props);
    if (strangers.length === 0) return [];
    const all = scopesOf(props).join(', ');
    return [
      `scopes of ${path} has what no client can be given: got ${JSON.stringify(strangers)}; expected some of ${all}. Name it in apps.scopes as well.`,
    ];
  });
}

/** `list-instances` becomes `ListInstancesApi`. */
export function scopeId({ name }: Api): string {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Api`;
}

/** Names the output that calls an API. */
export function curlOutput({ name }: Api): string {
  return `curl_${name.replaceAll('-', '_')}`;
}

/** Of which a token has to have one at the gateway, unless a route says otherwise. */
export function gatewayScopes(props: OracleApiStackProps): readonly string[] {
  const own = props.gateway?.scopes;
  // Callers with tokens of another issuer have no scopes of the apps.
  return own ?? (props.authentication ? ['invoke'] : scopesOf(props));
}

/** What a route of the gateway is given for an API. */
export function routeOptions({ routes = {} }: OracleApiStackProps, api: Api): RouteOptions {
  return typeof routes === 'function' ? routes(api) : routes;
}

/** Those of the apps, with the default of `IdcsApps`. */
function scopesOf({ apps }: OracleApiStackProps): readonly string[] {
  return apps?.scopes ?? ['invoke'];
}

function strangersOf(scopes: readonly string[], props: OracleApiStackProps): string[] {
  const known = scopesOf(props);
  // One that only Terraform knows may be any.
  if (known.some((scope) => Token.isUnresolved(scope))) return [];
  return scopes.filter((scope) => !known.includes(scope) && !Token.isUnresolved(scope));
}

function checkRegion(checks: PropChecks, prop: string, region: string | undefined): void {
  checks.expect(region === undefined || isRegion(region), {
    prop,
    wrong: 'is not a region',
    got: region,
    expected: 'eu-frankfurt-1 or the like',
  });
}

function checkApis(checks: PropChecks, apis: readonly Api[]): void {
  checks.expect(apis.length > 0, {
    prop: 'apis',
    wrong: 'is empty',
    got: apis,
    expected: 'at least one API',
    nextStep: "Import one of './apis', or declare one",
  });
  apis.forEach((api, index) => {
    const same = apis.slice(0, index).find((other) => scopeId(other) === scopeId(api));
    checks
      .expect(same === undefined, {
        prop: 'apis',
        wrong: 'has two names that differ in dashes and capitals at most',
        got: [same?.name, api.name],
        expected: 'a name of its own for each',
      })
      .expect(curlOutput(api) !== 'curl_token', {
        prop: 'apis',
        wrong: 'has a name that the output curl_token takes',
        got: api.name,
        expected: 'another name',
      });
  });
}
