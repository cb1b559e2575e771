import { IdentityDomainsDynamicResourceGroup } from '@cdktf/provider-oci/lib/identity-domains-dynamic-resource-group';
import { IdentityDynamicGroup } from '@cdktf/provider-oci/lib/identity-dynamic-group';
import type { Construct } from 'constructs';
import { matchAll } from './policy-condition';
import type { PolicyConditions } from './policy-condition';
import { PolicySubject } from './policy-subject';
import type { ConditionedSubject } from './policy-subject';
import { known } from '../prop-error';
import type { PropNames } from '../prop-names';

/** What an access is given to know its function. */
export interface FunctionAccessOptions {
  /** What the group, if any, is made in; its id there is `DynamicGroup` or `DomainGroup`. */
  readonly scope: Construct;
  readonly functionId: string;
  readonly compartmentId: string;
  readonly tenancyId: string;
  /** Names the group. */
  readonly name: string;
  readonly description: string;
}

/** How a policy names the function, and the group that was made for it. */
export interface FunctionAccessConfig {
  readonly subject: PolicySubject | ConditionedSubject;
  readonly dynamicGroup?: IdentityDynamicGroup;
  readonly domainGroup?: IdentityDomainsDynamicResourceGroup;
}

/** An identity domain that is to hold a function's group. */
export interface DomainGroupProps {
  /** For example `https://idcs-0123.identity.oraclecloud.com:443`. */
  readonly domainUrl: string;
  /** The domain's name as policies write it, for example `Default`. */
  readonly domainName: string;
}

const DOMAIN_GROUP_PROPS: PropNames<DomainGroupProps> = {
  domainUrl: true,
  domainName: true,
};

const FUNCTION = { variable: 'resource.type', value: 'fnfunc' };
const DOMAIN_GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:DynamicResourceGroup';

/** How a function becomes someone whom a policy can allow something. */
export class FunctionAccess {
  /** A dynamic group of the tenancy that holds the function by its OCID, and nothing else. */
  static ownGroup(): FunctionAccess {
    return new FunctionAccess((options) => tenancyGroup(options, ownRule(options)));
  }

  /**
   * A dynamic group of the tenancy that holds every function of the compartment.
   *
   * Functions that others add to the compartment later have the same rights.
   */
  static compartmentGroup(): FunctionAccess {
    return new FunctionAccess((options) => tenancyGroup(options, compartmentRule(options)));
  }

  /**
   * No group: the policy's statements name the function by its OCID (`any-user where request.principal.id = …`).
   *
   * For deployers who may write policies in their compartment and nothing in the tenancy.
   */
  static withoutGroup(): FunctionAccess {
    return new FunctionAccess(({ functionId }) => ({ subject: PolicySubject.function(functionId) }));
  }

  /**
   * A dynamic resource group of an identity domain that holds the function by its OCID, and nothing else.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/subject.htm
   */
  static domainGroup(props: DomainGroupProps): FunctionAccess {
    const { domainUrl, domainName } = known(props, DOMAIN_GROUP_PROPS);
    return new FunctionAccess((options) => {
      const { scope, name, description } = options;
      const domainGroup = new IdentityDomainsDynamicResourceGroup(scope, 'DomainGroup', {
        idcsEndpoint: domainUrl,
        schemas: [DOMAIN_GROUP_SCHEMA],
        displayName: name,
        description,
        matchingRule: matchAll(ownRule(options)),
        // The service adds an extension of its own, which would show as a change for ever.
        lifecycle: { ignoreChanges: ['schemas'] },
      });
      return { domainGroup, subject: PolicySubject.domainGroup(domainName, domainGroup.displayName) };
    });
  }

  private constructor(private readonly make: (options: FunctionAccessOptions) => FunctionAccessConfig) {}

  /** Makes the group, if there is to be one. */
  bind(options: FunctionAccessOptions): FunctionAccessConfig {
    return this.make(options);
  }
}

function tenancyGroup(options: FunctionAccessOptions, rule: PolicyConditions): FunctionAccessConfig {
  const { scope, tenancyId, name, description } = options;
  const dynamicGroup = new IdentityDynamicGroup(scope, 'DynamicGroup', {
    compartmentId: tenancyId,
    name,
    description,
    matchingRule: matchAll(rule),
  });
  return { dynamicGroup, subject: PolicySubject.dynamicGroup(dynamicGroup.name) };
}

function ownRule({ functionId }: FunctionAccessOptions): PolicyConditions {
  return [FUNCTION, { variable: 'resource.id', value: functionId }];
}

function compartmentRule({ compartmentId }: FunctionAccessOptions): PolicyConditions {
  return [FUNCTION, { variable: 'resource.compartment.id', value: compartmentId }];
}
