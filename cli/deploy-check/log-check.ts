import * as z from 'zod';
import type { OciProfile } from '../../oci-user/oci-profile';
import { verdictOf } from '../verdict';
import { oneLine } from '../shown-text';
import { Unchecked } from '../checklist';
import type { CheckOutcome } from '../checklist';
import type { DeployedStack } from '../deployed/deployed-stack';
import type { ServiceUrl } from '../oci/oci-service';
import { sendSigned } from '../oci/signed-request';

const UNDERWAY = new Set(['CREATING', 'UPDATING']);
const Logs = z.array(z.object({ displayName: z.string(), isEnabled: z.boolean(), lifecycleState: z.string() }));

/** What was seen of the logs, and the status that says whether waiting may mend it. */
export interface LogCheck {
  readonly outcome: CheckOutcome;
  readonly status: number;
}

/** As of a server that is not ready yet. */
const NOT_READY = 503;

/**
 * Looks whether the stack's logs are there and written to.
 *
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/logging-management/20200531/LogSummary/ListLogs
 */
export async function checkLogs(
  { region, logGroupId, logs: expected = [] }: Pick<DeployedStack, 'region' | 'logGroupId' | 'logs'>,
  profile: OciProfile,
  { serviceUrl, signal }: { readonly serviceUrl: ServiceUrl; readonly signal: AbortSignal },
): Promise<LogCheck> {
  if (region === undefined || logGroupId === undefined) {
    throw new Unchecked('the outputs have no region and log_group_id. Deploy again with this version.');
  }
  const url = new URL(
    `/20200531/logGroups/${encodeURIComponent(logGroupId)}/logs?limit=1000`,
    serviceUrl('logging', region),
  );
  const answer = await sendSigned(url, profile, { signal });
  const { status, problem } = verdictOf(answer, 'nobody');
  const failed = (text: string): LogCheck => ({ status, outcome: { failed: text } });
  if (problem !== undefined) return failed(`the log group cannot be read (${status}). ${problem}`);
  const logs = Logs.safeParse(jsonOf(answer.text));
  if (!logs.success) return failed(`${url.host} answered something else than a list of logs.`);
  if (logs.data.length === 0) return failed('the log group has no logs. Deploy again.');
  const there = new Set(logs.data.map(({ displayName }) => displayName));
  const missing = expected.filter((name) => !there.has(name));
  if (missing.length > 0) return failed(`the log group has no ${missing.join(', no ')}. Deploy again.`);
  const idle = logs.data.filter(({ isEnabled, lifecycleState }) => !isEnabled || lifecycleState !== 'ACTIVE');
  const names = (list: typeof logs.data): string => list.map(({ displayName }) => oneLine(displayName)).join(', ');
  if (idle.length === 0) return { status, outcome: { ok: `${names(logs.data)}: enabled`, data: { logs: logs.data } } };
  const isUnderway = idle.every(({ lifecycleState }) => UNDERWAY.has(lifecycleState));
  return {
    status: isUnderway ? NOT_READY : status,
    outcome: { failed: `not enabled or not active: ${names(idle)}. Enable them, or deploy again.` },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
