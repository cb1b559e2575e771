import { OciBackend } from '../../../constructs';
import { testMisspeltOptions } from '../../../testing/misspelt-option';

describe('an option that there is not', () => {
  testMisspeltOptions([
    {
      of: 'OciBackend',
      make: (stack, options) => {
        new OciBackend(stack, { bucket: 'state', namespace: 'n', ...options });
      },
      wrong: 'kmsKeyID',
      right: 'kmsKeyId',
      value: 'ocid1.key.test',
      message:
        'kmsKeyID is no prop: got "kmsKeyID"; expected bucket, namespace, key, workspaceKeyPrefix, region, auth, configFileProfile, tenancyId, userId, fingerprint, privateKeyPath, kmsKeyId, sseCustomerKeySha256. Did you mean kmsKeyId? (at Test/backend)',
    },
  ]);
});
