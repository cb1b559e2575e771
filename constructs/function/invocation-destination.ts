import type { ApiPermission } from '../../apis';
import { known } from '../prop-error';
import type { PropNames } from '../prop-names';

/** A destination as the function's own block holds it; success and failure have the same form. */
export interface DestinationBlock {
  readonly kind: string;
  readonly topicId?: string;
  readonly queueId?: string;
  readonly channelId?: string;
  readonly streamId?: string;
}

/** The block of a function whose records go nowhere. */
export const NO_DESTINATION: DestinationBlock = { kind: 'NONE' };

/** What every destination takes. */
export interface DestinationOptions {
  /**
   * OCID of the compartment that holds the destination, where the permission to write to it is given.
   *
   * @default - the function's own
   */
  readonly compartmentId?: string;
}

const DESTINATION_OPTIONS: PropNames<DestinationOptions> = {
  compartmentId: true,
};

/** What a queue takes besides. */
export interface QueueDestinationOptions extends DestinationOptions {
  /**
   * The channel within the queue.
   *
   * @default - one that the queue chooses
   */
  readonly channelId?: string;
}

const QUEUE_DESTINATION_OPTIONS: PropNames<QueueDestinationOptions> = {
  ...DESTINATION_OPTIONS,
  channelId: true,
};

/**
 * Where the record of a detached call goes once the call has ended.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionsinvokingfunctions.htm
 */
export class InvocationDestination {
  /**
   * A topic of the Notifications service.
   *
   * The function may publish to every topic of the topic's compartment: the service knows no condition on a single one.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/notificationpolicyreference.htm
   */
  static topic(topicId: string, options: DestinationOptions = {}): InvocationDestination {
    const { compartmentId } = known(options, DESTINATION_OPTIONS);
    const permission = { permissions: ['ONS_TOPIC_PUBLISH'] } as const;
    return new InvocationDestination({ kind: 'NOTIFICATION', topicId }, permission, compartmentId);
  }

  /**
   * A queue; the function may write to this one only.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/queue/policy-reference.htm
   */
  static queue(queueId: string, options: QueueDestinationOptions = {}): InvocationDestination {
    const { compartmentId, channelId } = known(options, QUEUE_DESTINATION_OPTIONS);
    const where = { variable: 'target.queue.id', value: queueId };
    const permission = { verb: 'use', resourceType: 'queue-push', where } as const;
    return new InvocationDestination({ kind: 'QUEUE', queueId, channelId }, permission, compartmentId);
  }

  /**
   * A stream; the function may write to this one only.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/streamingpolicyreference.htm
   */
  static stream(streamId: string, options: DestinationOptions = {}): InvocationDestination {
    const { compartmentId } = known(options, DESTINATION_OPTIONS);
    const where = { variable: 'target.stream.id', value: streamId };
    const permission = { verb: 'use', resourceType: 'stream-push', where } as const;
    return new InvocationDestination({ kind: 'STREAM', streamId }, permission, compartmentId);
  }

  private constructor(
    readonly block: DestinationBlock,
    /** What the function needs to write there. */
    readonly permission: ApiPermission,
    /** Where the destination is, if not beside the function. */
    readonly compartmentId: string | undefined,
  ) {}
}
