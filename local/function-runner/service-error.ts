/** An error that the Functions service answers with, in place of the function. */
export class ServiceError extends Error {
  constructor(
    readonly status: 429 | 413 | 502 | 503 | 504,
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ServiceError';
  }

  toResponse(): Response {
    return Response.json({ code: this.code, message: this.message }, { status: this.status });
  }
}
