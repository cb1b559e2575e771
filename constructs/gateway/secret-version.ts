import { isCount } from '../prop-error';
import type { PropChecks } from '../prop-error';

/** Version of a secret, 1 or more; a secret of the stack gives it as text, its `currentVersionNumber`. */
export type SecretVersion = number | string;

/** Notes what is no version of a secret. */
export function checkSecretVersion(checks: PropChecks, prop: string, version: SecretVersion): PropChecks {
  return checks.expect(isCount(Number(version)), {
    prop,
    wrong: 'is not a version of a secret',
    got: version,
    expected: 'a whole number from 1',
  });
}
