import { randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { OnHop } from '../hop';
import type { InventoryItem } from './inventory';
import { searchResources } from './resource-search';
import type { ServiceAnswer } from './resource-search';
import { SignatureError, verifySignature } from './signature';
import type { Signer, WireRequest } from './signature';

export interface OciEndpointOptions {
  readonly inventory: readonly InventoryItem[];
  /** Key of whoever issues the functions' session tokens. */
  readonly issuerKey: KeyObject;
  readonly now: () => number;
  readonly onHop?: OnHop;
}

/** Stands in for OCI's REST services: checks the signature of every request, then answers what it knows. */
export interface OciEndpoint {
  /** @param service the first label of the service's host, for example `query` */
  answer(service: string, request: WireRequest): Promise<Response>;
}

const SEARCH = { service: 'query', path: '/20180409/resources' };

export function createOciEndpoint({ inventory, issuerKey, now, onHop }: OciEndpointOptions): OciEndpoint {
  return {
    async answer(service, request) {
      const requestId = request.headers.get('opc-request-id') ?? randomUUID();
      let signer: Signer;
      try {
        signer = await verifySignature(request, { issuerKey, now: now() });
      } catch (error) {
        if (!(error instanceof SignatureError)) throw error;
        onHop?.({ hop: 'signature', ok: false, detail: error.message, requestId, status: 401 });
        // OCI names no reason either; the hop does.
        return toResponse(requestId, {
          status: 401,
          body: {
            code: 'NotAuthenticated',
            message: 'The required information to complete authentication was not provided or was incorrect.',
          },
        });
      }
      onHop?.({ hop: 'signature', ok: true, detail: `rsa-sha256 of ${signer.resourceId} verified`, requestId });
      const answered = route(service, request, inventory);
      onHop?.({
        hop: 'answer',
        ok: answered.status < 400,
        detail:
          answered.status < 400 ? `${service}: ${request.method} ${request.target} answered` : refusalOf(answered),
        requestId,
        status: answered.status,
      });
      return toResponse(requestId, answered);
    },
  };
}

function route(service: string, request: WireRequest, inventory: readonly InventoryItem[]): ServiceAnswer {
  const url = new URL(request.target, 'http://local');
  if (service !== SEARCH.service || url.pathname !== SEARCH.path) {
    return {
      status: 404,
      body: {
        code: 'NotAuthorizedOrNotFound',
        message: `${request.method} ${url.pathname} of the service ${service} is not emulated here`,
      },
    };
  }
  if (request.method !== 'POST') {
    return { status: 405, body: { code: 'MethodNotAllowed', message: `${url.pathname} takes POST only` } };
  }
  return searchResources(request.body, url.searchParams, inventory);
}

/** Why a service refused: its own message, which holds nothing of the caller's but what was asked for. */
function refusalOf({ status, body }: ServiceAnswer): string {
  const message = typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : '';
  return message === '' ? `answered with ${String(status)}` : message;
}

function toResponse(requestId: string, { status, body, headers }: ServiceAnswer): Response {
  return Response.json(body, { status, headers: { ...headers, 'opc-request-id': requestId } });
}
