/** An image cannot be made or pushed, for a reason that the user can mend: printed as it is, without a stack. */
export class ImageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ImageError';
  }
}
