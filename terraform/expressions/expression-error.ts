/** An expression that cannot be read or has no value. It does not know where it stands; whoever evaluates it does. */
export class ExpressionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExpressionError';
  }
}

/**
 * An expression that Terraform may well accept and that this reader does not understand.
 *
 * `try` and `can` do not catch it: to go on with the fallback would be a guess.
 */
export class NotUnderstoodError extends ExpressionError {
  constructor(what: string) {
    super(`${what} not understood here`);
    this.name = 'NotUnderstoodError';
  }
}
