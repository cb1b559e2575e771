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
export { EsbuildBundler } from './bundler';
export type { BundleInput, BundlePart, Bundler } from './bundler';
export type { DnsLabelProps } from './dns-label';
export { Duration } from './duration';
export { bundleFunction, tryBudgetProblem } from './function-bundle';
export type { BundleOptions, FunctionBundle, ImageBase } from './function-bundle';
export { DEFAULT_BUDGET, DEFAULT_IMAGE, DEFAULT_OUT_DIR, FunctionImage } from './function-image';
export type { FunctionImageProps } from './function-image';
export { FunctionsApplication } from './functions-application';
export type { ApplicationShape, FunctionsApplicationProps, IFunctionsApplication } from './functions-application';
export type { AuthenticationBinding, AuthenticationConfig, IGatewayAuthentication } from './gateway-authentication';
export type { GatewayRoute } from './gateway-route';
export { IdcsApps } from './idcs-apps';
export type { IdcsAppsProps, OAuthGrant } from './idcs-apps';
export { IdcsJwtAuth } from './idcs-jwt-auth';
export type { ClaimRule, IdcsJwtAuthProps } from './idcs-jwt-auth';
export { JwtKeys } from './jwt-keys';
export type { KeysBlock, PemKey, RsaKey } from './jwt-keys';
export { PolicyScope, PolicySubject, policyStatement } from './policy-statement';
export type { ConditionedSubject, PolicyCondition, PolicyStatementProps } from './policy-statement';
export type { NetworkAddressProps } from './network-addresses';
export type { NetworkGatewayProps } from './network-gateways';
export type { EgressProps } from './network-rules';
export { PropChecks, PropError } from './prop-error';
export type { PropProblem } from './prop-error';
export { SecuredGateway } from './secured-gateway';
export type { SecuredGatewayProps } from './secured-gateway';
export { SignedApiFunction } from './signed-api-function';
export type { SignedApiFunctionProps } from './signed-api-function';
export { Size } from './size';
export { VcnFlowLogs } from './vcn-flow-logs';
export type { VcnFlowLogsProps } from './vcn-flow-logs';
