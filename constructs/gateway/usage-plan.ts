import { ApigatewayUsagePlan } from '@cdktf/provider-oci/lib/apigateway-usage-plan';
import type { ApigatewayUsagePlanEntitlements } from '@cdktf/provider-oci/lib/apigateway-usage-plan';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { isCount, isWholeBetween, PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** What {@link Quota} takes besides the number of requests. */
export interface QuotaOptions {
  /**
   * Counts requests beyond the quota and lets them pass, for accounts instead of for a limit.
   *
   * @default false
   */
  readonly allowRequestsBeyondQuota?: boolean;
}

const QUOTA_OPTIONS: PropNames<QuotaOptions> = {
  allowRequestsBeyondQuota: true,
};

/** How many requests there may be in a period of the calendar (UTC); beyond it they are answered with 429. */
export class Quota {
  static perMinute(requests: number, options?: QuotaOptions): Quota {
    return new Quota(requests, 'MINUTE', options);
  }

  static perHour(requests: number, options?: QuotaOptions): Quota {
    return new Quota(requests, 'HOUR', options);
  }

  static perDay(requests: number, options?: QuotaOptions): Quota {
    return new Quota(requests, 'DAY', options);
  }

  static perWeek(requests: number, options?: QuotaOptions): Quota {
    return new Quota(requests, 'WEEK', options);
  }

  static perMonth(requests: number, options?: QuotaOptions): Quota {
    return new Quota(requests, 'MONTH', options);
  }

  private constructor(
    readonly requests: number,
    readonly unit: string,
    readonly options: QuotaOptions = {},
  ) {}
}

/** What a subscriber is entitled to. */
export interface Entitlement {
  /** Unique within its plan. */
  readonly name: string;
  /**
   * OCIDs of the deployments that it is for, 1 to 200. They share its rate and its quota, and each has to say where a client
   * sends its token: `usagePlanToken`.
   */
  readonly deploymentIds: readonly string[];
  /**
   * Shown in the console.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Requests of one subscriber, all its clients together.
   *
   * @default - unlimited
   */
  readonly requestsPerSecond?: number;
  /**
   * Requests of one subscriber in a longer time.
   *
   * @default - unlimited
   */
  readonly quota?: Quota;
}

const ENTITLEMENT: PropNames<Entitlement> = {
  name: true,
  deploymentIds: true,
  description: true,
  requestsPerSecond: true,
  quota: true,
};

/** What {@link UsagePlan} takes. */
export interface UsagePlanProps {
  /** OCID of the compartment that holds the plan. */
  readonly compartmentId: string;
  /**
   * Shown in the console.
   *
   * @default 'oracleapi'
   */
  readonly displayName?: string;
  /**
   * What its subscribers are entitled to, 200 at most.
   *
   * @default - none yet
   */
  readonly entitlements?: readonly Entitlement[];
}

const PROPS: PropNames<UsagePlanProps> = {
  compartmentId: true,
  displayName: true,
  entitlements: true,
};

/**
 * Who may call how often. Once a deployment is part of a plan, a call without the token of a subscriber's client is answered
 * with 403.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaydefiningusageplans_topic-Creating-a-usage-plan.htm
 */
export class UsagePlan extends Construct {
  readonly usagePlan: ApigatewayUsagePlan;

  private readonly entitlements: Entitlement[] = [];

  constructor(scope: Construct, id: string, props: UsagePlanProps) {
    super(scope, id);
    new PropChecks(this).known(props, PROPS);
    const { compartmentId, displayName = 'oracleapi' } = props;
    this.usagePlan = new ApigatewayUsagePlan(this, 'UsagePlan', { compartmentId, displayName, entitlements: [] });
    for (const entitlement of props.entitlements ?? []) this.addEntitlement(entitlement);
    this.node.addValidation({
      validate: () =>
        this.entitlements.length > 0 ? [] : ['entitlements: there is none. Give one, or call addEntitlement().'],
    });
  }

  get usagePlanId(): string {
    return this.usagePlan.id;
  }

  /**
   * Entitles the plan's subscribers to call deployments.
   *
   * @throws PropError when its name or one of its deployments is part of the plan already, or a number cannot be
   */
  addEntitlement(entitlement: Entitlement): this {
    this.check(entitlement);
    this.entitlements.push(entitlement);
    this.usagePlan.putEntitlements(this.entitlements.map(entitlementBlock));
    return this;
  }

  private check(entitlement: Entitlement): void {
    const checks = new PropChecks(this).known(entitlement, ENTITLEMENT, 'entitlement');
    const { name, deploymentIds, requestsPerSecond, quota } = entitlement;
    if (quota !== undefined) checks.known(quota.options, QUOTA_OPTIONS, 'quota');
    const entitled = this.entitlements.flatMap((other) => other.deploymentIds);
    const repeated = deploymentIds.find((id, index) => entitled.includes(id) || deploymentIds.indexOf(id) !== index);
    checks
      .expect(this.entitlements.length < 200, {
        prop: 'entitlements',
        wrong: 'are more than a plan takes',
        got: this.entitlements.length + 1,
        expected: '200 at most',
      })
      .expect(name !== '' && !this.entitlements.some((other) => other.name === name), {
        prop: 'name',
        wrong: 'does not tell the entitlement from others of its plan',
        got: name,
        expected: 'a name of its own',
      })
      .expect(isWholeBetween(deploymentIds.length, 1, 200), {
        prop: 'deploymentIds',
        wrong: 'does not have as many deployments as an entitlement takes',
        got: deploymentIds.length,
        expected: '1 to 200',
      })
      .expect(repeated === undefined, {
        prop: 'deploymentIds',
        wrong: 'has a deployment that the plan entitles to already',
        // As a token it would count as unknown, and not be judged at all.
        got: Token.isUnresolved(repeated) ? '<known at deploy>' : repeated,
        expected: 'each deployment once in a plan',
        nextStep: 'Another rate or quota for it is another plan',
      })
      .expect(requestsPerSecond === undefined || isCount(requestsPerSecond), {
        prop: 'requestsPerSecond',
        wrong: 'is not a number of requests',
        got: requestsPerSecond,
        expected: 'a whole number from 1',
      })
      .expect(quota === undefined || isCount(quota.requests), {
        prop: 'quota',
        wrong: 'is not a number of requests',
        got: quota?.requests,
        expected: 'a whole number from 1',
      })
      .done();
  }
}

function entitlementBlock(entitlement: Entitlement): ApigatewayUsagePlanEntitlements {
  const { name, description, deploymentIds, requestsPerSecond, quota } = entitlement;
  return {
    name,
    description,
    targets: deploymentIds.map((deploymentId) => ({ deploymentId })),
    rateLimit: requestsPerSecond === undefined ? undefined : { unit: 'SECOND', value: requestsPerSecond },
    quota: quota && {
      value: quota.requests,
      unit: quota.unit,
      resetPolicy: 'CALENDAR',
      operationOnBreach: quota.options.allowRequestsBeyondQuota === true ? 'ALLOW' : 'REJECT',
    },
  };
}
