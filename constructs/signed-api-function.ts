import { FunctionsFunction } from '@cdktf/provider-oci/lib/functions-function';
import { IdentityDynamicGroup } from '@cdktf/provider-oci/lib/identity-dynamic-group';
import { IdentityPolicy } from '@cdktf/provider-oci/lib/identity-policy';
import { Construct } from 'constructs';
import type { Api } from '../apis';
import { Duration } from './duration';
import type { FunctionImage } from './function-image';
import type { IFunctionsApplication } from './functions-application';
import { PolicyScope, PolicySubject, policyStatement } from './policy-statement';
import { PropChecks } from './prop-error';

/** Sizes of a function in MiB; the service refuses any other. */
const MEMORY_SIZES = [128, 256, 512, 1024, 2048, 3072];

export interface SignedApiFunctionProps {
  readonly api: Api;
  readonly application: IFunctionsApplication;
  readonly image: FunctionImage;
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
   * MiB: 128, 256, 512, 1024, 2048 or 3072.
   *
   * @default 256
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionscustomizing.htm
   */
  readonly memory?: number;
  /**
   * From 5 to 300 seconds.
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
    const { memory = 256, timeout = Duration.seconds(30), permissionScope = 'compartment' } = props;
    this.api = api;
    this.checkLimits(memory, timeout);

    this.function = new FunctionsFunction(this, 'Function', {
      applicationId: application.applicationId,
      displayName: api.name,
      image: image.imageReference,
      memoryInMbs: String(memory),
      timeoutInSeconds: timeout.toSeconds(),
      config: props.config,
    });
    this.dynamicGroup = new IdentityDynamicGroup(this, 'DynamicGroup', {
      compartmentId: tenancyId,
      name: `${namePrefix}-${api.name}`,
      description: `The function that signs calls of ${api.name}`,
      matchingRule:
        props.dynamicGroupMembers === 'compartment'
          ? `ALL {resource.type = 'fnfunc', resource.compartment.id = '${compartmentId}'}`
          : `ALL {resource.id = '${this.function.id}'}`,
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

  get functionId(): string {
    return this.function.id;
  }

  private checkLimits(memory: number, timeout: Duration): void {
    new PropChecks(this)
      .expect(MEMORY_SIZES.includes(memory), {
        prop: 'memory',
        wrong: 'is not a size of a function',
        got: memory,
        expected: `one of ${MEMORY_SIZES.join(', ')} (MiB)`,
      })
      .expect(timeout.toSeconds() >= 5 && timeout.toSeconds() <= 300, {
        prop: 'timeout',
        wrong: 'is out of range',
        got: `${String(timeout.toSeconds())} s`,
        expected: '5 to 300 seconds',
      })
      .done();
  }
}
