/** What this project uses of the Fn FDK, which ships no types. */
declare module '@fnproject/fdk' {
  /** One invocation: its headers, and the headers of its answer. */
  export interface Context {
    /** The first value of a header, whatever its letter case; `null` when absent. */
    getHeader(name: string): string | null;
    setResponseHeader(name: string, ...values: string[]): void;
    /** The answer's own content type; an upstream's goes here and not into a response header. */
    set responseContentType(contentType: string);
  }

  /** An answer that the FDK writes as it is. */
  export interface RawResult {
    writeResult(context: unknown, response: unknown): void;
  }

  export function rawResult(body: string | Uint8Array): RawResult;

  /** Listens on `FN_LISTENER`; returns what closes the listener. */
  export function handle(
    handler: (body: Buffer, context: Context) => Promise<RawResult>,
    options: { readonly inputMode: 'buffer' },
  ): () => void;
}
