export { assertDeployable, assertNoLiteralKeys } from './deployment-check';
export { createGateway } from './gateway';
export type { Gateway, GatewayOptions } from './gateway';
export { MAX_BODY_BYTES } from './limits';
