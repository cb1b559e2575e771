export { checkDocument } from './check/check-document';
export { asArray, blocksOf, entriesOf, isObject, readDocument } from './document';
export type { JsonObject, TerraformDocument } from './document';
export { mapStrings, stringsIn } from './json-strings';
export { readStack } from './read-stack';
export { attributeSchema, nestedSchema } from './schema/block-schema';
export type { BlockSchema } from './schema/block-schema';
export { blockSchema } from './schema/provider-schema';
export { StackError } from './stack-error';
export type { StackProblem } from './stack-error';
export type { ComputedAttribute, ComputedValues, StackSource } from './stack-source';
export type { ResolvedBlock, Stack, StackOutput } from './model/stack';
export type { FunctionsApplication, OciFunction } from './model/functions';
export type { Gateway } from './model/gateway';
export type {
  Deployment,
  FixedKey,
  FixedKeys,
  RemoteKeys,
  RequiredClaim,
  Route,
  RouteAuthorization,
  RouteBackend,
  RouteMethod,
  TokenAuthentication,
} from './model/deployment';
export type {
  IdentityDomainApp,
  IdentityDomainClient,
  IdentityDomainSetting,
  ResourceServer,
} from './model/identity-domain';
