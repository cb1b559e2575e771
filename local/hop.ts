/** The stations that a request passes on its way from the caller to an OCI API and back, in order. */
export type HopName = 'function image' | 'identity domain' | 'gateway' | 'function' | 'signature' | 'answer';

/** What one station did with one request. */
export interface Hop {
  readonly hop: HopName;
  readonly ok: boolean;
  /** One line for people. Never holds a token, a key or a secret. */
  readonly detail: string;
  /** The gateway's `opc-request-id`, where one is known. */
  readonly requestId?: string;
  /** HTTP status of the station's answer. */
  readonly status?: number;
  /** How long the station took, in milliseconds. */
  readonly ms?: number;
}

/** Told of every hop as soon as it is over. */
export type OnHop = (hop: Hop) => void;
