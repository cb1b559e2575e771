/** An attribute that Terraform calls computed: the document does not say its value, a cloud does. */
export interface ComputedAttribute {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** For example `id` or `hostname`. */
  readonly attribute: string;
  /** What the document says of the block, references resolved. Reading one attribute resolves that one only. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Gives a computed attribute's value; `undefined` when this cloud does not know it, which stops the reader. */
export type ComputedValues = (wanted: ComputedAttribute) => unknown;

/** Where a stack is read from, and what stands in for the cloud that would complete it. */
export interface StackSource {
  /** The folder that holds `cdk.tf.json`. */
  readonly directory: string;
  /** Values of Terraform variables, which win over defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly computed: ComputedValues;
}
