import { search } from '../apis';
import { OracleApiStack } from '../stacks/oracle-api-stack';
import type { OracleApiStackProps } from '../stacks/oracle-api-stack-props';
import type { TerraformDocument } from '../terraform';
import { scratch } from './scratch';
import { StubBundler } from './stub-bundler';
import { synthStack } from './synth';

/** Options that keep a synth from waiting for esbuild, and from writing into the project. */
export const stubImage = (): Partial<OracleApiStackProps> => ({
  image: { bundler: new StubBundler(), outDir: scratch('functions') },
});

/** The document of the default stack, or of one with other options. */
export const synthOracleStack = (props: Partial<OracleApiStackProps> = {}): TerraformDocument =>
  synthStack((app) => new OracleApiStack(app, 'oracleapi', { apis: [search], ...stubImage(), ...props }));
