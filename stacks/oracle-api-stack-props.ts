import type { Api } from '../apis';
import type {
  ApiAlarmsProps,
  ApiNetworkProps,
  FunctionImageProps,
  FunctionsApplicationProps,
  IApiNetwork,
  IdcsAppsProps,
  IdcsJwtAuthProps,
  IGatewayAuthentication,
  RemoteKeysOptions,
  RouteOptions,
  SecuredGatewayProps,
  SignedApiFunctionProps,
} from '../constructs';

/** What a user may want different about the network that the stack makes. */
export type NetworkOptions = Partial<Omit<ApiNetworkProps, 'compartmentId'>>;
/** What a user may want different about the application. */
export type ApplicationOptions = Partial<Omit<FunctionsApplicationProps, 'compartmentId' | 'network'>>;
/** What a user may want different about a function. */
export type FunctionOptions = Partial<
  Omit<SignedApiFunctionProps, 'api' | 'application' | 'image' | 'compartmentId' | 'tenancyId'>
>;
/** What a user may want different about a function's image. */
export type ImageOptions = Partial<Omit<FunctionImageProps, 'api' | 'compartmentId' | 'tenancyId' | 'region'>>;
/** What a user may want different about the gateway and its deployment. */
export type GatewayOptions = Partial<
  Omit<SecuredGatewayProps, 'compartmentId' | 'network' | 'authentication' | 'logGroupId'>
>;
/** What a user may want different about the apps of the identity domain. */
export type AppsOptions = Partial<Omit<IdcsAppsProps, 'domainUrl' | 'audience' | 'signingCertificatePublicAccess'>>;
/** What a user may want different about the alarms. */
export type AlarmsOptions = Partial<Omit<ApiAlarmsProps, 'compartmentId' | 'deploymentId' | 'applicationId'>>;

/** What {@link OracleApiStack} takes. */
export interface OracleApiStackProps {
  /** The APIs that the gateway serves, each by a function of its own. */
  readonly apis: readonly [Api, ...Api[]];
  /**
   * Every name that the stack gives starts with it: those of network, application, logs, repositories, dynamic groups,
   * policies, gateway, apps, alarms and their topic. Lower-case words joined by `-` or `_`, 30 characters at most.
   *
   * Two stacks in one tenancy need two, since names of dynamic groups, topics, apps and policies are unique in tenancy,
   * domain or compartment. An option that names one thing, for example `application.displayName`, wins for that thing. A
   * change replaces application, functions, repositories, dynamic groups and policies.
   *
   * @default 'oracleapi'
   */
  readonly displayName?: string;
  /**
   * Where everything is made, for example `eu-frankfurt-1`; the stack has no variable `region` then.
   *
   * @default - what the variable `region` says
   */
  readonly region?: string;
  /**
   * The tenancy's home region, where alone dynamic groups and policies can be made; needed when the stack is for another.
   *
   * @default - they are made in the stack's own region
   * @see https://docs.oracle.com/en-us/iaas/Content/Identity/Tasks/managingregions.htm
   */
  readonly homeRegion?: string;
  /**
   * Whether the gateway is given the identity domain's key or fetches it.
   *
   * A fixed key comes in as the variable `identity_domain_signing_key`. Remote keys need the domain's setting "Access
   * signing certificate": switch it on, or ask for `signingCertificatePublicAccess`.
   *
   * @default 'fixed'
   */
  readonly keys?: 'fixed' | 'remote';
  /**
   * How remote keys are fetched: for how long they are kept, and which way they are reached.
   *
   * A network of the stack's own reaches the internet for them, unless they are reached another way.
   *
   * @default - those of `JwtKeys.remote`
   */
  readonly remoteKeys?: RemoteKeysOptions;
  /**
   * How the gateway is told to check tokens; both ways check the same.
   *
   * @default 'TOKEN_AUTHENTICATION'
   */
  readonly authenticationType?: IdcsJwtAuthProps['type'];
  /**
   * Lets anyone read the domain's signing certificate, which remote keys need. It is a setting of the whole domain.
   *
   * @default false
   */
  readonly signingCertificatePublicAccess?: IdcsAppsProps['signingCertificatePublicAccess'];
  /**
   * Another way to know callers than tokens of the identity domain; then no apps are made in it, and `keys`, `remoteKeys`,
   * `authenticationType`, `signingCertificatePublicAccess` and `apps` are refused.
   *
   * @default - tokens of the identity domain, for the gateway's own address as audience
   */
  readonly authentication?: IGatewayAuthentication;
  /**
   * A network that exists, or what is different about the one that is made.
   *
   * The gateway of a new one reaches the internet (`gatewayReachesInternet`) only if it fetches the domain's keys from there: a
   * public one through the internet gateway, a private one through a NAT gateway, which costs by the hour.
   *
   * @default - a new one, public, whose gateway reaches only OCI's services unless it fetches keys
   */
  readonly network?: IApiNetwork | NetworkOptions;
  /**
   * Options of the application.
   *
   * @default - those of `FunctionsApplication`
   */
  readonly application?: ApplicationOptions;
  /**
   * Options of every function, or of each by its API: memory, timeout, configuration, access, `permissionScope`, …
   *
   * @default - those of `SignedApiFunction`
   */
  readonly functions?: FunctionOptions | ((api: Api) => FunctionOptions);
  /**
   * Options of every function's image: base, budget, bundler, …
   *
   * @default - those of `FunctionImage`
   */
  readonly image?: ImageOptions;
  /**
   * Options of the gateway and its deployment: scopes, rate limit, CORS, certificate, …
   *
   * Its `scopes`, and those of its routes, have to be among the scopes of the apps, because nobody could get another.
   *
   * @default - those of `SecuredGateway`, with the `scopes` of `apps`
   */
  readonly gateway?: GatewayOptions;
  /**
   * Options of every API's route, or of each by its API: scopes, CORS, validation, transformations, cache, …
   *
   * Only by its API can one be opened to everybody (`allowAnonymousCallers`): no route is open because another is.
   *
   * @default - those of `GatewayDeployment`
   */
  readonly routes?: RouteOptions | ((api: Api) => RouteOptions);
  /**
   * Options of the apps in the identity domain: clients, scopes, grants, …
   *
   * @default - those of `IdcsApps`
   */
  readonly apps?: AppsOptions;
  /**
   * Alarms about deployment and application, for example `{ emails: ['oncall@example.com'] }`.
   *
   * @default - none
   */
  readonly alarms?: AlarmsOptions;
}
