/** One thing in a synthesized document that is wrong or not understood. */
export interface StackProblem {
  /** `oci_apigateway_gateway.Gateway`, `variable.region`, `output.endpoint`, … */
  readonly address: string;
  /** Path inside the block, for example `specification[0].routes[0].methods`; absent when the block itself is meant. */
  readonly attribute?: string;
  readonly message: string;
}

/** Thrown with every problem of a document that was found, not the first one only. */
export class StackError extends Error {
  constructor(readonly problems: readonly StackProblem[]) {
    super(
      problems
        .map(({ address, attribute, message }) => `${[address, attribute].filter(Boolean).join('.')}: ${message}`)
        .join('\n'),
    );
    this.name = 'StackError';
  }
}
