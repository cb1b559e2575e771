export { findBundle, FunctionImageError } from './bundle';
export type { Bundle, BundledApi } from './bundle';
export { createFunctionRunner } from './runner';
export type { FunctionLogLine, FunctionRunner, FunctionRunnerOptions } from './runner';
