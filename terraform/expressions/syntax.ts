export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%';

/** One step from a value to a part of it. */
export type Step =
  { readonly kind: 'attribute'; readonly name: string } | { readonly kind: 'index'; readonly key: Expression };

/** Terraform's expression syntax, as far as it is understood here. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** Text with expressions in it; the parts' texts are joined. */
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  /** The first word of a reference, such as `var` or `oci_core_vcn`. */
  | { readonly kind: 'root'; readonly name: string }
  | { readonly kind: 'access'; readonly of: Expression; readonly step: Step }
  /** `of[*].a.b`: the steps are taken from each element. */
  | { readonly kind: 'splat'; readonly of: Expression; readonly steps: readonly Step[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly expand: boolean }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly { readonly key: Expression; readonly value: Expression }[] };

/** The expressions directly inside one. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'root':
      return [];
    case 'template':
      return expression.parts;
    case 'access':
      return [expression.of, ...keysOf([expression.step])];
    case 'splat':
      return [expression.of, ...keysOf(expression.steps)];
    case 'call':
      return expression.args;
    case 'unary':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.yes, expression.no];
    case 'list':
      return expression.items;
    case 'object':
      return expression.entries.flatMap(({ key, value }) => [key, value]);
  }
}

function keysOf(steps: readonly Step[]): readonly Expression[] {
  return steps.flatMap((step) => (step.kind === 'index' ? [step.key] : []));
}
