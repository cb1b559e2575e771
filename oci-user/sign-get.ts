/** Gives the headers of a GET that is signed. */
export type SignGet = (url: URL) => Promise<Record<string, string>>;

/** The request could not be signed, for a reason that may be told. */
export class UnsignedError extends Error {}
