import { ApigatewaySubscriber } from '@cdktf/provider-oci/lib/apigateway-subscriber';
import type { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { PropChecks, isWholeBetween } from '../prop-error';
import type { PropNames } from '../prop-names';
import { checkSecretVariable } from './secret-variable';

/** A program of a subscriber. */
export interface SubscriberClient {
  /** Unique within the subscriber; part of its metrics. */
  readonly name: string;
  /**
   * The variable that its token comes in by: sensitive, without a default. The token has to be unique in the tenancy's region,
   * and has 128 characters at most. It counts calls; who a caller is, the gateway knows by its bearer token.
   */
  readonly token: TerraformVariable;
}

const CLIENT: PropNames<SubscriberClient> = {
  name: true,
  token: true,
};

/** What {@link Subscriber} takes. */
export interface SubscriberProps {
  /** OCID of the compartment that holds the subscriber. */
  readonly compartmentId: string;
  /** OCIDs of its usage plans, 1 to 10. Where two have a deployment, the first counts. */
  readonly usagePlanIds: readonly string[];
  /** Its programs, 1 to 5. They share the rates and quotas of its plans. */
  readonly clients: readonly SubscriberClient[];
  /**
   * Shown in the console; part of its metrics.
   *
   * @default 'oracleapi'
   */
  readonly displayName?: string;
}

const PROPS: PropNames<SubscriberProps> = {
  compartmentId: true,
  usagePlanIds: true,
  clients: true,
  displayName: true,
};

/**
 * Somebody who calls APIs by usage plans.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaydefiningusageplans_topic-Creating-a-subscriber.htm
 */
export class Subscriber extends Construct {
  readonly subscriber: ApigatewaySubscriber;

  constructor(scope: Construct, id: string, props: SubscriberProps) {
    super(scope, id);
    const { compartmentId, usagePlanIds, clients, displayName = 'oracleapi' } = props;
    checkSubscriber(new PropChecks(this).known(props, PROPS), usagePlanIds, clients);
    this.subscriber = new ApigatewaySubscriber(this, 'Subscriber', {
      compartmentId,
      displayName,
      usagePlans: [...usagePlanIds],
      clients: clients.map(({ name, token }) => ({ name, token: token.stringValue })),
    });
  }

  get subscriberId(): string {
    return this.subscriber.id;
  }
}

function checkSubscriber(
  checks: PropChecks,
  usagePlanIds: readonly string[],
  clients: readonly SubscriberClient[],
): void {
  checks
    .expect(isWholeBetween(usagePlanIds.length, 1, 10), {
      prop: 'usagePlanIds',
      wrong: 'does not have as many plans as a subscriber takes',
      got: usagePlanIds.length,
      expected: '1 to 10',
    })
    .expect(new Set(usagePlanIds).size === usagePlanIds.length, {
      prop: 'usagePlanIds',
      wrong: 'has a plan twice',
      got: usagePlanIds.length,
      expected: 'each plan once',
    })
    .expect(isWholeBetween(clients.length, 1, 5), {
      prop: 'clients',
      wrong: 'does not have as many clients as a subscriber takes',
      got: clients.length,
      expected: '1 to 5',
    });
  clients.forEach((client, index) => {
    const { name, token } = client;
    checks.known(client, CLIENT, 'clients');
    const before = clients.slice(0, index);
    checkSecretVariable(checks, 'clients.token', token);
    checks
      .expect(name !== '' && !before.some((other) => other.name === name), {
        prop: 'clients.name',
        wrong: 'does not tell the client from others of the subscriber',
        got: name,
        expected: 'a name of its own',
      })
      .expect(!before.some((other) => other.token === token), {
        prop: 'clients.token',
        wrong: 'is that of another client',
        got: token.friendlyUniqueId,
        expected: 'a variable of its own for each client',
      });
  });
  checks.done();
}
