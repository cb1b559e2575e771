import { FunctionError } from './function-error';

/** The variables that the function is started with, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a variable that must be there; throws an error that names it. */
export function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw misconfigured(name, 'is not set');
  return value;
}

/** Says what is wrong with a variable. The value stays out: it may be a key. */
export function misconfigured(name: string, problem: string, cause?: unknown): FunctionError {
  return new FunctionError(500, 'ConfigurationError', `${name} ${problem}.`, { cause });
}
