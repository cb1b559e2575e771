import fs from 'node:fs';
import path from 'node:path';
import { readProfile } from '../../oci-user/oci-profile';
import { ociUser } from '../../testing/oci-user';
import { scratch } from '../../testing/scratch';

const folder = scratch('oci-profile');
const messageOf = (config: string): string => {
  try {
    readProfile({ config });
    return 'no failure';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('what stands in a header', () => {
  test.each([
    ['two lines', 'eyJhbGciOi.planted-1.sig\neyJhbGciOi.planted-2.sig'],
    ['a blank', 'planted-1 planted-2'],
    ['nothing', ''],
    ['another script', 'planted-\u200b'],
  ])('is no session token of %s, and nothing of it is told', (_what, token) => {
    const file = path.join(folder, 'token');
    fs.writeFileSync(file, token);
    const message = messageOf(ociUser(folder, { security_token_file: file }).configFile);
    expect(message).toBe(
      `${file}, the security_token_file of the profile DEFAULT, holds no token. Run oci session authenticate --profile-name DEFAULT.`,
    );
    expect(message).not.toContain('planted');
  });

  test('is a session token with a line break at its end', () => {
    const file = path.join(folder, 'token');
    fs.writeFileSync(file, 'a.b.c\n');
    expect(messageOf(ociUser(folder, { security_token_file: file }).configFile)).toBe('no failure');
  });

  test.each(['tenancy', 'user', 'fingerprint'])('is no %s that holds what is not to be seen', (name) => {
    const { configFile } = ociUser(folder, { [name]: 'ocid1.\u200btest' });
    expect(messageOf(configFile)).toBe(
      `The ${name} of the profile DEFAULT in ${configFile} has blanks, or characters that are not to be seen. Write it anew.`,
    );
  });
});
