import { TerraformStack, Testing } from 'cdktf';
import { scratch } from './scratch';

/** A name that is easily misspelt, and what is said of it then. */
export interface MisspeltOption {
  readonly of: string;
  /** Makes it in a stack, with what it needs and these options. */
  readonly make: (stack: TerraformStack, options: object) => void;
  readonly wrong: string;
  readonly right: string;
  readonly value: unknown;
  readonly message: string;
}

/** Each of the options is refused where its name is wrong, and taken where it is right. */
export function testMisspeltOptions(options: readonly MisspeltOption[]): void {
  const stack = (): TerraformStack => new TerraformStack(Testing.app({ outdir: scratch('synth') }), 'Test');

  test.each(options)('$of refuses $wrong', ({ make, wrong, value, message }) => {
    expect(() => {
      make(stack(), { [wrong]: value });
    }).toThrow(new Error(message));
  });

  test.each(options)('$of takes $right', ({ make, right, value }) => {
    expect(() => {
      make(stack(), { [right]: value });
    }).not.toThrow();
  });
}
