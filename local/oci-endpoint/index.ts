export { localInventory } from './inventory';
export type { InventoryItem } from './inventory';
export { createOciEndpoint } from './oci-endpoint';
export type { OciEndpoint, OciEndpointOptions } from './oci-endpoint';
export { SignatureError, verifySignature } from './signature';
export type { Signer, VerifyOptions, WireRequest } from './signature';
