import path from 'node:path';
import { HopError, PortError, startLocalCloud } from '../../local';
import type { FunctionLogLine, Hop, HopName, LocalCloud } from '../../local';
import type { Printer } from '../printer';
import { bundledApis } from '../stack/bundled-apis';
import { synthesizeOne } from '../stack/one-stack';
import { UserError } from '../user-error';
import { deployedStack } from '../deployed/deployed-stack';
import type { DeployedStack } from '../deployed/deployed-stack';

/** Which stack is run, and who is told. */
export interface LocalStackOptions {
  /**
   * The synthesized stack's folder.
   *
   * @default - the project is synthesized
   */
  readonly directory?: string;
  /** Which of several clients. */
  readonly client?: string;
  readonly printer: Printer;
  readonly signal: AbortSignal;
}

/** A stack on a local cloud of its own. */
export interface LocalStack {
  readonly cloud: LocalCloud;
  /** What its outputs say, as if it were deployed. */
  readonly stack: DeployedStack;
}

/** Those that do not tell a client why they refuse; of the others the answer says it. */
const UNTOLD = new Set<HopName>(['identity domain', 'gateway', 'signature']);

/** Runs a stack on the local cloud for as long as the work takes; what the functions printed is told when it fails. */
export async function withLocalStack(
  { directory, client, printer, signal }: LocalStackOptions,
  work: (local: LocalStack) => Promise<void>,
): Promise<void> {
  const stackDirectory = path.resolve(directory ?? (await synthesizeOne(printer, signal)));
  const onHop = (hop: Hop): void => {
    const { hop: name, status = 500 } = hop;
    if (!hop.ok && (UNTOLD.has(name) || status >= 500)) printer.failure(name, hop.detail, { ...hop });
  };
  const logs: FunctionLogLine[] = [];
  const onLog = (line: FunctionLogLine): void => {
    logs.push(line);
  };
  const cloud = await startLocalCloud({ stackDirectory, port: 0, onHop, onLog }).catch((error: unknown) => {
    if (error instanceof HopError || error instanceof PortError) throw new UserError(error.message, { cause: error });
    throw error;
  });
  try {
    signal.throwIfAborted();
    const outputs = new Map(cloud.stack.outputs.map(({ name, value }) => [name, value]));
    // The local cloud has a secret of its own, whatever the environment says.
    await work({
      cloud,
      stack: deployedStack(outputs, () => bundledApis(stackDirectory), { environment: {}, client }),
    });
  } catch (error) {
    // What a function printed says why it failed better than its answer does.
    for (const { text, functionId } of logs) printer.log(text, { functionId });
    throw error;
  } finally {
    await cloud.close();
  }
}
