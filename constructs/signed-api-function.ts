import { FunctionsFunction } from '@cdktf/provider-oci/lib/functions-function';
import { IdentityDynamicGroup } from '@cdktf/provider-oci/lib/identity-dynamic-group';
import { IdentityPolicy } from '@cdktf/provider-oci/lib/identity-policy';
import { Construct } from 'constructs';
import type { Api } from '../apis';
import { Duration } from './duration';
import type { FunctionImage } from './function-image';
import type { IFunctionsApplication } from './functions-application';
import { matchAll, PolicyScope, PolicySubject, policyStatement } from './policy-statement';
import { isWholeBetween, PropChecks } from './prop-error';
import { Size } from './size';

/** Sizes of a function in MiB; the service refuses any other. */
const MEMORY_SIZES = [128, 256, 512, 1024, 2048, 3072];
const FUNCTION = { variable: 'resource.type', value: 'fnfunc' };

/** What {@link SignedApiFunction} takes. */
export interface SignedApiFunctionProps {
  /** The API that the function serves; its permissions become the policy. */
  readonly api: Api;
  /** Where the function is added. */
  readonly application: IFunctionsApplication;
  /** What the function runs. */
  readonly image: FunctionImage;
  /** OCID of the compartment that the function's permissions are for, and the application's own. */
  readonly compartmentId: string;
  /** Dynamic groups live in the tenancy itself. */
  readonly tenancyId: string;
  /**
   * The dynamic group's and the policy's name start with it; both are unique in their compartment.
   *
   * @default 'oracleapi'
   */
  readonly namePrefix?: string;
  /**
   * 128, 256, 512, 1024, 2048 or 3072 MiB; processor time grows with it.
   *
   * @default Size.mebibytes(256)
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionscustomizing.htm
   */
  readonly memory?: Size;
  /**
   * How long one call may take: 5 to 300 whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;
  /**
   * Environment variables of the function, for example `UPSTREAM_ENDPOINT`. Anyone who may read the function may read
   * them: no place for a secret.
   *
   * @default - none
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Which functions the dynamic group holds: this one, or all of the compartment, those that others add later among them.
   *
   * @default 'function'
   */
  readonly dynamicGroupMembers?: 'function' | 'compartment';
  /**
   * Where the function may use what its API's permissions name.
   *
   * @default 'compartment' - the compartment and all below it
   */
  readonly permissionScope?: 'compartment' | 'tenancy';
}

/**
 * A function that signs and forwards one API's calls, and the least that lets it: a dynamic group of its own and a policy
 * with one statement for each permission that the API declares.
 */
export class SignedApiFunction extends Construct {
  readonly api: Api;
  readonly function: FunctionsFunction;
  readonly dynamicGroup: IdentityDynamicGroup;
  readonly policy: IdentityPolicy;

  constructor(scope: Construct, id: string, props: SignedApiFunctionProps) {
    super(scope, id);
    const { api, application, image, compartmentId, tenancyId, namePrefix = 'oracleapi' } = props;
    const { memory = Size.mebibytes(256), timeout = Duration.seconds(30), permissionScope = 'compartment' } = props;
    this.api = api;
    this.checkProps(props, memory, timeout);

    this.function = new FunctionsFunction(this, 'Function', {
      applicationId: application.applicationId,
      displayName: api.name,
      image: image.imageReference,
      memoryInMbs: String(memory.toMebibytes()),
      timeoutInSeconds: timeout.toSeconds(),
      config: props.config,
    });
    this.dynamicGroup = new IdentityDynamicGroup(this, 'DynamicGroup', {
      compartmentId: tenancyId,
      name: `${namePrefix}-${api.name}`,
      description: `The function that signs calls of ${api.name}`,
      matchingRule:
        props.dynamicGroupMembers === 'compartment'
          ? matchAll([FUNCTION, { variable: 'resource.compartment.id', value: compartmentId }])
          : matchAll([FUNCTION, { variable: 'resource.id', value: this.function.id }]),
    });
    this.policy = new IdentityPolicy(this, 'Policy', {
      // A statement about the tenancy has to be written in the tenancy.
      compartmentId: permissionScope === 'tenancy' ? tenancyId : compartmentId,
      name: `${namePrefix}-${api.name}`,
      description: `What the function needs to serve ${api.name}`,
      statements: api.permissions.map((permission) =>
        policyStatement({
          ...permission,
          subject: PolicySubject.dynamicGroup(this.dynamicGroup.name),
          scope: permissionScope === 'tenancy' ? PolicyScope.tenancy() : PolicyScope.compartment(compartmentId),
        }),
      ),
    });
  }

  /** OCID of the function; the service gives it. */
  get functionId(): string {
    return this.function.id;
  }

  private checkProps(props: SignedApiFunctionProps, memory: Size, timeout: Duration): void {
    const { api, permissionScope } = props;
    const everything = api.permissions.some(
      ({ verb, resourceType }) => verb === 'manage' && resourceType === 'all-resources',
    );
    new PropChecks(this)
      .expect(MEMORY_SIZES.includes(memory.toMebibytes()), {
        prop: 'memory',
        wrong: 'is not a size of a function',
        got: `${String(memory.toMebibytes())} MiB`,
        expected: `one of ${MEMORY_SIZES.join(', ')} MiB`,
      })
      .expect(isWholeBetween(timeout.toSeconds(), 5, 300), {
        prop: 'timeout',
        wrong: 'is out of range',
        got: `${String(timeout.toSeconds())} s`,
        expected: '5 to 300 whole seconds',
      })
      .expect(permissionScope !== 'tenancy' || !everything, {
        prop: 'permissionScope',
        wrong: `gives ${api.name} everything`,
        got: 'tenancy, with manage all-resources',
        expected: "'compartment', or an API that names the resource types it needs",
      })
      .done();
  }
}
