import type { Api } from '../../apis';
import type { IFunctionsApplication } from './application-reference';
import type { FunctionAccess } from '../access/function-access';
import type { FunctionConfig } from './function-config';
import type { IFunctionImage } from '../image/function-image';
import type { FunctionAmounts } from './function-limits';
import type { InvocationDestination } from './invocation-destination';

/** What `SignedApiFunction` takes. */
export interface SignedApiFunctionProps extends FunctionAmounts {
  /** The API that the function serves; its permissions become the policy. */
  readonly api: Api;
  /** Where the function is added. */
  readonly application: IFunctionsApplication;
  /** What the function runs. */
  readonly image: IFunctionImage;
  /** OCID of the compartment that the function's permissions are for, and the application's own. */
  readonly compartmentId: string;
  /** Dynamic groups live in the tenancy itself. */
  readonly tenancyId: string;
  /**
   * The group's and the policies' names start with it; both are unique in their compartment.
   *
   * @default 'oracleapi'
   */
  readonly namePrefix?: string;
  /**
   * Environment variables of the function, for example `UPSTREAM_ENDPOINT`. Anyone who may read the function may read
   * them: no place for a secret. Together with the application's they may take 4 KB.
   *
   * @default - none
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionspassingconfigparams.htm
   */
  readonly config?: FunctionConfig;
  /**
   * Whether calls are traced. The application needs an APM domain.
   *
   * @default - when the application has an APM domain
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionstracing.htm
   */
  readonly tracing?: boolean;
  /**
   * Where the record of a detached call goes that succeeded. Makes a policy that lets the function write there.
   *
   * @default - nowhere
   */
  readonly successDestination?: InvocationDestination;
  /**
   * Where the record of a detached call goes that failed. Makes a policy that lets the function write there.
   *
   * @default - nowhere
   */
  readonly failureDestination?: InvocationDestination;
  /**
   * How policies know the function.
   *
   * @default FunctionAccess.ownGroup()
   */
  readonly access?: FunctionAccess;
  /**
   * Where the function may use what its API's permissions name.
   *
   * @default 'compartment' - the compartment and all below it
   */
  readonly permissionScope?: 'compartment' | 'tenancy';
}
