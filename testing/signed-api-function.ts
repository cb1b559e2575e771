import type { TerraformStack } from 'cdktf';
import { FunctionImage, FunctionsApplication, SignedApiFunction } from '../constructs';
import type { SignedApiFunctionProps } from '../constructs';
import type { TerraformDocument } from '../terraform';
import { scratch } from './scratch';
import { StubBundler } from './stub-bundler';
import { synthDocument } from './synth';
import { testApi } from './synth-api';

/** Where the function is made. */
export const PLACE = { compartmentId: 'ocid1.compartment.test', tenancyId: 'ocid1.tenancy.test' };

/** Adds a function of the test API, or of another, to a stack. */
export function addFunction(stack: TerraformStack, props: Partial<SignedApiFunctionProps>): SignedApiFunction {
  const { api = testApi() } = props;
  const outDir = scratch('function');
  const image = new FunctionImage(stack, 'Image', {
    ...PLACE,
    api,
    region: 'eu-zurich-1',
    bundler: new StubBundler(),
    outDir,
  });
  const application = FunctionsApplication.fromApplicationId('ocid1.fnapp.test');
  return new SignedApiFunction(stack, 'Function', { ...PLACE, api, application, image, ...props });
}

/** The document of a function by itself. */
export function synthFunction(props: Partial<SignedApiFunctionProps> = {}): TerraformDocument {
  return synthDocument((stack) => {
    addFunction(stack, props);
  });
}
