import type { HopName } from './hop';

/** A hop of the round trip failed; the message says what it found, and holds no secret. */
export class HopError extends Error {
  constructor(
    readonly hop: HopName,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${hop}: ${message}`, options);
    this.name = 'HopError';
  }
}
