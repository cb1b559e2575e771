import path from 'node:path';
import { HopError, PortError, roundTrip, startLocalCloud } from '../local';
import type { Hop, LocalCloud } from '../local';
import { onInterrupt } from './interrupted';
import { Printer } from './printer';
import { printCloud } from './print-cloud';
import { synthesize } from './synth';
import { UserError } from './user-error';

export interface LocalOptions {
  readonly once?: boolean;
  readonly port: number;
  readonly stack?: string;
  readonly var: Readonly<Record<string, unknown>>;
  readonly json?: boolean;
}

/** `signed-api local`: synthesizes the stack, runs it, and either makes one round trip or stays up. */
export async function local(options: LocalOptions): Promise<void> {
  const { once = false, json = false } = options;
  const startedAt = performance.now();
  const signal = onInterrupt();
  const printer = new Printer({ json });
  const directory = options.stack ?? (await synthesizeOne(printer, signal));

  const record = new HopRecord();
  const cloud = await startLocalCloud({
    stackDirectory: path.resolve(directory),
    variables: options.var,
    port: once ? 0 : options.port,
    onHop: once
      ? record.add
      : (hop) => {
          printHop(printer, hop);
        },
    onLog: ({ text }) => {
      if (!once) printer.text(printer.dim(text));
    },
  }).catch(asUserError);

  try {
    sayStarted(printer, cloud);
    if (once) {
      await callEveryRoute(printer, cloud, record, signal);
      printer.text(`\nround trip verified in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    } else {
      printCloud(printer, cloud);
      await interrupted(signal);
      printer.text('\nstopped');
    }
  } finally {
    await cloud.close();
  }
}

/** Collects hops until they are taken. */
class HopRecord {
  private hops: Hop[] = [];

  readonly add = (hop: Hop): void => {
    this.hops.push(hop);
  };

  readonly take = (): Hop[] => this.hops.splice(0);
}

async function synthesizeOne(printer: Printer, signal: AbortSignal): Promise<string> {
  const startedAt = performance.now();
  const [stack, ...others] = await synthesize(process.cwd(), signal);
  if (stack === undefined) throw new UserError('main.ts: makes no stack. Add one, for example new OracleApiStack(…).');
  if (others.length > 0) {
    const names = [stack, ...others].map(({ directory }) => path.relative(process.cwd(), directory));
    throw new UserError(`main.ts makes ${String(names.length)} stacks. Choose one with --stack: ${names.join(', ')}`);
  }
  const ms = performance.now() - startedAt;
  const relative = path.relative(process.cwd(), path.join(stack.directory, 'cdk.tf.json'));
  printer.step('synth', `${relative}  ${(ms / 1000).toFixed(1)} s`, { file: relative, ms });
  return stack.directory;
}

function sayStarted(printer: Printer, { stack, runner: _, notEvaluated }: LocalCloud): void {
  const { length } = stack.blocks;
  printer.step('stack', `${String(length)} blocks checked against the schema of oracle/oci and resolved`, {
    blocks: length,
  });
  printer.step('not evaluated', `${notEvaluated.join(', ')}: present in the stack, without effect here`, {
    notEvaluated,
  });
}

async function callEveryRoute(
  printer: Printer,
  cloud: LocalCloud,
  record: HopRecord,
  signal: AbortSignal,
): Promise<void> {
  if (cloud.routes.length === 0) throw new UserError('the stack has no route that a function answers.');
  for (const route of cloud.routes) {
    signal.throwIfAborted();
    const { hops, status, body } = await roundTrip(cloud, route, record.take).catch((error: unknown) => {
      for (const hop of record.take()) printHop(printer, hop);
      return asUserError(error);
    });
    for (const hop of hops) printHop(printer, hop);
    printer.step('round trip', `${route.method} ${route.url} → ${String(status)}`, { url: route.url, status, body });
    printer.text(JSON.stringify(body, null, 2));
  }
}

function printHop(printer: Printer, hop: Hop): void {
  const { ok, detail, status } = hop;
  const text = `${status === undefined ? '' : `${String(status)} `}${detail}`;
  if (ok) printer.step(hop.hop, text, { ...hop });
  else printer.failure(hop.hop, text, { ...hop });
}

function asUserError(error: unknown): never {
  if (error instanceof HopError || error instanceof PortError) throw new UserError(error.message, { cause: error });
  throw error;
}

async function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
}
