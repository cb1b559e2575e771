import { setTimeout } from 'node:timers/promises';
import { Command, Option } from 'commander';
import type { OciProfile } from '../../oci-user/oci-profile';
import { namedStatus, seconds, stackFolder } from '../arguments';
import type { NamedValue } from '../arguments';
import { fetchToken, tryOwnToken } from '../call/access-token';
import { verdictOf } from '../verdict';
import { apiRequest, callApi, routeParameters } from '../call/api-request';
import type { ApiRequest } from '../call/api-request';
import { Checklist, Unchecked } from '../checklist';
import type { CheckOutcome } from '../checklist';
import { deployed } from '../deployed/deployed';
import { named } from '../deployed/deployed-stack';
import type { DeployedApi, DeployedStack } from '../deployed/deployed-stack';
import { onInterrupt } from '../interrupted';
import { serviceUrl } from '../oci/oci-service';
import type { ServiceUrl } from '../oci/oci-service';
import { signingProfile } from '../oci/user-profile';
import { ownCommand } from '../own-command';
import { Printer } from '../printer';
import { UserError } from '../user-error';
import { checkLogs } from './log-check';

/** What the verb `deploy-check` takes; see `--help`. */
export interface DeployCheckOptions {
  readonly expect?: readonly NamedValue[];
  readonly wait?: number;
  readonly client?: string;
  readonly outputs?: string;
  readonly stack?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly json?: boolean;
}

/** What {@link deployCheck} can be given by a test. */
export interface DeployCheckSetup {
  readonly printer?: Printer;
  readonly signal?: AbortSignal;
  readonly serviceUrl?: ServiceUrl;
  readonly environment?: NodeJS.ProcessEnv;
  /** @default 10000 */
  readonly pauseMs?: number;
}

interface Running {
  readonly checks: Checklist;
  readonly stack: DeployedStack;
  readonly expected: ReadonlyMap<string, number>;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 at which waiting ends. */
  readonly until: number;
  readonly pauseMs: number;
}

interface Attempt {
  readonly outcome: CheckOutcome;
  readonly status: number;
}

/** Names nothing that there is: who has no token is not to get as far as that. */
const PLACEHOLDER = 'deploy-check';

/** What a deployment answers with while policies, groups and routes have not reached every part of it. */
const NOT_YET = new Set([401, 403, 404, 500, 502, 503, 504]);

/** The verb, for the command line. */
export function deployCheckCommand(): Command {
  return new Command('deploy-check')
    .description('check a deployed stack from outside: token, refusal without one, an answer of each API, logs')
    .addOption(
      new Option(
        '--expect <api=status>',
        'call this API too, whatever it does, and expect this status (repeatable)',
      ).argParser(namedStatus),
    )
    .addOption(
      new Option('--wait <seconds>', 'how long to try again what may take a while after a deploy')
        .argParser(seconds)
        .default(0),
    )
    .addOption(new Option('--client <name>', 'whose token, of several clients (default: the one called client)'))
    .addOption(new Option('--outputs <file>', "what 'terraform output -json' printed; - for standard input"))
    .addOption(
      new Option('--stack <dir>', "the synthesized stack's folder (default: the one of the last synth)").argParser(
        stackFolder,
      ),
    )
    .addOption(
      new Option('--profile <name>', 'who looks at the logs: a profile of the configuration file (default: DEFAULT)'),
    )
    .addOption(new Option('--config <file>', "the configuration file of OCI's tools (default: ~/.oci/config)"))
    .addOption(new Option('--json', 'print one JSON object a line'))
    .addHelpText(
      'after',
      '\nAPIs that only read are called with their own example; the others only without a token, unless --expect names them.',
    )
    .action(async (options: DeployCheckOptions) => {
      await deployCheck(options);
    });
}

/** `signed-api deploy-check`: what a deploy has to have made, seen from outside. Fails when something is not so. */
export async function deployCheck(options: DeployCheckOptions, setup: DeployCheckSetup = {}): Promise<void> {
  const { printer = new Printer({ json: options.json === true }), signal = onInterrupt() } = setup;
  const environment = setup.environment ?? process.env;
  // Not after a long wait.
  if (options.profile !== undefined || options.config !== undefined) signingProfile(options);
  const stack = await deployed({ ...options, signal });
  const expected = new Map((options.expect ?? []).map(({ name, value }) => [name, Number(value)]));
  for (const name of expected.keys()) named(stack.apis, name);
  const running: Running = {
    checks: new Checklist(printer),
    stack,
    expected,
    signal,
    until: Date.now() + (options.wait ?? 0) * 1000,
    pauseMs: setup.pauseMs ?? 10_000,
  };
  if (stack.apis.length === 0) throw new UserError('The stack has no API. Deploy again with this version.');
  for (const api of stack.apis) await checkStranger(running, api);
  const token = await checkToken(running, environment);
  for (const api of stack.apis) await checkClient(running, api, token);
  await running.checks.check('logs', () => {
    const profile = profileOf(options);
    return untilSettled(running, () =>
      checkLogs(stack, profile, { serviceUrl: setup.serviceUrl ?? serviceUrl, signal }),
    );
  });
  running.checks.done();
}

