/** A server cannot be reached, for a reason that no other try helps: printed as it is, without a stack. */
export class ConnectionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConnectionError';
  }
}
