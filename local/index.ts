export type { FunctionLogLine } from './function-runner';
export type { Hop, HopName, OnHop } from './hop';
export { HopError } from './hop-error';
export { PortError } from './listener';
export { startLocalCloud } from './local-cloud';
export type { LocalCloud, LocalCloudOptions, ServedRequest } from './local-cloud';
export { roundTrip } from './round-trip';
export type { RoundTrip } from './round-trip';
export type { ServedRoute } from './served-routes';
