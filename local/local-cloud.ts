import type { IncomingMessage } from 'node:http';
import { readDocument, readStack } from '../terraform';
import type { Deployment, Stack } from '../terraform';
import { cloudValues, ocid } from './cloud-values';
import { notEvaluated } from './coverage';
import { createFunctionRunner, findBundle, FunctionImageError } from './function-runner';
import type { Bundle, FunctionRunner } from './function-runner';
import { assertNoLiteralKeys, createGateway } from './gateway';
import type { OnHop } from './hop';
import { HopError } from './hop-error';
import { createIdentityDomain, createSigningKey } from './identity-domain';
import type { IdentityDomain } from './identity-domain';
import { Listener } from './listener';
import { createOciEndpoint, localInventory } from './oci-endpoint';
import { createTokenIssuer } from './resource-principal';

export interface LocalCloudOptions {
  /** The folder that holds `cdk.tf.json` and its assets. */
  readonly stackDirectory: string;
  /** Values of Terraform variables, which win over the local cloud's own. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The first gateway's port; 0 takes a free one. */
  readonly port: number;
  readonly onHop?: OnHop;
  /** What the functions print, a line at a time. */
  readonly onLog?: (line: { readonly functionId: string; readonly text: string }) => void;
}

/** A route that a client can call. */
export interface ServedRoute {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  /** A body that the API accepts. */
  readonly example: unknown;
  readonly deployment: Deployment;
  /** Scopes of which a token has to have one; empty when any token, or none, will do. */
  readonly scopes: readonly string[];
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

const REGION = 'eu-frankfurt-1';
const GATEWAY_TYPE = 'oci_apigateway_gateway';

/**
 * Runs a synthesized stack: reads it, completes it with values of its own, and starts what it describes.
 *
 * @throws StackError when the document is wrong or holds what the local cloud does not know
 * @throws HopError when a function's bundle is missing or was changed
 * @throws PortError when the port is taken
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { stackDirectory, onHop, onLog } = options;
  const document = readDocument(stackDirectory);
  const opened: Listener[] = [];
  const open = async (port?: number): Promise<Listener> => {
    const listener = await Listener.open(port);
    opened.push(listener);
    return listener;
  };
  let runner: FunctionRunner | undefined;
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((listener) => listener.close()));
    await runner?.close();
  };

  try {
    // Addresses first: the document's values are made of them.
    const region = String(options.variables?.region ?? REGION);
    const domain = await open();
    const services = await open();
    const gatewayListeners = new Map<string, Listener>();
    for (const name of Object.keys(document.resource?.[GATEWAY_TYPE] ?? {})) {
      const id = ocid('apigateway', region, `${GATEWAY_TYPE}.${name}`);
      gatewayListeners.set(id, await open(gatewayListeners.size === 0 ? options.port : 0));
    }

    const signingKey = await createSigningKey();
    const tenancyId = ocid('tenancy', region, 'local').replace(`.${region}.`, '..');
    const own: Readonly<Record<string, unknown>> = {
      tenancy_ocid: tenancyId,
      compartment_ocid: ocid('compartment', region, 'local').replace(`.${region}.`, '..'),
      region,
      identity_domain_url: domain.url,
      identity_domain_signing_key: signingKey.publicJwk,
    };
    const declared = Object.keys(document.variable ?? {});
    const stack = readStack({
      directory: stackDirectory,
      variables: {
        ...Object.fromEntries(declared.filter((name) => name in own).map((name) => [name, own[name]])),
        ...options.variables,
      },
      computed: cloudValues({ region, gatewayUrl: (id) => gatewayListeners.get(id)?.url }),
    });
    const ignored = notEvaluated(stack);
    assertNoLiteralKeys(stack.deployments);

    const now = Date.now;
    const bundles = findBundles(stack);
    const issuer = await createTokenIssuer({ tenancyId, now });
    const compartmentId = String(own.compartment_ocid);
    const endpoint = createOciEndpoint({
      inventory: localInventory(region, compartmentId),
      issuerKey: issuer.publicKey,
      now,
      onHop,
    });
    services.serve(async (request, incoming) =>
      endpoint.answer({
        method: request.method,
        target: targetOf(incoming),
        headers: request.headers,
        body: new Uint8Array(await request.arrayBuffer()),
      }),
    );

    const identityDomain = createIdentityDomain({
      url: domain.url,
      apps: stack.identityDomainApps,
      settings: stack.identityDomainSettings,
      signingKey,
      now,
      onHop,
    });
    domain.serve((request) => identityDomain.app.fetch(request));

    const started = createFunctionRunner({
      functions: stack.functions,
      applications: stack.applications,
      bundles,
      region,
      upstreamEndpoint: services.url,
      issueSession: (holder) => issuer.issue(holder),
      onHop,
      onLog,
    });
    runner = started;

    for (const { id, hostname } of stack.gateways) {
      const gateway = createGateway({
        deployments: stack.deployments.filter(({ gatewayId }) => gatewayId === id),
        hostname,
        invoke: (functionId, call) => started.invoke(functionId, call),
        fetchKeys: (uri) => fetch(uri, { redirect: 'error' }),
        now,
        onHop,
      });
      gatewayListeners.get(id)?.serve((request) => gateway.fetch(request));
    }

    return {
      stack,
      routes: servedRoutes(stack, bundles, (gatewayId) => gatewayListeners.get(gatewayId)?.url ?? ''),
      tokenUrl: `${domain.url}/oauth2/v1/token`,
      identityDomain,
      runner: started,
      notEvaluated: ignored,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function targetOf(incoming: IncomingMessage): string {
  return incoming.url ?? '/';
}

function findBundles(stack: Stack): Map<string, Bundle> {
  try {
    return new Map(stack.functions.map(({ id, image }) => [id, findBundle(stack.directory, image)]));
  } catch (error) {
    if (error instanceof FunctionImageError) throw new HopError('function image', error.message, { cause: error });
    throw error;
  }
}

function servedRoutes(
  { deployments }: Stack,
  bundles: ReadonlyMap<string, Bundle>,
  gatewayUrl: (gatewayId: string) => string,
): ServedRoute[] {
  return deployments.flatMap((deployment) =>
    deployment.routes.flatMap(({ path, methods, backend, authorization }) => {
      const api = bundles.get(backend.functionId)?.api;
      if (api === undefined) return [];
      return {
        name: api.name,
        method: methods.find((method) => method === api.route.method) ?? methods[0] ?? api.route.method,
        url: `${gatewayUrl(deployment.gatewayId)}${deployment.pathPrefix}${path}`,
        example: api.example,
        deployment,
        scopes: authorization.type === 'ANY_OF' ? authorization.allowedScopes : [],
      };
    }),
  );
}
