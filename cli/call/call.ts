import path from 'node:path';
import { Command, Option } from 'commander';
import { namedValue, stackFolder } from '../arguments';
import type { NamedValue } from '../arguments';
import { deployed } from '../deployed/deployed';
import { named } from '../deployed/deployed-stack';
import type { DeployedStack } from '../deployed/deployed-stack';
import { withLocalStack } from '../local/local-stack';
import { onInterrupt } from '../interrupted';
import { Printer } from '../printer';
import { synthesizedStack } from '../stack/one-stack';
import { UsageError } from '../usage-error';
import { UserError } from '../user-error';
import { fetchToken, tryOwnToken } from './access-token';
import { printAnswer } from './answer';
import { apiRequest, callApi } from './api-request';
import type { ApiRequest } from './api-request';
import { callCommand as curlOfCall, secretCommand, tokenCommand } from './call-curl';
import { outFile } from './out-file';
import { readBody } from './request-body';

/** What the verb `call` takes; see `--help`. */
export interface CallOptions {
  readonly data?: string;
  readonly query?: readonly NamedValue[];
  readonly path?: readonly NamedValue[];
  readonly curl?: boolean;
  readonly out?: string;
  readonly client?: string;
  readonly local?: boolean;
  readonly outputs?: string;
  readonly stack?: string;
  readonly json?: boolean;
}

/** The verb, for the command line. */
export function callCommand(): Command {
  return new Command('call')
    .description("call an API of the deployed stack through its gateway, with a token of the stack's own client")
    .argument('<api>', 'its name, as in its declaration')
    .addOption(
      new Option('--data <json>', "the body: JSON, @file, or - for standard input (default: the API's example)"),
    )
    .addOption(new Option('--query <name=value>', 'a query parameter (repeatable)').argParser(namedValue))
    .addOption(new Option('--path <name=value>', "a parameter of the API's route (repeatable)").argParser(namedValue))
    .addOption(
      new Option('--out <file>', "write the answer's body here, as it came, instead of printing it").argParser(outFile),
    )
    .addOption(new Option('--client <name>', 'whose token, of several clients (default: the one called client)'))
    .addOption(new Option('--curl', 'print the commands instead of making the calls'))
    .addOption(new Option('--local', 'synthesize the stack and call it on a local cloud of its own').conflicts('curl'))
    .addOption(
      new Option('--outputs <file>', "what 'terraform output -json' printed; - for standard input").conflicts('local'),
    )
    .addOption(
      new Option('--stack <dir>', "the synthesized stack's folder (default: the one of the last synth)").argParser(
        stackFolder,
      ),
    )
    .addOption(new Option('--json', 'print one JSON object a line'))
    .addHelpText('after', '\nThe secret of the client is taken from CLIENT_SECRET, or else from the outputs.')
    .action(async (api: string, options: CallOptions) => {
      await call(api, options);
    });
}

/** `signed-api call`: a token, and one call through the gateway. Fails unless the answer is a success. */
export async function call(
  name: string,
  options: CallOptions,
  { printer = new Printer({ json: options.json === true }), signal = onInterrupt() }: CallSetup = {},
): Promise<void> {
  if (options.outputs === '-' && options.data === '-') {
    throw new UsageError('--outputs and --data cannot both be standard input.');
  }
  const body = options.data === undefined ? undefined : await readBody(options.data, '--data', { signal });
  const callOf = async (stack: DeployedStack): Promise<void> => {
    const request = apiRequest(named(stack.apis, name), { body, query: options.query, path: options.path });
    if (options.curl === true) printCommands(printer, stack, request, options);
    else await callOnce(name, request, await tokenFor(stack, printer, signal), { printer, signal, ...options });
  };
  if (options.local === true) {
    const { stack: directory, client } = options;
    await withLocalStack({ directory, client, printer, signal }, ({ stack }) => callOf(stack));
  } else {
    await callOf(await deployed({ ...options, signal }));
  }
}

/** What {@link call} can be given by a test. */
export interface CallSetup {
  readonly printer?: Printer;
  readonly signal?: AbortSignal;
}

async function callOnce(
  name: string,
  request: ApiRequest,
  token: string,
  { printer, signal, out, local }: Required<CallSetup> & Pick<CallOptions, 'out' | 'local'>,
): Promise<void> {
  const answer = await callApi(request, token, signal);
  const { method, url } = request;
  // What stands in the query is the caller's business.
  const { status, problem } = printAnswer(printer, `${method} ${url.origin}${url.pathname}`, answer, {
    between: 'gateway',
    isLocal: local,
    file: out,
  });
  if (problem !== undefined) throw new UserError(`${name} answered ${status}. ${problem}`);
}

/** Who knows callers another way than by the domain's tokens has to bring one along. */
async function tokenFor({ client }: DeployedStack, printer: Printer, signal: AbortSignal): Promise<string> {
  if (client === undefined) {
    const token = tryOwnToken(process.env);
    if (token !== undefined) return token;
    throw new UserError('The stack has no client of its own to get a token with. Set TOKEN in the environment.');
  }
  const { value, expiresInSeconds } = await fetchToken(client, signal);
  const text = `for ${client.scope}${expiresInSeconds === undefined ? '' : `, ${expiresInSeconds} s`}`;
  printer.step('token', text, { clientId: client.clientId, scope: client.scope, expiresInSeconds });
  return value;
}

function printCommands(
  printer: Printer,
  { client }: DeployedStack,
  request: ApiRequest,
  { outputs, stack }: CallOptions,
): void {
  const commands = [...(client === undefined ? [] : [tokenCommand(client)]), curlOfCall(request)];
  printer.data('curl', { commands });
  // The secret itself is not printed: only where it is.
  if (client !== undefined && outputs === undefined) {
    printer.text(`${secretCommand(path.relative(process.cwd(), path.resolve(stack ?? synthesizedStack())))}\n`);
  } else if (client !== undefined) printer.text('# CLIENT_SECRET holds the output client_secret.\n');
  printer.text(commands.join('\n\n'));
}
