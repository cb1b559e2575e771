export type {
  AlarmOptions,
  AlarmSeverity,
  FunctionResponseOptions,
  LatencyOptions,
  QueryOptions,
  ServerErrorOptions,
} from './operations/alarm-options';
export { AlarmRule } from './operations/alarm-rule';
export type { AlarmSettings } from './operations/alarm-rule';
export { ApiAlarms } from './operations/api-alarms';
export type { ApiAlarmsProps } from './operations/api-alarms';
export { ApiNetwork } from './network/api-network';
export type { ApiNetworkProps, ExistingSubnets, IApiNetwork } from './network/api-network';
export type { ApplicationAttributes, ApplicationShape, IFunctionsApplication } from './function/application-reference';
export { EsbuildBundler } from './image/bundler';
export type { BundleInput, BundlePart, Bundler } from './image/bundler';
export type { BundleLoader, BundlingHooks, BundlingOptions } from './image/bundling';
export { CaBundle } from './gateway/ca-bundle';
export type { CaBundleProps } from './gateway/ca-bundle';
export { CustomDomain } from './gateway/custom-domain';
export type { CustomDomainProps, DomainRecordProps } from './gateway/custom-domain';
export type { DnsLabelProps } from './network/dns-label';
export { DomainCertificate } from './gateway/domain-certificate';
export type { CertificateOptions, ImportedCertificateProps } from './gateway/domain-certificate';
export { CustomAuthorizer } from './authentication/custom-authorizer';
export type {
  HeaderAuthorizerProps,
  QueryParameterAuthorizerProps,
  RequestAuthorizerProps,
} from './authentication/custom-authorizer';
export type { ClaimHeaders } from './gateway/claim-headers';
export { ContextVariable } from './gateway/context-variable';
export type { ContextTable } from './gateway/context-variable';
export type { Cors } from './gateway/cors';
export type { DeploymentLogOptions, ExecutionLogLevel } from './gateway/deployment-log';
export type { DeploymentPolicies } from './gateway/deployment-policies';
export { Duration } from './duration';
export type { FailureResponse } from './authentication/failure-response';
export { FunctionAccess } from './access/function-access';
export type { DomainGroupProps, FunctionAccessConfig, FunctionAccessOptions } from './access/function-access';
export { bundleFunction, tryBudgetProblem } from './image/function-bundle';
export type { BundleOptions, FunctionBundle, ImageBase } from './image/function-bundle';
export { DEFAULT_BUDGET, DEFAULT_IMAGE, DEFAULT_OUT_DIR, FunctionImage } from './image/function-image';
export type { IFunctionImage } from './image/function-image';
export type { FunctionImageProps } from './image/function-image-props';
export type { FunctionConfig } from './function/function-config';
export type { FunctionAmounts } from './function/function-limits';
export { FunctionsApplication } from './function/functions-application';
export type { FunctionsApplicationProps } from './function/functions-application-props';
export type {
  AuthenticationBinding,
  AuthenticationConfig,
  AuthenticationPolicy,
  AuthenticationSecret,
  FetchedByGateway,
  IGatewayAuthentication,
} from './authentication/gateway-authentication';
export { GatewayDeployment } from './gateway/gateway-deployment';
export type { GatewayDeploymentProps, IDeploymentGateway } from './gateway/gateway-deployment';
export type { GatewayAddress } from './gateway/gateway-address';
export type { GatewayRoute, RouteOptions } from './gateway/gateway-route';
export type { HttpBackendOptions } from './gateway/http-backend';
export { HomeRegion } from './operations/home-region';
export type { HomeRegionProps } from './operations/home-region';
export { IdcsApps } from './authentication/idcs-apps';
export type { IdcsAppsProps } from './authentication/idcs-apps';
export type { IdcsClient, IdcsClientProps, OAuthGrant } from './authentication/idcs-client';
export { IdcsJwtAuth } from './authentication/idcs-jwt-auth';
export type { IdcsJwtAuthProps, IdcsJwtOptions } from './authentication/idcs-jwt-auth';
export { ImportBlock } from './authentication/import-block';
export type { ImportBlockProps } from './authentication/import-block';
export { platformsOf } from './image/image-platform';
export type { ImagePlatform } from './image/image-platform';
export { ImagePush } from './image/image-push';
export type { ImagePushProps } from './image/image-push';
export { InvocationDestination } from './function/invocation-destination';
export type { DestinationBlock, DestinationOptions, QueueDestinationOptions } from './function/invocation-destination';
export type { JsonWebKey, JsonWebKeySet } from './authentication/json-web-key-set';
export type { JwtAuthType, JwtAuthTypeProps, JwtOptions } from './authentication/jwt-auth';
export { JwtKeys } from './authentication/jwt-keys';
export type { KeysBlock, RemoteKeysOptions } from './authentication/jwt-keys';
export { OciBackend } from './state/oci-backend';
export type { BackendAuth, OciBackendProps } from './state/oci-backend-props';
export { OidcJwtAuth } from './authentication/oidc-jwt-auth';
export type {
  Auth0Props,
  EntraProps,
  OidcJwtOptions,
  OidcProviderProps,
  OktaProps,
} from './authentication/oidc-jwt-auth';
export { PermissionPolicy } from './access/permission-policy';
export type { PermissionPolicyProps } from './access/permission-policy';
export type { PolicyConditions } from './access/policy-condition';
export { PolicyScope, policyStatement } from './access/policy-statement';
export type { PolicyPlace, PolicyStatementProps } from './access/policy-statement';
export { PolicySubject } from './access/policy-subject';
export type { ConditionedSubject } from './access/policy-subject';
export type { NetworkAddressProps } from './network/network-addresses';
export type { NetworkGatewayProps } from './network/network-gateways';
export type { EgressProps } from './network/network-rules';
export type { MutualTls } from './gateway/mutual-tls';
export { PropChecks, PropError } from './prop-error';
export type { PropProblem } from './prop-error';
export { forEachRegion } from './operations/regions';
export type { Region } from './operations/regions';
export { RateLimit } from './gateway/rate-limit';
export type { ExpectedName, RequestValidation, ValidationMode } from './gateway/request-validation';
export type { ResourceLock } from './gateway/resource-lock';
export { ResponseCache } from './gateway/response-cache';
export type { ResponseCacheOptions, ResponseCacheProps } from './gateway/response-cache';
export type { RouteAuthorization } from './gateway/route-authorization';
export { RouteBackend } from './gateway/route-backend';
export type { RouteCache } from './gateway/route-cache';
export type { RouteMethod } from './gateway/route-method';
export type { PemKey, RsaKey, SigningAlgorithm } from './authentication/rsa-key';
export { SecuredGateway } from './gateway/secured-gateway';
export type { AddDeploymentProps, SecuredGatewayProps } from './gateway/secured-gateway';
export { SignedApiFunction } from './function/signed-api-function';
export type { IApiFunction } from './function/signed-api-function';
export type { SignedApiFunctionProps } from './function/signed-api-function-props';
export { Size } from './size';
export type { SecretVersion } from './gateway/secret-version';
export type { LogRetention } from './operations/service-log';
export { StackTags } from './operations/stack-tags';
export type { StackTagsProps, Tags } from './operations/stack-tags';
export { Subscriber } from './gateway/subscriber';
export type { SubscriberClient, SubscriberProps } from './gateway/subscriber';
export { Quota, UsagePlan } from './gateway/usage-plan';
export type { Entitlement, QuotaOptions, UsagePlanProps } from './gateway/usage-plan';
export { VcnFlowLogs } from './network/vcn-flow-logs';
export type { VcnFlowLogsProps } from './network/vcn-flow-logs';
export { CalledServer } from './network/called-server';
export type { WayOut, WayOutOptions } from './network/way-out';
export type { StockResponse } from './gateway/stock-response';
export type { ClaimRule } from './authentication/token-checks';
export { TokenIntrospection } from './authentication/token-introspection';
export type { TokenIntrospectionProps } from './authentication/token-introspection';
export { TokenLocation } from './authentication/token-location';
export type { NewValue, Transformation } from './gateway/transformation';
export type { TrustStore } from './gateway/trust-store';
