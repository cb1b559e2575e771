import { readFileSync, statSync } from 'node:fs';
import { misconfigured, required } from '../environment';
import type { Environment } from '../environment';

/** Reads the files that the platform keeps the credentials in. */
export interface Files {
  read(path: string): string;
  /** Changes whenever the file is replaced or written. */
  stamp(path: string): string;
}

/** The texts of a key and a token, read one right after the other. */
export interface Credentials {
  readonly key: string;
  readonly token: string;
}

/** Where the credentials come from: two files, or the variables themselves. */
export interface CredentialSource {
  readonly passphrase: string | undefined;
  /** False when a second reading cannot bring anything else. */
  readonly changes: boolean;
  read(): Credentials;
  /** Changes whenever there is something new to read; never throws. */
  stamp(): string;
}

const RPST = 'OCI_RESOURCE_PRINCIPAL_RPST';
const KEY = 'OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM';
const PASSPHRASE = 'OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM_PASSPHRASE';
const VERSION = 'OCI_RESOURCE_PRINCIPAL_VERSION';

/** The machine's own files. */
export const nodeFiles: Files = {
  read: (path) => readFileSync(path, 'utf8'),
  stamp: (path) => {
    const { mtimeMs, ino, size } = statSync(path);
    return `${mtimeMs}/${ino}/${size}`;
  },
};

/**
 * Finds the credentials of resource principal version 2.2.
 *
 * A variable that starts with `/` is a file's path, else the value itself: that is the platform's own rule.
 *
 * @throws FunctionError naming the variable that is missing or malformed.
 */
export function credentialSource(environment: Environment, files: Files): CredentialSource {
  if (required(environment, VERSION) !== '2.2') throw misconfigured(VERSION, 'is not 2.2');
  const key = variable(environment, KEY, files);
  const token = variable(environment, RPST, files);
  const passphrase = environment[PASSPHRASE] ? variable(environment, PASSPHRASE, files) : undefined;
  return {
    get passphrase() {
      return passphrase?.read().trim();
    },
    changes: key.isFile || token.isFile,
    // Read in one turn of the event loop, so that as little as possible can change in between; the pair is checked later.
    read: () => ({ key: key.read(), token: token.read() }),
    stamp: () => `${key.stamp()} ${token.stamp()}`,
  };
}

interface Variable {
  readonly isFile: boolean;
  read(): string;
  stamp(): string;
}

function variable(environment: Environment, name: string, files: Files): Variable {
  const value = required(environment, name);
  if (!value.startsWith('/')) return { isFile: false, read: () => value, stamp: () => '' };
  return {
    isFile: true,
    read: () => {
      try {
        return files.read(value);
      } catch (error) {
        throw misconfigured(name, 'names a file that cannot be read', error);
      }
    },
    stamp: () => {
      try {
        return files.stamp(value);
      } catch {
        // Absent for a moment while it is replaced; reading says so when it stays away.
        return 'unreadable';
      }
    },
  };
}
