import { TerraformOutput, Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { Api } from '../apis';
import type { FunctionsApplication, IdcsApps, IdcsClient, SecuredGateway, SignedApiFunction } from '../constructs';
import { apiOutputs } from './api-outputs';
import { curlApi, curlToken } from './curl';
import { curlOutput } from './stack-checks';

/** The parts of a stack that its outputs tell of. */
interface ToldStack extends Construct {
  readonly application: FunctionsApplication;
  readonly functions: readonly SignedApiFunction[];
  readonly gateway: SecuredGateway;
  readonly apps?: IdcsApps;
}

/** What the outputs tell besides the stack's own parts. */
export interface OutputPlace {
  /** Undefined when callers are known another way than by tokens of the identity domain. */
  readonly domainUrl: string | undefined;
  readonly region: string;
  /** Of which a token has to have one at the gateway. */
  readonly scopes: readonly string[];
  /** Whether everybody may call it. */
  readonly isOpen: (api: Api) => boolean;
}

/** Adds the outputs that clients, and the command `signed-api`, have to know the stack by. */
export function addOutputs(stack: ToldStack, { domainUrl, region, scopes, isOpen }: OutputPlace): void {
  const { endpoint } = stack.gateway;
  output(stack, 'endpoint', endpoint, 'Address of the deployment');
  if (domainUrl !== undefined) addTokenOutputs(stack, `${domainUrl}/oauth2/v1/token`, scopes);
  for (const { api } of stack.functions) {
    output(stack, curlOutput(api), curlApi(api, endpoint), `Calls ${api.name}; set TOKEN first`);
  }
  const apis = apiOutputs(stack.functions, endpoint, isOpen);
  output(stack, 'apis', apis, 'What the command signed-api has to know of each API');
  output(stack, 'log_group_id', stack.application.logGroup.id, 'Where the logs are');
  output(stack, 'logs', logNames(stack), 'The logs that are there');
  output(stack, 'region', region, 'Where everything is');
}

/** Names of those in the application's group; a name that only Terraform knows cannot be compared with. */
function logNames({ application, gateway }: ToldStack): string[] {
  const { accessLog, executionLog } = gateway.deployment;
  return [application.invokeLog, accessLog, executionLog]
    .map((log) => log?.displayNameInput)
    .filter((name) => name !== undefined)
    .filter((name) => !Token.isUnresolved(name));
}

function addTokenOutputs(stack: ToldStack, tokenUrl: string, scopes: readonly string[]): void {
  const { apps } = stack;
  if (apps === undefined) return;
  output(stack, 'token_url', tokenUrl, 'Where clients get their tokens');
  const client = apps.tryDefaultClient;
  if (client === undefined) {
    addClientOutputs(stack, apps);
    return;
  }
  const target = { clientId: client.clientId, tokenUrl, scope: usefulScope(apps, client, scopes) };
  output(stack, 'client_id', client.clientId, 'Id of the client app');
  secretOutput(
    stack,
    'client_secret',
    client.clientSecret,
    'Secret of the client app: terraform output -raw client_secret',
  );
  output(stack, 'scope', target.scope, 'What a client asks for');
  output(stack, 'curl_token', curlToken(target), 'Gets a token; set CLIENT_SECRET first');
}

/** Of several clients none is the one that a single output could be of. */
function addClientOutputs(stack: ToldStack, { clients }: IdcsApps): void {
  const each = (tell: (client: IdcsClient) => unknown): object =>
    Object.fromEntries(Object.entries(clients).map(([name, client]) => [name, tell(client)]));
  output(
    stack,
    'client_ids',
    each(({ clientId }) => clientId),
    'Ids of the client apps',
  );
  secretOutput(
    stack,
    'client_secrets',
    each(({ clientSecret }) => clientSecret),
    'Secrets of the client apps: terraform output -json client_secrets',
  );
  output(
    stack,
    'client_scopes',
    each(({ qualifiedScopes }) => qualifiedScopes),
    'What each client may ask for',
  );
}

/** One that the gateway's routes take, if the client may have any. */
function usefulScope({ resourceServer }: IdcsApps, { qualifiedScopes }: IdcsClient, scopes: readonly string[]): string {
  const taken = scopes.map((scope) => `${resourceServer.audienceInput}${scope}`);
  return qualifiedScopes.find((scope) => taken.includes(scope)) ?? qualifiedScopes[0] ?? '';
}

// A variable may have the same name as an output, and no two parts of a stack the same id.
const outputId = (name: string): string => `Output-${name}`;

function output(stack: ToldStack, name: string, value: string | object, description: string): void {
  new TerraformOutput(stack, outputId(name), { value, description }).overrideLogicalId(name);
}

function secretOutput(stack: ToldStack, name: string, value: string | object, description: string): void {
  new TerraformOutput(stack, outputId(name), { value, description, sensitive: true }).overrideLogicalId(name);
}
