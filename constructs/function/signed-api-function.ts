import { FunctionsFunction } from '@cdktf/provider-oci/lib/functions-function';
import type { IdentityDomainsDynamicResourceGroup } from '@cdktf/provider-oci/lib/identity-domains-dynamic-resource-group';
import type { IdentityDynamicGroup } from '@cdktf/provider-oci/lib/identity-dynamic-group';
import { Op, Token } from 'cdktf';
import type { Precondition } from 'cdktf';
import { Construct } from 'constructs';
import type { Api } from '../../apis';
import type { IFunctionsApplication } from './application-reference';
import { FunctionAccess } from '../access/function-access';
import { checkFunction, checkKinds, isEverything } from './function-checks';
import { functionAmounts } from './function-limits';
import { NO_DESTINATION } from './invocation-destination';
import type { InvocationDestination } from './invocation-destination';
import { PermissionPolicy } from '../access/permission-policy';
import { PolicyScope } from '../access/policy-statement';
import { PolicySubject } from '../access/policy-subject';
import type { ConditionedSubject } from '../access/policy-subject';
import type { SignedApiFunctionProps } from './signed-api-function-props';

/** A function, whoever made it: what a route can lead to and a policy can be about. */
export interface IApiFunction {
  /** OCID of the function. */
  readonly functionId: string;
  /** How policies name the function. */
  readonly subject: PolicySubject | ConditionedSubject;
}

/**
 * A function that signs and forwards one API's calls, and the least that lets it: a way for policies to know it and a
 * policy with one statement for each permission that the API declares.
 */
export class SignedApiFunction extends Construct implements IApiFunction {
  /** A function that exists; no resource is made. Policies know it by its OCID. */
  static fromFunctionId(functionId: string): IApiFunction {
    return { functionId, subject: PolicySubject.function(functionId) };
  }

  readonly api: Api;
  readonly function: FunctionsFunction;
  /** Undefined when `access` makes another group or none. */
  readonly dynamicGroup?: IdentityDynamicGroup;
  /** Undefined unless `access` makes a group in an identity domain. */
  readonly domainGroup?: IdentityDomainsDynamicResourceGroup;
  readonly policy: PermissionPolicy;
  readonly successDestinationPolicy?: PermissionPolicy;
  readonly failureDestinationPolicy?: PermissionPolicy;
  readonly subject: PolicySubject | ConditionedSubject;

  private readonly name: string;

  constructor(scope: Construct, id: string, props: SignedApiFunctionProps) {
    super(scope, id);
    checkKinds(this, props);
    const { api, application, compartmentId, tenancyId, namePrefix = 'oracleapi' } = props;
    const { access = FunctionAccess.ownGroup() } = props;
    this.api = api;
    this.name = `${namePrefix}-${api.name}`;
    const where = permissionPlace(props);
    checkFunction(this, props, where.scope);

    this.function = this.deploy(props, application);
    const { subject, dynamicGroup, domainGroup } = access.bind({
      scope: this,
      functionId: this.functionId,
      compartmentId,
      tenancyId,
      name: this.name,
      description: `The function that signs calls of ${api.name}`,
    });
    this.subject = subject;
    this.dynamicGroup = dynamicGroup;
    this.domainGroup = domainGroup;
    this.policy = new PermissionPolicy(this, 'Policy', {
      compartmentId: where.compartmentId,
      name: this.name,
      description: `What the function needs to serve ${api.name}`,
      subject,
      permissions: api.permissions,
      scope: where.scope,
      lifecycle: notTheTenancy(props),
    });
    this.successDestinationPolicy = this.destinationPolicy('success', props.successDestination, compartmentId);
    this.failureDestinationPolicy = this.destinationPolicy('failure', props.failureDestination, compartmentId);
  }

  /** OCID of the function; the service gives it. */
  get functionId(): string {
    return this.function.id;
  }

  /** Says all, none too: what is left out stays in OCI as an earlier deploy wrote it (docs/adr/0007). */
  private deploy(props: SignedApiFunctionProps, application: IFunctionsApplication): FunctionsFunction {
    const { memory, timeout, detachedTimeout = timeout, provisionedConcurrency } = functionAmounts(props);
    return new FunctionsFunction(this, 'Function', {
      applicationId: application.applicationId,
      displayName: props.api.name,
      image: props.image.imageReference,
      dependsOn: props.image.pushedBy === undefined ? undefined : [...props.image.pushedBy],
      memoryInMbs: String(memory.toMebibytes()),
      timeoutInSeconds: timeout.toSeconds(),
      config: props.config ?? {},
      detachedModeTimeoutInSeconds: detachedTimeout.toSeconds(),
      successDestination: props.successDestination?.block ?? NO_DESTINATION,
      failureDestination: props.failureDestination?.block ?? NO_DESTINATION,
      traceConfig: { isEnabled: props.tracing ?? application.tracingEnabled ?? false },
      provisionedConcurrencyConfig:
        provisionedConcurrency === undefined
          ? { strategy: 'NONE' }
          : { strategy: 'CONSTANT', count: provisionedConcurrency },
    });
  }

  /** A policy speaks of its own compartment and those below, so each destination has one of its own. */
  private destinationPolicy(
    outcome: 'success' | 'failure',
    destination: InvocationDestination | undefined,
    ownCompartmentId: string,
  ): PermissionPolicy | undefined {
    if (destination === undefined) return undefined;
    const { permission, compartmentId = ownCompartmentId } = destination;
    const id = outcome === 'success' ? 'SuccessDestinationPolicy' : 'FailureDestinationPolicy';
    return new PermissionPolicy(this, id, {
      compartmentId,
      name: `${this.name}-on-${outcome}`,
      description: `Where the function of ${this.api.name} writes after a detached call that ended in ${outcome}`,
      subject: this.subject,
      permissions: [permission],
    });
  }
}

/** Where the permissions hold, and the compartment that their policy has to be written in. */
function permissionPlace({ compartmentId, tenancyId, permissionScope }: SignedApiFunctionProps): {
  readonly scope: PolicyScope;
  readonly compartmentId: string;
} {
  return permissionScope === 'tenancy' || compartmentId === tenancyId
    ? { scope: PolicyScope.tenancy(), compartmentId: tenancyId }
    : { scope: PolicyScope.compartment(compartmentId), compartmentId };
}

/** What synth cannot see, Terraform checks: that `manage all-resources` stays in a compartment below the tenancy. */
function notTheTenancy({
  api,
  compartmentId,
  tenancyId,
}: SignedApiFunctionProps): { precondition: Precondition[] } | undefined {
  const isKnown = !Token.isUnresolved(compartmentId) && !Token.isUnresolved(tenancyId);
  if (isKnown || !api.permissions.some(isEverything)) return undefined;
  const errorMessage = `${api.name} manages all resources of its compartment, which must not be the tenancy`;
  return { precondition: [{ condition: Op.neq(compartmentId, tenancyId), errorMessage }] };
}
