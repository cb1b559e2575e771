/** Statuses that the gateway answers with by itself. */
export type RefusalStatus = 401 | 403 | 404 | 405 | 413 | 431 | 500 | 502;

const MESSAGES: Readonly<Record<RefusalStatus, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Payload Too Large',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
};

/** A request that the gateway answers itself, without calling a function. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: RefusalStatus,
    /** Why, for the hop alone: the caller is not told. Never holds the token. */
    readonly reason: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(reason);
  }

  /** A body of two keys that names no reason: seen for 401; Oracle publishes none for the others. */
  toResponse(): Response {
    const { status, headers } = this;
    return Response.json({ code: status, message: MESSAGES[status] }, { status, headers });
  }
}
