import path from 'node:path';
import { bundledApis } from '../stack/bundled-apis';
import { synthesizedStack } from '../stack/one-stack';
import { deployedStack } from './deployed-stack';
import type { DeployedStack } from './deployed-stack';
import { readOutputs } from './outputs';

/** Which deployed stack is meant. */
export interface DeployedOptions {
  /** A file with its outputs, `-` for standard input. */
  readonly outputs?: string;
  /**
   * Its folder.
   *
   * @default - that of the last synth
   */
  readonly stack?: string;
  /** Which of several clients. */
  readonly client?: string;
  readonly signal?: AbortSignal;
}

/** Reads the outputs of the stack that the options name. */
export async function deployed({ outputs: file, stack, client, signal }: DeployedOptions): Promise<DeployedStack> {
  const directory = (): string => path.resolve(stack ?? synthesizedStack());
  const outputs = await readOutputs({ file, directory, signal });
  return deployedStack(outputs, () => bundledApis(directory()), { client });
}
