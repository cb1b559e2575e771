/** Worth another try: the network, or a server that says so. */
export class PassingError extends Error {
  /** How long the server asks to wait. */
  readonly retryAfterMs?: number;
  /** What to do when no other try helps. */
  readonly next: string;

  constructor(message: string, { retryAfterMs, next = 'Try again later.' }: PassingErrorOptions = {}) {
    super(message);
    this.name = 'PassingError';
    this.retryAfterMs = retryAfterMs;
    this.next = next;
  }
}

/** What else is known of the reason. */
export interface PassingErrorOptions {
  readonly retryAfterMs?: number;
  readonly next?: string;
}
