import { readDocument, readStack } from '../terraform';
import type { Stack } from '../terraform';
import { openAddresses } from './addresses';
import type { Addresses } from './addresses';
import { cloudValues } from './cloud-values';
import { assertNoOtherUpstream, assertOneDomain, notEvaluated } from './coverage';
import { createFunctionRunner, findBundle, FunctionImageError } from './function-runner';
import type { Bundle, FunctionLogLine, FunctionRunner } from './function-runner';
import { assertNoLiteralKeys, createGateway } from './gateway';
import type { OnHop } from './hop';
import { HopError } from './hop-error';
import { createIdentityDomain, createSigningKey } from './identity-domain';
import type { IdentityDomain, SigningKey } from './identity-domain';
import type { Handler } from './listener';
import { createOciEndpoint, localInventory } from './oci-endpoint';
import { createTokenIssuer } from './resource-principal';
import { servedRoutes } from './served-routes';
import type { ServedRoute } from './served-routes';
import { tenancyOf, variablesOf } from './tenancy';
import type { Tenancy } from './tenancy';

export interface LocalCloudOptions {
  /** The folder that holds `cdk.tf.json` and its assets. */
  readonly stackDirectory: string;
  /** Values of Terraform variables, which win over the local cloud's own. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The first gateway's port; 0 takes a free one. */
  readonly port: number;
  readonly onHop?: OnHop;
  /** Once for each request of a client, when it was answered. */
  readonly onRequest?: (served: ServedRequest) => void;
  /** What the functions print, a line at a time. */
  readonly onLog?: (line: FunctionLogLine) => void;
}

/** A client's request to a gateway or to the identity domain, and how it was answered. */
export interface ServedRequest {
  readonly method: string;
  /** Without the query, which may hold a token. */
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly requestId?: string;
}

/** A running local cloud. */
export interface LocalCloud {
  readonly stack: Stack;
  readonly routes: readonly ServedRoute[];
  readonly tokenUrl: string;
  readonly identityDomain: IdentityDomain;
  readonly runner: FunctionRunner;
  /** What the stack has and the local cloud does not evaluate, for example `IAM policies`. */
  readonly notEvaluated: readonly string[];
  /** Ends every process and server that was started. */
  close(): Promise<void>;
}

/**
 * Runs a synthesized stack: reads it, completes it with values of its own, and starts what it describes.
 *
 * @throws StackError when the document is wrong or holds what the local cloud does not know
 * @throws HopError when a function's bundle is missing or was changed
 * @throws PortError when the port is taken
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { stackDirectory, variables = {}, port } = options;
  const document = readDocument(stackDirectory);
  const tenancy = tenancyOf(document, variables);
  const addresses = await openAddresses(document, tenancy.region, port);
  try {
    const signingKey = await createSigningKey();
    const domain = { url: addresses.identityDomain.url, publicJwk: signingKey.publicJwk };
    const stack = readStack({
      directory: stackDirectory,
      variables: variablesOf(document, tenancy, domain, variables),
      computed: cloudValues({ region: tenancy.region, gatewayUrl: (id) => addresses.gateways.get(id)?.url }),
    });
    return await run(stack, { ...options, tenancy, addresses, signingKey });
  } catch (error) {
    await addresses.close();
    throw error;
  }
}

/** A key set that does not come in this time counts as unreachable. */
const KEYS_TIMEOUT_MS = 5000;

interface RunOptions extends LocalCloudOptions {
  readonly tenancy: Tenancy;
  readonly addresses: Addresses;
  readonly signingKey: SigningKey;
}

/** Starts the parts, each from the model alone, and puts them behind their addresses. */
async function run(stack: Stack, options: RunOptions): Promise<LocalCloud> {
  const { addresses, tenancy, signingKey, onHop, onLog } = options;
  const now = Date.now;
  const ignored = notEvaluated(stack);
  assertOneDomain(stack, addresses.identityDomain.url);
  assertNoOtherUpstream(stack);
  assertNoLiteralKeys(stack.deployments);
  const bundles = findBundles(stack, onHop);
  const routes = servedRoutes(stack, bundles, (gatewayId) => addresses.gateways.get(gatewayId)?.url);

  const identityDomain = createIdentityDomain({
    url: addresses.identityDomain.url,
    apps: stack.identityDomainApps,
    settings: stack.identityDomainSettings,
    signingKey,
    now,
    onHop,
  });
  const issuer = await createTokenIssuer({ tenancyId: tenancy.tenancyId, now });
  const endpoint = createOciEndpoint({
    inventory: localInventory(tenancy.region, tenancy.compartmentId),
    issuerKey: issuer.publicKey,
    now,
    onHop,
  });
  // Each service has an address of its own, as in OCI: a path alone would not tell a misspelt service from the right one.
  const upstreams = new Map<string, string>();
  for (const [functionId, { api }] of bundles) {
    const { service } = api.upstream;
    const listener = await addresses.service(service);
    listener.serve(async (request, incoming) =>
      endpoint.answer(service, {
        method: request.method,
        // The signature covers the target as it was sent; a Request has it normalized.
        target: incoming.url ?? '/',
        headers: request.headers,
        body: new Uint8Array(await request.arrayBuffer()),
      }),
    );
    upstreams.set(functionId, listener.url);
  }
  const runner = createFunctionRunner({
    functions: stack.functions,
    applications: stack.applications,
    bundles,
    region: tenancy.region,
    upstreamEndpoint: (functionId) => upstreams.get(functionId) ?? '',
    issueSession: (holder) => issuer.issue(holder),
    onHop,
    onLog,
    now,
  });

  addresses.identityDomain.serve(timed(options.onRequest, (request) => identityDomain.app.fetch(request)));
  for (const { id, hostname } of stack.gateways) {
    const gateway = createGateway({
      deployments: stack.deployments.filter(({ gatewayId }) => gatewayId === id),
      hostname,
      invoke: (functionId, call) => runner.invoke(functionId, call),
      fetchKeys: (uri) => fetch(uri, { redirect: 'error', signal: AbortSignal.timeout(KEYS_TIMEOUT_MS) }),
      now,
      onHop,
    });
    addresses.gateways
      .get(id)
      ?.serve(
        timed(options.onRequest, (request, incoming) =>
          gateway.fetch(request, incoming.socket.remoteAddress, incoming.url),
        ),
      );
  }

  return {
    stack,
    routes,
    tokenUrl: `${addresses.identityDomain.url}/oauth2/v1/token`,
    identityDomain,
    runner,
    notEvaluated: ignored,
    async close() {
      await addresses.close();
      await runner.close();
    },
  };
}

function timed(onRequest: LocalCloudOptions['onRequest'], handler: Handler): Handler {
  return async (request, incoming) => {
    const startedAt = performance.now();
    const response = await handler(request, incoming);
    onRequest?.({
      method: request.method,
      path: new URL(request.url).pathname,
      status: response.status,
      ms: performance.now() - startedAt,
      requestId: response.headers.get('opc-request-id') ?? undefined,
    });
    return response;
  };
}

function findBundles(stack: Stack, onHop?: OnHop): Map<string, Bundle> {
  try {
    return new Map(
      stack.functions.map(({ id, image }) => {
        const bundle = findBundle(stack.directory, image);
        const detail = `${bundle.api.name}: bundle ${bundle.tag} is among the assets and is what its hash says`;
        onHop?.({ hop: 'function image', ok: true, detail });
        return [id, bundle];
      }),
    );
  } catch (error) {
    if (error instanceof FunctionImageError) throw new HopError('function image', error.message, { cause: error });
    throw error;
  }
}
