import { FunctionError } from '../function-error';

/** A part of an exchange that can take too long. */
export type Hop = 'connect' | 'headers' | 'body';

const RESET = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'HPE_INVALID_EOF_STATE']);
const TLS = /^(ERR_TLS|ERR_SSL|CERT_|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_OSSL)/;

/** Says what a connection's error means to a caller; the error itself goes to the log only. */
export function failureOf(error: Error): FunctionError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const options = { cause: error };
  if (RESET.has(code)) {
    return new FunctionError(
      502,
      'UpstreamReset',
      'The upstream closed the connection before it had answered.',
      options,
    );
  }
  if (TLS.test(code)) {
    return new FunctionError(502, 'UpstreamTlsFailed', 'No trusted connection to the upstream could be made.', options);
  }
  if (code.startsWith('HPE_')) {
    return new FunctionError(502, 'UpstreamInvalidAnswer', "The upstream's answer is no valid HTTP.", options);
  }
  return new FunctionError(502, 'UpstreamUnreachable', 'The upstream could not be reached.', options);
}

/** The answer when a hop, or the whole call, took too long. */
export function timedOut(hop: Hop | 'deadline'): FunctionError {
  return new FunctionError(504, 'UpstreamTimeout', 'The upstream did not answer in time.', {
    cause: new Error(`timed out: ${hop}`),
  });
}
