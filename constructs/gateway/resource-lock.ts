import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/**
 * Keeps a resource of the API Gateway service as it is. Whoever makes or lifts one needs RESOURCE_LOCK_ADD and
 * RESOURCE_LOCK_REMOVE.
 *
 * @see https://docs.oracle.com/iaas/Content/APIGateway/Tasks/apigatewaymanagingresourcelocks.htm
 */
export interface ResourceLock {
  /** `DELETE` keeps it from being deleted, `FULL` from being changed and moved as well, a new route among the changes. */
  readonly type: 'DELETE' | 'FULL';
  /**
   * Why it is locked, for whoever stands before it.
   *
   * @default - none
   */
  readonly message?: string;
  /**
   * Lets Terraform change and delete the resource all the same, so that the lock stops everybody else.
   *
   * @default false
   */
  readonly liftForTerraform?: boolean;
}

const LOCK: PropNames<ResourceLock> = {
  type: true,
  message: true,
  liftForTerraform: true,
};

/** Stops at options of a lock that are none. */
export function checkLock(checks: PropChecks, lock: ResourceLock | undefined): void {
  if (lock !== undefined) checks.known(lock, LOCK, 'lock');
}

/** What a resource's attributes say of its lock. */
export function lockAttributes(lock: ResourceLock | undefined): {
  readonly locks?: { type: string; message?: string }[];
  readonly isLockOverride?: boolean;
} {
  if (lock === undefined) return {};
  const { type, message, liftForTerraform } = lock;
  return { locks: [{ type, message }], isLockOverride: liftForTerraform };
}
