import { closedWhenOn } from '../access/closed-values';
import type { Attributes } from './items';

const READS: Readonly<Record<string, string>> = {
  ObjectRead: 'anyone may list and read its objects',
  ObjectReadWithoutList: 'anyone may read its objects',
};

/** What of a bucket needs no signature. */
export function openBucket({ access_type: type }: Attributes): readonly string[] {
  return typeof type === 'string' && Object.hasOwn(READS, type) ? [READS[type] as string] : [];
}

export function openRepository({ is_public: isPublic }: Attributes): readonly string[] {
  return closedWhenOn(isPublic) ? ['anyone may pull its images'] : [];
}

/** Its address is a password. */
export function openPreauthenticatedRequest({ access_type: type }: Attributes): readonly string[] {
  return [`whoever knows its address needs no signature: ${String(type)}`];
}
