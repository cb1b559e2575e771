import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { keyFingerprint } from '../cli/doctor/key-fingerprint';

/** A user with a key and a configuration file. */
export interface OciUser {
  readonly publicKey: string;
  /** As it stands in a signature. */
  readonly keyId: string;
  readonly configFile: string;
  readonly keyFile: string;
  /** The first line of the key's text, which nothing may print. */
  readonly secret: string;
}

/** Makes a user whose files are in the folder. */
export function ociUser(folder: string, more: Readonly<Record<string, string | undefined>> = {}): OciUser {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const own = fs.mkdtempSync(path.join(folder, 'user-'));
  const keyFile = path.join(own, 'key.pem');
  fs.writeFileSync(keyFile, pem, { mode: 0o600 });
  const entries: Readonly<Record<string, string | undefined>> = {
    tenancy: 'ocid1.tenancy.oc1..test',
    user: 'ocid1.user.oc1..test',
    fingerprint: keyFingerprint(privateKey),
    region: 'eu-frankfurt-1',
    key_file: keyFile,
    ...more,
  };
  const configFile = path.join(own, 'config');
  const lines = Object.entries(entries).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  fs.writeFileSync(configFile, ['[DEFAULT]', ...lines, ''].join('\n'), { mode: 0o600 });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    keyId: ['tenancy', 'user', 'fingerprint'].map((name) => entries[name] ?? '').join('/'),
    configFile,
    keyFile,
    secret: pem.split('\n')[1] ?? '',
  };
}