/** Nothing is sent along that a function could act on, if the gateway let it through. */
async function checkStranger(running: Running, api: DeployedApi): Promise<void> {
  const { checks, stack, signal } = running;
  await checks.check('without a token', () => {
    // A call would reach the function.
    if (api.open) return { advice: `${api.name} is open to everybody, as the stack says (allowAnonymousCallers)` };
    const request = requestTo(api, PLACEHOLDER);
    return untilSettled(running, async () => {
      const { status } = await callApi({ ...request, body: undefined }, undefined, signal);
      const line = `${shown(request)} → ${status}`;
      // Another way to know callers may have another word for it.
      const refused = status === 401 || (stack.client === undefined && status === 403);
      return {
        status,
        outcome: refused
          ? { ok: line, data: { status } }
          : { failed: `${line}; expected 401. ${whyNotRefused(status)}` },
      };
    });
  });
}

/** A function that takes nothing for an answer refuses it with a status of its own: it was reached all the same. */
function whyNotRefused(status: number): string {
  if (status === 404 || status === 405) return 'The route leads nowhere: deploy again.';
  if (status === 429) return 'Too many requests: wait, and try again.';
  if (status >= 500)
    return 'The gateway is not ready, or the route is open and leads to something that fails: look into main.ts.';
  return 'The route is open: what is behind it answered a stranger. Look into main.ts.';
}

async function checkToken(running: Running, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { checks, stack, signal } = running;
  let token: string | undefined;
  await checks.check('token', async () => {
    const { client } = stack;
    if (client === undefined) {
      token = tryOwnToken(environment);
      if (token === undefined) throw new Unchecked('the stack has no client of its own. Set TOKEN.');
      return { ok: 'the one in TOKEN' };
    }
    // Waiting brings no secret.
    if (client.clientSecret === undefined) await fetchToken(client, signal);
    return untilSettled(running, async () => {
      const { value, expiresInSeconds } = await fetchToken(client, signal);
      token = value;
      const { clientId, scope } = client;
      return { status: 200, outcome: { ok: `for ${scope}`, data: { clientId, scope, expiresInSeconds } } };
    });
  });
  return token;
}

async function checkClient(running: Running, api: DeployedApi, token: string | undefined): Promise<void> {
  const { checks, expected, signal } = running;
  await checks.check('with a token', async () => {
    if (token === undefined) throw new Unchecked(`there is no token to call ${api.name} with.`);
    const wanted = expected.get(api.name);
    if (wanted === undefined && !api.readsOnly) {
      throw new Unchecked(`${api.name} may change something. Call it with --expect ${api.name}=200.`);
    }
    const request = requestTo(api);
    return untilSettled(running, () => askOnce(request, token, { wanted, signal }));
  });
}

/** Tries again what may mend itself, for as long as the user wants to wait. */
async function untilSettled(running: Running, attempt: () => Promise<Attempt>): Promise<CheckOutcome> {
  const { until, pauseMs, signal } = running;
  for (;;) {
    const { outcome, status } = await attempt().catch((error: unknown): Attempt => {
      if (!(error instanceof UserError)) throw error;
      return { outcome: { failed: error.message }, status: 503 };
    });
    if (!('failed' in outcome) || !NOT_YET.has(status) || Date.now() + pauseMs > until) return outcome;
    await setTimeout(pauseMs, undefined, { signal }).catch(() => {
      signal.throwIfAborted();
    });
  }
}

async function askOnce(
  request: ApiRequest,
  token: string,
  { wanted, signal }: { readonly wanted: number | undefined; readonly signal: AbortSignal },
): Promise<Attempt> {
  const answer = await callApi(request, token, signal);
  const { status, requestId, problem } = verdictOf(answer, 'gateway');
  const line = `${shown(request)} → ${status}`;
  if (wanted === undefined ? problem === undefined : status === wanted) {
    return { status, outcome: { ok: line, data: { status, requestId } } };
  }
  const expectation = `expected ${wanted ?? 'a success'}.`;
  return { status, outcome: { failed: `${line}; ${expectation} ${problem ?? ''}`.trimEnd() } };
}

/** @param placeholder for the parameters of the route; without one, such a route cannot be called */
function requestTo(api: DeployedApi, placeholder?: string): ApiRequest {
  const parameters = routeParameters(api);
  if (parameters.length > 0 && placeholder === undefined) {
    throw new Unchecked(
      `the route of ${api.name} has parameters (${parameters.join(', ')}). Call it with ${ownCommand(`call ${api.name} --path ${parameters[0] ?? ''}=VALUE`)}.`,
    );
  }
  return apiRequest(api, { path: parameters.map((name) => ({ name, value: placeholder ?? '' })) });
}

function shown({ method, url }: ApiRequest): string {
  return `${method} ${url.origin}${url.pathname}`;
}

/** Logs are looked at only by who has a profile; one that was asked for has to be there. */
function profileOf(options: DeployCheckOptions): OciProfile {
  try {
    return signingProfile(options);
  } catch (error) {
    if (options.profile !== undefined || options.config !== undefined || !(error instanceof UserError)) throw error;
    throw new Unchecked(error.message);
  }
}
