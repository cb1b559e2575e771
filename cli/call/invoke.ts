import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Command, Option } from 'commander';
import { isConfidential } from '../../http/confidential';
import { unlessAborted } from '../../terminal/unless-aborted';
import { functionId, httpsOrigin, stackFolder } from '../arguments';
import { deployed } from '../deployed/deployed';
import { named } from '../deployed/deployed-stack';
import { withLocalStack } from '../local/local-stack';
import type { LocalStack } from '../local/local-stack';
import { answerOf } from '../http-request';
import type { HttpAnswer } from '../http-request';
import { onInterrupt } from '../interrupted';
import { sendSigned } from '../oci/signed-request';
import { signingProfile } from '../oci/user-profile';
import { Printer } from '../printer';
import { bundledApis } from '../stack/bundled-apis';
import { synthesizedStack } from '../stack/one-stack';
import { UsageError } from '../usage-error';
import { UserError } from '../user-error';
import { printAnswer } from './answer';
import { outFile } from './out-file';
import { readBody } from './request-body';

/** What the verb `invoke` takes; see `--help`. */
export interface InvokeOptions {
  readonly data?: string;
  readonly out?: string;
  readonly detached?: boolean;
  readonly local?: boolean;
  readonly functionId?: string;
  readonly endpoint?: URL;
  readonly outputs?: string;
  readonly stack?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly json?: boolean;
}

/** A function as the Functions service knows it. */
interface Target {
  readonly functionId: string;
  readonly endpoint: URL;
  /** The body if there is no other. */
  readonly example: () => unknown;
}

/** A little longer than a function may take. */
const TIMEOUT_MS = 310_000;
const PATH = '/20181201/functions';
const CONTENT_TYPE = 'application/json';

/** The verb, for the command line. */
export function invokeCommand(): Command {
  return new Command('invoke')
    .description('invoke the function of an API directly, past the gateway, signed with your own key')
    .argument('<api>', 'its name, as in its declaration')
    .argument('[body]', "JSON, @file, or - for standard input (default: the API's example)")
    .addOption(new Option('--data <json>', 'the body, the same as the argument'))
    .addOption(
      new Option('--out <file>', "write the answer's body here, as it came, instead of printing it").argParser(outFile),
    )
    .addOption(new Option('--detached', 'do not wait for the answer').conflicts('local'))
    .addOption(new Option('--local', 'synthesize the stack and run its bundle here, as OCI would'))
    .addOption(
      new Option('--function-id <ocid>', "the function's OCID, instead of the one in the outputs")
        .argParser(functionId)
        .conflicts('local'),
    )
    .addOption(
      new Option('--endpoint <url>', "the function's invoke endpoint, instead of the one in the outputs")
        .argParser(httpsOrigin)
        .conflicts('local'),
    )
    .addOption(
      new Option('--outputs <file>', "what 'terraform output -json' printed; - for standard input").conflicts('local'),
    )
    .addOption(
      new Option('--stack <dir>', "the synthesized stack's folder (default: the one of the last synth)").argParser(
        stackFolder,
      ),
    )
    .addOption(
      new Option('--profile <name>', 'who invokes: a profile of the configuration file (default: DEFAULT)').conflicts(
        'local',
      ),
    )
    .addOption(
      new Option('--config <file>', "the configuration file of OCI's tools (default: ~/.oci/config)").conflicts(
        'local',
      ),
    )
    .addOption(new Option('--json', 'print one JSON object a line'))
    .addHelpText('after', '\nThe user needs the permission to use fn-invocation in the compartment of the function.')
    .action(async (api: string, body: string | undefined, options: InvokeOptions) => {
      await invoke(api, body, options);
    });
}

/** `signed-api invoke`: one call of an API's function, past the gateway. Fails unless the answer is a success. */
export async function invoke(
  name: string,
  argument: string | undefined,
  options: InvokeOptions,
  { printer = new Printer({ json: options.json === true }), signal = onInterrupt() }: InvokeSetup = {},
): Promise<void> {
  if (argument !== undefined && options.data !== undefined) {
    throw new UsageError('The body is given twice: as an argument and with --data.');
  }
  const given = argument ?? options.data;
  if (given === '-' && options.outputs === '-') {
    throw new UsageError('--outputs and the body cannot both be standard input.');
  }
  const source = argument === undefined ? '--data' : 'body';
  const body = given === undefined ? undefined : await readBody(given, source, { signal });
  if (options.local === true) {
    await withLocalStack({ directory: options.stack, printer, signal }, async (local) => {
      report(name, await invokeLocally(local, name, body, signal), printer, options);
    });
  } else {
    report(name, await invokeDeployed(name, body, options, signal), printer, options);
  }
}

/** What {@link invoke} can be given by a test. */
export interface InvokeSetup {
  readonly printer?: Printer;
  readonly signal?: AbortSignal;
}

function report(name: string, answer: HttpAnswer, printer: Printer, { out, local }: InvokeOptions): void {
  const { status, problem } = printAnswer(printer, name, answer, { between: 'nobody', isLocal: local, file: out });
  if (problem !== undefined) throw new UserError(`${name} answered ${status}. ${problem}`);
}

async function invokeLocally(
  { cloud }: LocalStack,
  name: string,
  body: string | undefined,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const route = named(cloud.routes, name);
  const requestId = randomUUID();
  const invoked = cloud.runner.invoke(route.functionId, {
    contentType: CONTENT_TYPE,
    body: Buffer.from(body ?? JSON.stringify(route.example)),
    requestId,
  });
  const response = await unlessAborted(invoked, signal);
  return answerOf(response.status, response.headers, Buffer.from(await response.arrayBuffer()));
}

/** @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionsinvokingfunctions.htm */
async function invokeDeployed(
  name: string,
  body: string | undefined,
  options: InvokeOptions,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  // Before anything is asked of anyone.
  const profile = signingProfile(options);
  const { functionId, endpoint, example } = await targetOf(name, options, signal);
  return sendSigned(new URL(`${PATH}/${functionId}/actions/invoke`, endpoint), profile, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': CONTENT_TYPE,
      'fn-invoke-type': options.detached === true ? 'detached' : 'sync',
    },
    body: body ?? JSON.stringify(example()),
    timeoutMs: TIMEOUT_MS,
    signal,
  });
}

async function targetOf(name: string, options: InvokeOptions, signal: AbortSignal): Promise<Target> {
  const { functionId, endpoint } = options;
  if (functionId !== undefined && endpoint !== undefined) {
    const directory = (): string => path.resolve(options.stack ?? synthesizedStack());
    return { functionId, endpoint, example: () => named(bundledApis(directory()), name).example };
  }
  const stack = await deployed({ ...options, signal }).catch((error: unknown) => {
    const missing = functionId === undefined ? '--function-id' : '--endpoint';
    const isHalf = functionId !== undefined || endpoint !== undefined;
    throw isHalf && error instanceof UserError ? new UserError(`${error.message} Or pass ${missing} as well.`) : error;
  });
  const api = named(stack.apis, name);
  const id = functionId ?? api.functionId;
  const address = endpoint?.href ?? api.invokeEndpoint;
  if (id === undefined || address === undefined) {
    throw new UserError(
      `The outputs do not say where the function of ${name} is. Deploy again, or pass --function-id and --endpoint.`,
    );
  }
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !isConfidential(url)) {
    throw new UserError(`The outputs have an invoke endpoint of ${name} that is no https address. Deploy again.`);
  }
  return { functionId: id, endpoint: url, example: () => api.example };
}
