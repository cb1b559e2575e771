import { createFunctionRunner, findBundle } from '../local/function-runner';
import type { FunctionRunner, FunctionRunnerOptions } from '../local/function-runner';
import { createTokenIssuer } from '../local/resource-principal';
import { writeBundle } from './local-function';
import { scratch } from './scratch';

/** The one function of {@link localRunner}. */
export const RUNNER_FUNCTION = 'ocid1.fnfunc.oc1..alone';

/** A runner of one function, and the short way to call it. */
export interface LocalRunner {
  readonly runner: FunctionRunner;
  readonly invoke: (body?: unknown) => Promise<Response>;
}

/** Makes a runner whose one function runs `code`; the options win over what it would be given here. */
export function localRunner(code: string, options: Partial<FunctionRunnerOptions> = {}): LocalRunner {
  const directory = scratch('local-runner');
  const { image } = writeBundle(directory, code);
  const issuer = createTokenIssuer({ tenancyId: 'ocid1.tenancy.oc1..alone', now: Date.now });
  const runner = createFunctionRunner({
    functions: [
      {
        address: 'oci_functions_function.Alone',
        id: RUNNER_FUNCTION,
        applicationId: 'ocid1.fnapp.oc1..alone',
        displayName: 'alone',
        image,
        memoryMb: 128,
        timeoutSeconds: 30,
        config: {},
      },
    ],
    applications: [
      {
        address: 'oci_functions_application.Alone',
        id: 'ocid1.fnapp.oc1..alone',
        compartmentId: 'ocid1.compartment.oc1..alone',
        displayName: 'alone',
        shape: 'GENERIC_X86',
        signedImagesOnly: false,
        config: {},
      },
    ],
    bundles: new Map([[RUNNER_FUNCTION, findBundle(directory, image)]]),
    region: 'eu-frankfurt-1',
    upstreamEndpoint: () => 'http://127.0.0.1:1',
    issueSession: async (holder) => (await issuer).issue(holder),
    ...options,
  });
  return {
    runner,
    invoke: (body = {}) =>
      runner.invoke(RUNNER_FUNCTION, {
        method: 'POST',
        requestUrl: '/alone',
        headers: new Headers({ 'content-type': 'application/json' }),
        body: Buffer.from(JSON.stringify(body)),
        requestId: 'customer/TRACE',
      }),
  };
}
