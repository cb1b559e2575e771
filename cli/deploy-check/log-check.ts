import * as z from 'zod';
import type { OciProfile } from '../../oci-user/oci-profile';
import { verdictOf } from '../call/answer';
import { oneLine } from '../call/shown-text';
import type { CheckOutcome } from '../checklist';
import type { DeployedStack } from '../deployed/deployed-stack';
import type { ServiceUrl } from '../oci/oci-service';
import { sendSigned } from '../oci/signed-request';

const Logs = z.array(z.object({ displayName: z.string(), isEnabled: z.boolean(), lifecycleState: z.string() }));

/**
 * Looks whether the stack's logs are there and written to.
 *
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/logging-management/20200531/LogSummary/ListLogs
 */
export async function checkLogs(
  { region, logGroupId, logs: expected = [] }: Pick<DeployedStack, 'region' | 'logGroupId' | 'logs'>,
  profile: OciProfile,
  { serviceUrl, signal }: { readonly serviceUrl: ServiceUrl; readonly signal: AbortSignal },
): Promise<CheckOutcome> {
  if (region === undefined || logGroupId === undefined) {
    return { skipped: 'the outputs have no region and log_group_id. Deploy again with this version.' };
  }
  const url = new URL(
    `/20200531/logGroups/${encodeURIComponent(logGroupId)}/logs?limit=1000`,
    serviceUrl('logging', region),
  );
  const answer = await sendSigned(url, profile, { signal });
  const { status, problem } = verdictOf(answer, 'nobody');
  if (problem !== undefined) return { failed: `the log group cannot be read (${status}). ${problem}` };
  const logs = Logs.safeParse(jsonOf(answer.text));
  if (!logs.success) return { failed: `${url.host} answered something else than a list of logs.` };
  if (logs.data.length === 0) return { failed: 'the log group has no logs. Deploy again.' };
  const there = new Set(logs.data.map(({ displayName }) => displayName));
  const missing = expected.filter((name) => !there.has(name));
  if (missing.length > 0) return { failed: `the log group has no ${missing.join(', no ')}. Deploy again.` };
  const idle = logs.data.filter(({ isEnabled, lifecycleState }) => !isEnabled || lifecycleState !== 'ACTIVE');
  const names = (list: typeof logs.data): string => list.map(({ displayName }) => oneLine(displayName)).join(', ');
  return idle.length > 0
    ? { failed: `not enabled or not active: ${names(idle)}. Enable them, or deploy again.` }
    : { ok: `${names(logs.data)}: enabled`, data: { logs: logs.data } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
