export type {
  AlarmOptions,
  AlarmSeverity,
  FunctionResponseOptions,
  LatencyOptions,
  QueryOptions,
  ServerErrorOptions,
} from './alarm-options';
export { AlarmRule } from './alarm-rule';
export type { AlarmSettings } from './alarm-rule';
export { ApiAlarms } from './api-alarms';
export type { ApiAlarmsProps } from './api-alarms';
export { ApiNetwork } from './api-network';
export type { ApiNetworkProps, ExistingSubnets, IApiNetwork } from './api-network';
export type { ApplicationAttributes, ApplicationShape, IFunctionsApplication } from './application-reference';
export { EsbuildBundler } from './bundler';
export type { BundleInput, BundlePart, Bundler } from './bundler';
export { CaBundle } from './ca-bundle';
export type { CaBundleProps } from './ca-bundle';
export { CustomDomain } from './custom-domain';
export type { CustomDomainProps, DomainRecordProps } from './custom-domain';
export type { DnsLabelProps } from './dns-label';
export { DomainCertificate } from './domain-certificate';
export type { CertificateOptions, ImportedCertificateProps } from './domain-certificate';
export { CustomAuthorizer } from './custom-authorizer';
export type { HeaderAuthorizerProps, QueryParameterAuthorizerProps, RequestAuthorizerProps } from './custom-authorizer';
export type { ClaimHeaders } from './claim-headers';
export { ContextVariable } from './context-variable';
export type { ContextTable } from './context-variable';
export type { Cors } from './cors';
export type { DeploymentLogOptions, ExecutionLogLevel } from './deployment-log';
export type { DeploymentPolicies } from './deployment-policies';
export { Duration } from './duration';
export type { FailureResponse, ResponseHeader } from './failure-response';
export { FunctionAccess } from './function-access';
export type { DomainGroupProps, FunctionAccessConfig, FunctionAccessOptions } from './function-access';
export { bundleFunction, tryBudgetProblem } from './function-bundle';
export type { BundleOptions, FunctionBundle, ImageBase } from './function-bundle';
export { DEFAULT_BUDGET, DEFAULT_IMAGE, DEFAULT_OUT_DIR, FunctionImage } from './function-image';
export type { FunctionImageProps, IFunctionImage } from './function-image';
export type { FunctionConfig } from './function-config';
export type { FunctionAmounts } from './function-limits';
export { FunctionsApplication } from './functions-application';
export type { FunctionsApplicationProps } from './functions-application-props';
export type {
  AuthenticationBinding,
  AuthenticationConfig,
  AuthenticationPolicy,
  IGatewayAuthentication,
} from './gateway-authentication';
export { GatewayDeployment } from './gateway-deployment';
export type { GatewayDeploymentProps, IDeploymentGateway } from './gateway-deployment';
export type { GatewayAddress } from './gateway-address';
export type { GatewayRoute, RouteOptions } from './gateway-route';
export type { HttpBackendOptions } from './http-backend';
export { HomeRegion } from './home-region';
export type { HomeRegionProps } from './home-region';
export { IdcsApps } from './idcs-apps';
export type { IdcsAppsProps } from './idcs-apps';
export type { IdcsClient, IdcsClientProps, OAuthGrant } from './idcs-client';
export { IdcsJwtAuth } from './idcs-jwt-auth';
export type { IdcsJwtAuthProps, IdcsJwtOptions } from './idcs-jwt-auth';
export { ImportBlock } from './import-block';
export type { ImportBlockProps } from './import-block';
export { platformsOf } from './image-platform';
export type { ImagePlatform } from './image-platform';
export { InvocationDestination } from './invocation-destination';
export type { DestinationBlock, DestinationOptions, QueueDestinationOptions } from './invocation-destination';
export type { JsonWebKey, JsonWebKeySet } from './json-web-key-set';
export type { JwtAuthType, JwtAuthTypeProps, JwtOptions } from './jwt-auth';
export { JwtKeys } from './jwt-keys';
export type { KeysBlock } from './jwt-keys';
export { OidcJwtAuth } from './oidc-jwt-auth';
export type { Auth0Props, EntraProps, OidcJwtOptions, OidcProviderProps, OktaProps } from './oidc-jwt-auth';
export { PermissionPolicy } from './permission-policy';
export type { PermissionPolicyProps } from './permission-policy';
export type { PolicyConditions } from './policy-condition';
export { PolicyScope, policyStatement } from './policy-statement';
export type { PolicyPlace, PolicyStatementProps } from './policy-statement';
export { PolicySubject } from './policy-subject';
export type { ConditionedSubject } from './policy-subject';
export type { NetworkAddressProps } from './network-addresses';
export type { NetworkGatewayProps } from './network-gateways';
export type { EgressProps } from './network-rules';
export type { MutualTls } from './mutual-tls';
export { PropChecks, PropError } from './prop-error';
export type { PropProblem } from './prop-error';
export { forEachRegion } from './regions';
export type { Region } from './regions';
export { RateLimit } from './rate-limit';
export type { ExpectedName, RequestValidation, ValidationMode } from './request-validation';
export type { ResourceLock } from './resource-lock';
export { ResponseCache } from './response-cache';
export type { ResponseCacheOptions, ResponseCacheProps } from './response-cache';
export type { RouteAuthorization } from './route-authorization';
export { RouteBackend } from './route-backend';
export type { RouteCache } from './route-cache';
export type { RouteMethod } from './route-method';
export type { PemKey, RsaKey, SigningAlgorithm } from './rsa-key';
export { SecuredGateway } from './secured-gateway';
export type { AddDeploymentProps, SecuredGatewayProps } from './secured-gateway';
export { SignedApiFunction } from './signed-api-function';
export type { IApiFunction } from './signed-api-function';
export type { SignedApiFunctionProps } from './signed-api-function-props';
export { Size } from './size';
export { StackTags } from './stack-tags';
export type { StackTagsProps, Tags } from './stack-tags';
export { Subscriber } from './subscriber';
export type { SubscriberClient, SubscriberProps } from './subscriber';
export { Quota, UsagePlan } from './usage-plan';
export type { Entitlement, QuotaOptions, UsagePlanProps } from './usage-plan';
export { VcnFlowLogs } from './vcn-flow-logs';
export type { VcnFlowLogsProps } from './vcn-flow-logs';
export type { StockResponse } from './stock-response';
export type { ClaimRule } from './token-checks';
export { TokenIntrospection } from './token-introspection';
export type { TokenIntrospectionProps } from './token-introspection';
export { TokenLocation } from './token-location';
export type { NewValue, Transformation } from './transformation';
export type { TrustStore } from './trust-store';
