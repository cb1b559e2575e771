import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { HopError, PortError, roundTrip, startLocalCloud } from '../../local';
import type { Hop, LocalCloud, LocalCloudOptions, ServedRequest } from '../../local';
import { port, stackFolder } from '../arguments';
import { onInterrupt } from '../interrupted';
import { Printer } from '../printer';
import { synthesizeOne } from '../stack/one-stack';
import { UserError } from '../user-error';
import { printCloud } from './print-cloud';

/** What the verb `local` takes; see `--help`. */
export interface LocalOptions {
  readonly once?: boolean;
  readonly port?: number;
  readonly stack?: string;
  readonly var: Readonly<Record<string, unknown>>;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

const DEFAULT_PORT = 8080;

/** The verb, for the command line. */
export function localCommand(): Command {
  return new Command('local')
    .description('synthesize the stack and run it on the local cloud')
    .addOption(new Option('--once', 'make one verified round trip for each API, then exit'))
    .addOption(
      new Option(
        '--port <n>',
        "the gateway's port; 0 takes a free one (default: 8080, with --once a free one)",
      ).argParser(port),
    )
    .addOption(
      new Option('--stack <dir>', 'run this synthesized stack as it is, without a synth').argParser(stackFolder),
    )
    .addOption(
      new Option('--var <name=value>', "a Terraform variable's value instead of the local cloud's own (repeatable)")
        .argParser(variable)
        .default({}, 'none'),
    )
    .addOption(new Option('--verbose', 'while staying up, show every hop and what the functions print'))
    .addOption(new Option('--json', 'print one JSON object a line'))
    .action((options: LocalOptions) => local(options));
}

/** `NAME=VALUE`; a value that is JSON is taken as such, as terraform does with -var of a complex type. */
function variable(text: string, earlier: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [, name, value] = /^([A-Za-z_][\w-]*)=(.*)$/su.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('expected NAME=VALUE, for example region=eu-frankfurt-1.');
  }
  return { ...earlier, [name]: /^[[{]/.test(value.trimStart()) ? parsed(value) : value };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new InvalidArgumentError('starts like JSON, but is not JSON.');
  }
}

/** `signed-api local`: synthesizes the stack, runs it, and either makes one round trip or stays up. */
export async function local(options: LocalOptions): Promise<void> {
  const signal = onInterrupt();
  const printer = new Printer({ json: options.json === true });
  const startedAt = performance.now();
  const stackDirectory = path.resolve(options.stack ?? (await synthesizeOne(printer, signal)));
  if (options.once === true) {
    await runOnce(printer, { stackDirectory, variables: options.var, port: options.port ?? 0 }, signal);
    printer.text(`\nround trip verified in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  } else {
    await stayUp(
      printer,
      { stackDirectory, variables: options.var, port: options.port ?? DEFAULT_PORT },
      options,
      signal,
    );
  }
}

async function runOnce(printer: Printer, options: LocalCloudOptions, signal: AbortSignal): Promise<void> {
  const hops: Hop[] = [];
  const logs: string[] = [];
  const onHop = (hop: Hop): void => {
    hops.push(hop);
    printHop(printer, hop);
  };
  const cloud = await startLocalCloud({ ...options, onHop, onLog: ({ text }) => logs.push(text) }).catch(asUserError);
  try {
    sayStarted(printer, cloud);
    if (cloud.routes.length === 0) throw new UserError('the stack has no route that a function answers.');
    for (const route of cloud.routes) {
      signal.throwIfAborted();
      const { status, body } = await roundTrip(cloud, route, hops).catch((error: unknown) => {
        // What the function printed says why it failed better than its answer does.
        for (const text of logs) printer.log(text, {});
        return asUserError(error);
      });
      printer.step('round trip', `${route.method} ${route.url} → ${String(status)}`, { url: route.url, status, body });
      printer.text(JSON.stringify(body, null, 2));
    }
  } finally {
    await cloud.close();
  }
}

async function stayUp(
  printer: Printer,
  options: LocalCloudOptions,
  { verbose = false }: LocalOptions,
  signal: AbortSignal,
): Promise<void> {
  const refusals: Hop[] = [];
  const cloud = await startLocalCloud({
    ...options,
    onHop: (hop) => {
      if (verbose) printHop(printer, hop);
      else if (!hop.ok) refusals.push(hop);
    },
    onRequest: (served) => {
      const own = refusals.filter(({ requestId }) => requestId === undefined || belongs(requestId, served));
      for (const hop of own) refusals.splice(refusals.indexOf(hop), 1);
      printRequest(printer, served, own);
    },
    onLog: ({ functionId, text }) => {
      if (verbose) printer.log(text, { functionId });
    },
  }).catch(asUserError);
  try {
    sayStarted(printer, cloud);
    printCloud(printer, cloud);
    await interrupted(signal);
    printer.text('\nstopped');
  } finally {
    await cloud.close();
  }
}

function sayStarted(printer: Printer, { stack, notEvaluated }: LocalCloud): void {
  const { length } = stack.blocks;
  printer.step('stack', `${String(length)} blocks checked against the schema of oracle/oci and resolved`, {
    blocks: length,
  });
  printer.step('not evaluated', `${notEvaluated.join(', ')}: present in the stack, without effect here`, {
    notEvaluated,
  });
}

function printHop(printer: Printer, hop: Hop): void {
  const { ok, detail, status } = hop;
  const text = `${status === undefined ? '' : `${String(status)} `}${detail}`;
  if (ok) printer.step(hop.hop, text, { ...hop });
  else printer.failure(hop.hop, text, { ...hop });
}

/** The function and the service know a request by the start of the id that the client gets. */
function belongs(hopRequestId: string, { requestId }: ServedRequest): boolean {
  return requestId === undefined || requestId.startsWith(hopRequestId) || hopRequestId.startsWith(requestId);
}

/** One line a request; a refusal's reason is in its hop, not in the answer. */
function printRequest(
  printer: Printer,
  { method, path: target, status, ms, requestId }: ServedRequest,
  refusals: readonly Hop[],
): void {
  const reason = refusals.map(({ hop, detail }) => `  ${hop}: ${detail}`).join('');
  const text = `${method} ${target} → ${String(status)} in ${ms.toFixed(0)} ms${reason}`;
  const data = { method, path: target, status, ms, requestId, refusals };
  if (status < 400) printer.step('request', text, data);
  else printer.failure('request', text, data);
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
