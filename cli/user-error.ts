/** Something that the user can mend: printed as it is, without a stack, before a non-zero exit. */
export class UserError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserError';
  }
}
