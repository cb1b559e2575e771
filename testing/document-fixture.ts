import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStack, StackError } from '../terraform';
import type { Stack, StackSource } from '../terraform';

type Json = Record<string, unknown>;

/** 2048 bits of nothing in particular, as a JSON Web Key writes them. */
export const MODULUS = Buffer.alloc(256, 0xab).toString('base64url');

/** What stands in for a cloud: every id and name can be told from its address. */
const STAND_IN: Readonly<Record<string, (address: string) => unknown>> = {
  id: (address) => `id of ${address}`,
  hostname: () => 'gw.apigateway.example',
  name: (address) => `client id of ${address}`,
  client_secret: () => 'client-secret',
};

/** A small document with each resource of the model in it, in order as it stands. */
export function wholeDocument(): Json {
  return {
    terraform: { required_providers: { oci: { source: 'oracle/oci', version: '~> 8.28' } } },
    provider: { oci: [{ region: '${var.region}' }] },
    variable: { region: { type: 'string', default: 'eu-frankfurt-1' }, modulus: { type: 'string', default: MODULUS } },
    resource: {
      oci_functions_application: { A: application() },
      oci_functions_function: { F: ociFunction() },
      oci_apigateway_gateway: { G: { compartment_id: 'c', endpoint_type: 'PUBLIC', subnet_id: 's' } },
      oci_apigateway_deployment: { D: deployment() },
      oci_identity_domains_app: { Client: client(), Server: resourceServer() },
      oci_identity_domains_setting: { S: setting() },
    },
  };
}

function application(): Json {
  return {
    compartment_id: 'c',
    display_name: 'oracleapi',
    subnet_ids: ['s'],
    config: { BOTH: 'application', ONE: '1' },
  };
}

function ociFunction(): Json {
  return {
    application_id: '${oci_functions_application.A.id}',
    display_name: 'search',
    image: 'fra.ocir.io/ns/search:1',
    memory_in_mbs: '256',
    config: { BOTH: 'function' },
  };
}

function deployment(): Json {
  return {
    compartment_id: 'c',
    gateway_id: '${oci_apigateway_gateway.G.id}',
    path_prefix: '/oracleapi',
    specification: {
      request_policies: { authentication: jwtAuthentication() },
      routes: [
        {
          path: '/search',
          methods: ['POST'],
          backend: { type: 'ORACLE_FUNCTIONS_BACKEND', function_id: '${oci_functions_function.F.id}' },
        },
      ],
    },
  };
}

/** The guide's own authentication. */
export function jwtAuthentication(): Json {
  return {
    type: 'JWT_AUTHENTICATION',
    token_header: 'Authorization',
    token_auth_scheme: 'Bearer',
    issuers: ['https://identity.oraclecloud.com/'],
    audiences: ['https://${oci_apigateway_gateway.G.hostname}/'],
    public_keys: { type: 'STATIC_KEYS', keys: [jsonWebKey()] },
  };
}

/** The authentication that Oracle advises. */
export function tokenAuthentication(): Json {
  return {
    type: 'TOKEN_AUTHENTICATION',
    token_header: 'Authorization',
    token_auth_scheme: 'Bearer',
    validation_policy: {
      type: 'REMOTE_JWKS',
      uri: 'https://idcs-1.identity.oraclecloud.com/admin/v1/SigningCert/jwk',
      additional_validation_policy: { issuers: ['https://identity.oraclecloud.com/'], audiences: ['https://gw/'] },
    },
  };
}

/** A fixed key whose material is a variable's. */
export function jsonWebKey(): Json {
  return { format: 'JSON_WEB_KEY', kid: 'SIGNING_KEY', kty: 'RSA', n: '${var.modulus}', e: 'AQAB', use: 'sig' };
}

function client(): Json {
  return {
    ...app('client', 'CustomWebAppTemplateId'),
    is_oauth_client: true,
    client_type: 'confidential',
    allowed_grants: ['client_credentials'],
    allowed_scopes: [{ fqs: 'https://gw/search' }],
  };
}

function resourceServer(): Json {
  return {
    ...app('server', 'CustomWebAppTemplateId'),
    is_oauth_resource: true,
    audience: 'https://gw/',
    scopes: [{ value: 'search' }],
  };
}

function app(displayName: string, template: string): Json {
  return {
    active: true,
    based_on_template: { value: template },
    display_name: displayName,
    idcs_endpoint: 'https://idcs-1.identity.oraclecloud.com',
    schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:App'],
  };
}

function setting(): Json {
  return {
    csr_access: 'none',
    idcs_endpoint: 'https://idcs-1.identity.oraclecloud.com',
    schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:Settings'],
    setting_id: 'Settings',
    signing_cert_public_access: true,
  };
}

/**
 * The whole document with one value changed.
 *
 * @param path names and numbers from the top, as in `resource.oci_functions_function.F.memory_in_mbs`
 * @param value what to put there; undefined takes it out
 */
export function changed(path: string, value: unknown, document = wholeDocument()): Json {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const copy = structuredClone(document);
  const holder = steps.reduce<Json>((inner, step) => (inner[step] ??= {}) as Json, copy);
  if (value === undefined) {
    Reflect.deleteProperty(holder, last);
  } else {
    holder[last] = value;
  }
  return copy;
}

/** Reads a document as `readStack` reads a synthesized one, with a stand-in for the cloud unless another is given. */
export function readDocumentStack(document: unknown, source: Partial<StackSource> = {}): Stack {
  const directory = mkdtempSync(join(tmpdir(), 'document-'));
  try {
    writeFileSync(join(directory, 'cdk.tf.json'), typeof document === 'string' ? document : JSON.stringify(document));
    return readStack({
      directory,
      variables: {},
      computed: ({ address, attribute }) => STAND_IN[attribute]?.(address),
      ...source,
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** What is wrong with a document, one line for each problem; empty when it can be read. */
export function problemsOf(document: unknown, source: Partial<StackSource> = {}): readonly string[] {
  try {
    readDocumentStack(document, source);
    return [];
  } catch (error) {
    if (error instanceof StackError) {
      return error.message.split('\n');
    }
    throw error;
  }
}
