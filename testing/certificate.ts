import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server's certificate that vouches for itself, and its key. */
export interface Certificate {
  /** The one host name that it is for. */
  readonly name: string;
  readonly key: string;
  readonly cert: string;
  /** Where `cert` lies. */
  readonly file: string;
}

/** Says whether {@link makeCertificate} can be used here. */
export function hasOpenssl(): boolean {
  return spawnSync('openssl', ['version']).status === 0;
}

/** Makes a certificate for one day with `openssl`: Node can use one, and not make one. */
export function makeCertificate(directory: string, name: string): Certificate {
  const keyFile = join(directory, `${name}.key`);
  const file = join(directory, `${name}.crt`);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  execFileSync('openssl', ['req', '-x509', '-days', '1', ...key, ...subject, '-out', file], { stdio: 'pipe' });
  return { name, key: readFileSync(keyFile, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}
