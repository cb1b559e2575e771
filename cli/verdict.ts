import type { HttpAnswer } from './http-request';
import { bodyData, oneLine } from './shown-text';

/** What an answer says of itself. */
export interface Verdict {
  readonly status: number;
  readonly requestId?: string;
  /** For a failure: what may be wrong, and what to do. */
  readonly problem?: string;
}

/** Who stands between the caller and the function. */
export type Between = 'gateway' | 'nobody';

/**
 * Reads an answer: of a function that was invoked directly the status is in a header, and the service's own is 200.
 *
 * @param isLocal whether it is a local cloud's
 */
export function verdictOf({ status, headers, text }: HttpAnswer, between: Between, isLocal = false): Verdict {
  const own = Number(headers.get('fn-http-status'));
  const effective = status === 200 && Number.isInteger(own) && own >= 200 && own <= 599 ? own : status;
  const requestId = headers.get('opc-request-id') ?? headers.get('fn-call-id') ?? undefined;
  if (effective >= 200 && effective < 300) return { status: effective, requestId };
  const code = codeOf(text);
  // What the services of a local cloud refuse has no policies to wait for.
  const next = isLocal && typeof code === 'string' ? '' : nextStep(effective, code, between);
  return { status: effective, requestId, problem: `${told(text)}${next}`.trim() };
}

/** A gateway writes a number here, a function and a service a word. */
function codeOf(text: string): unknown {
  return fieldOf(text, 'code');
}

function told(text: string): string {
  const [code, message] = [codeOf(text), fieldOf(text, 'message')];
  // A gateway's own message is but the status in words.
  if (typeof code === 'number') return '';
  const parts = [code, message].filter((part) => typeof part === 'string');
  return parts.length === 0 ? '' : `${oneLine(parts.join(': ')).replace(/\.$/, '')}. `;
}

function fieldOf(text: string, name: string): unknown {
  const { body } = bodyData(text);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

function nextStep(status: number, code: unknown, between: Between): string {
  if (typeof code === 'string') return stepOfCode(status, code);
  if (between === 'nobody') return status >= 500 ? 'The log of the function says why.' : '';
  if (status === 401) {
    return (
      'The gateway does not accept the token: check that identity_domain_signing_key is the key that the domain signs ' +
      'with now, and that the token is for this deployment.'
    );
  }
  if (status === 403) return 'The token has no scope that the route takes.';
  if (status === 404) return 'The gateway has no such route: deploy again, and check the path.';
  if (status === 429) return 'Too many requests: wait, or raise the rate limit.';
  if (status === 500) {
    return 'The gateway may not invoke the function: its policy takes some minutes after a deploy to hold.';
  }
  return status >= 500 ? 'The log of the function says why.' : 'The gateway refused the request.';
}

function stepOfCode(status: number, code: string): string {
  if (code === 'NotAuthorizedOrNotFound') {
    return (
      'The caller of the service lacks a permission, or it does not exist: a new policy or dynamic group takes up to ' +
      '15 minutes to reach a running function.'
    );
  }
  if (code === 'NotAuthenticated')
    return 'The signature was not accepted: check the key, its fingerprint and the clock.';
  if (code === 'TooManyRequests') return 'Wait, and try again.';
  if (code.startsWith('FunctionInvokeImage'))
    return 'The image is not in the registry, or the function may not pull it.';
  return status >= 500 ? 'The log of the function says why.' : '';
}
