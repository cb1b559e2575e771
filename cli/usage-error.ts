import { UserError } from './user-error';

/** A command line that cannot be meant so: printed as it is, with the exit code of a wrong command line. */
export class UsageError extends UserError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}
