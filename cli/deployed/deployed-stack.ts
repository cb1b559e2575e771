import * as z from 'zod';
import { isConfidential } from '../../http/confidential';
import type { BundledApi } from '../stack/bundled-apis';
import { UsageError } from '../usage-error';
import { UserError } from '../user-error';
import type { Outputs } from './outputs';

/** An API as a client sees it. */
export interface DeployedApi {
  readonly name: string;
  readonly method: string;
  /** Where the gateway serves it; may have parameters such as `{id}`. */
  readonly url: string;
  /** A body that it accepts. */
  readonly example: unknown;
  /** Whether a call of it changes nothing, as far as is known. */
  readonly readsOnly: boolean;
  /** Whether the gateway is meant to let everybody in. */
  readonly open: boolean;
  readonly functionId?: string;
  /** Scheme and host of where the function is invoked past the gateway. */
  readonly invokeEndpoint?: string;
}

/** Who gets a token, and where. */
export interface TokenClient {
  readonly tokenUrl: URL;
  readonly clientId: string;
  /** Undefined when neither outputs nor environment have it. */
  readonly clientSecret?: string;
  readonly scope: string;
}

/** What its outputs say of a stack. */
export interface DeployedStack {
  readonly endpoint: string;
  /** Undefined when callers are known another way than by tokens of the identity domain. */
  readonly client?: TokenClient;
  readonly apis: readonly DeployedApi[];
  readonly region?: string;
  readonly logGroupId?: string;
  /** Names of the logs that the group has to have; undefined when the outputs do not say. */
  readonly logs?: readonly string[];
}

/** Whose token is wanted. */
export interface ClientChoice {
  readonly environment?: NodeJS.ProcessEnv;
  /** One of several. */
  readonly client?: string;
}

const Names = z.record(z.string(), z.string());
const Scopes = z.record(z.string(), z.array(z.string()));

const Apis = z.record(
  z.string(),
  z.object({
    method: z.string().regex(/^[A-Z]+$/),
    url: z.string().refine((text) => URL.canParse(text)),
    /** JSON as text. */
    example: z.string().optional(),
    reads_only: z.boolean().default(false),
    open: z.boolean().default(false),
    function_id: z.string().optional(),
    invoke_endpoint: z.string().optional(),
  }),
);

const READING = new Set(['GET', 'HEAD']);

/**
 * Reads what a client has to know out of a stack's outputs.
 *
 * @param bundled the APIs as the last synth described them, for outputs that do not list them
 * @throws UserError naming the output that is missing or malformed
 */
export function deployedStack(
  outputs: Outputs,
  bundled: () => readonly BundledApi[],
  { environment = process.env, client }: ClientChoice = {},
): DeployedStack {
  const endpoint = required(outputs, 'endpoint').replace(/\/$/, '');
  return {
    endpoint,
    // Only who needs a token is told what is wrong with the way to one.
    get client() {
      return client === undefined ? tokenClient(outputs, environment) : clientNamed(client, outputs, environment);
    },
    apis: outputs.has('apis') ? listedApis(outputs.get('apis')) : bundled().map((api) => bundledApi(api, endpoint)),
    region: text(outputs, 'region'),
    logGroupId: text(outputs, 'log_group_id'),
    logs: z.array(z.string()).safeParse(outputs.get('logs')).data,
  };
}

/**
 * The API of a name.
 *
 * @throws UsageError naming those that there are
 */
export function named<Named extends { readonly name: string }>(apis: readonly Named[], name: string): Named {
  const found = apis.find((api) => api.name === name);
  if (found !== undefined) return found;
  const names = apis.map((api) => api.name).join(', ') || 'none';
  throw new UsageError(`The stack has no API of that name: got ${name}; expected one of ${names}.`);
}

function listedApis(output: unknown): DeployedApi[] {
  const parsed = Apis.safeParse(output);
  if (!parsed.success) throw new UserError('The output apis is not what this version writes. Deploy again.');
  return Object.entries(parsed.data).map(([name, api]) => ({
    name,
    method: api.method,
    url: api.url,
    example: api.example === undefined ? {} : exampleOf(name, api.example),
    readsOnly: api.reads_only,
    open: api.open,
    functionId: api.function_id,
    invokeEndpoint: api.invoke_endpoint,
  }));
}

function exampleOf(name: string, json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new UserError(`The output apis has an example of ${name} that is no JSON. Deploy again.`);
  }
}

/** All that is known without its permissions: an operation that may be repeated, or that reads by its method. */
function bundledApi({ name, route, upstream, example }: BundledApi, endpoint: string): DeployedApi {
  const readsOnly = READING.has(upstream.method) || (upstream.method === 'POST' && upstream.repeatable);
  return { name, method: route.method, url: endpoint + route.path, example, readsOnly, open: false };
}

function tokenClient(outputs: Outputs, environment: NodeJS.ProcessEnv): TokenClient | undefined {
  const isAmongSeveral = !outputs.has('client_id') && outputs.has('client_ids');
  if (!outputs.has('token_url') || (isAmongSeveral && environment.TOKEN)) return undefined;
  const tokenUrl = tokenUrlIn(outputs);
  if (isAmongSeveral) {
    throw new UserError(
      `The stack has several clients and none is called client. Choose one with --client: ${namesOf(outputs)}; or set TOKEN.`,
    );
  }
  const secret = environment.CLIENT_SECRET;
  return {
    tokenUrl,
    clientId: required(outputs, 'client_id'),
    clientSecret: secret === undefined || secret === '' ? text(outputs, 'client_secret') : secret,
    scope: required(outputs, 'scope'),
  };
}

function clientNamed(name: string, outputs: Outputs, { CLIENT_SECRET }: NodeJS.ProcessEnv): TokenClient {
  const ids = Names.safeParse(outputs.get('client_ids'));
  const clientId = ids.data?.[name];
  if (clientId === undefined) {
    throw new UsageError(`--client ${name} is none of the stack's clients; it has ${namesOf(outputs)}.`);
  }
  // The first is as good as any: the gateway's routes say which they take.
  const [scope] = Scopes.safeParse(outputs.get('client_scopes')).data?.[name] ?? [];
  if (scope === undefined) throw new UserError(`The outputs have no scope of the client ${name}. Deploy again.`);
  return {
    tokenUrl: tokenUrlIn(outputs),
    clientId,
    clientSecret: CLIENT_SECRET || Names.safeParse(outputs.get('client_secrets')).data?.[name],
    scope,
  };
}

function namesOf(outputs: Outputs): string {
  const { data = {} } = Names.safeParse(outputs.get('client_ids'));
  return Object.keys(data).join(', ') || 'one client only, which needs no --client';
}

function tokenUrlIn(outputs: Outputs): URL {
  const address = required(outputs, 'token_url');
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !isConfidential(url)) {
    throw new UserError('The output token_url is no https address. Check the variable identity_domain_url.');
  }
  return url;
}

function required(outputs: Outputs, name: string): string {
  const value = text(outputs, name);
  if (value === undefined) {
    throw new UserError(`The stack has no output ${name}; expected those of an OracleApiStack. Deploy again.`);
  }
  return value;
}

function text(outputs: Outputs, name: string): string | undefined {
  const value = outputs.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
