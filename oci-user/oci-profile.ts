import { createPrivateKey } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { AuthenticationDetailsProvider } from 'oci-common';
import { homeFolder } from './home-folder';

/** The profile cannot be used, for a reason that the user can mend. */
export class ProfileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProfileError';
  }
}

/** Which entry of which file says who the user is. */
export interface ProfileOptions {
  /** @default '~/.oci/config' */
  readonly config?: string;
  /** @default 'DEFAULT' */
  readonly profile?: string;
}

const DEFAULT_FILE = path.join('~', '.oci', 'config');
const DEFAULT_PROFILE = 'DEFAULT';
const DESCRIPTION = 'https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm';

/** Entries that say how the key beside them signs. */
const OF_ANOTHER_KEY = new Set(['security_token_file', 'authentication_type', 'pass_phrase']);

/** What an HTTP header can hold, without blanks; whoever builds a header of anything else would show it in an error. */
const VISIBLE = /^[\x21-\x7e]+$/;

type Entries = ReadonlyMap<string, string>;

/**
 * Reads who the user is, and with what key requests are signed, from the configuration file of OCI's own tools.
 *
 * No message holds anything of the file or of the key but names.
 *
 * @throws ProfileError when file, profile, entry or key is not there
 */
export function readProfile(options: ProfileOptions): OciProfile {
  const { name, file, entries } = readEntries(options);
  return new OciProfile(name, file, entries);
}

/** An entry of a profile whose key may be of no use; undefined when it has none. */
export function tryProfileEntry(options: ProfileOptions, name: string): string | undefined {
  try {
    return readEntries(options).entries.get(name);
  } catch (error) {
    if (error instanceof ProfileError) return undefined;
    throw error;
  }
}

function readEntries({ config = DEFAULT_FILE, profile = DEFAULT_PROFILE }: ProfileOptions): {
  readonly name: string;
  readonly file: string;
  readonly entries: Entries;
} {
  const file = expandHome(config);
  const next = 'Run oci setup config, or name another file in OCI_CLI_CONFIG_FILE.';
  const profiles = parseProfiles(readText(file, 'the configuration file', next));
  const own = profiles.get(profile);
  if (own === undefined) {
    const names = [...profiles.keys()].join(', ') || 'none';
    throw new ProfileError(`The profile ${profile} is not in ${file}; it has ${names}.`);
  }
  return { name: profile, file, entries: withDefaults(own, profiles.get(DEFAULT_PROFILE)) };
}

/** A profile has what DEFAULT has; one with a key of its own is not who DEFAULT says that it is. */
function withDefaults(own: Entries, defaults: Entries = new Map()): Entries {
  const inherited = [...defaults].filter(([name]) => !own.has('key_file') || !OF_ANOTHER_KEY.has(name));
  return new Map([...inherited, ...own]);
}

/** The part of a profile that signs. */
export class OciProfile implements AuthenticationDetailsProvider {
  /** Instead of a key that OCI knows; undefined when the profile has such a key. */
  readonly sessionToken?: string;
  private readonly keyId: string;
  private readonly privateKey: string;

  constructor(
    readonly name: string,
    /** The configuration file. */
    readonly file: string,
    private readonly entries: Entries,
  ) {
    if (entries.has('authentication_type')) {
      throw new ProfileError(
        `The profile ${name} in ${file} has an authentication_type; expected an API key, or the session token of oci session authenticate. Name another profile.`,
      );
    }
    const token = entries.get('security_token_file');
    if (token !== undefined) {
      this.sessionToken = this.readSession(expandHome(token));
    }
    this.keyId =
      this.sessionToken === undefined
        ? ['tenancy', 'user', 'fingerprint'].map((part) => this.visibleEntry(part)).join('/')
        : `ST$${this.sessionToken}`;
    this.privateKey = this.open(readText(expandHome(this.entry('key_file')), `the key_file of the profile ${name}`));
  }

  getKeyId(): Promise<string> {
    return Promise.resolve(this.keyId);
  }

  getPrivateKey(): string {
    return this.privateKey;
  }

  /** None: the key was opened when it was read. */
  getPassphrase(): null {
    return null;
  }

  /** The file that holds the key. */
  get keyFile(): string {
    return expandHome(this.entry('key_file'));
  }

  /** Milliseconds since 1970 at which the session ends; undefined when it does not say, or when there is no session. */
  get sessionEndsAt(): number | undefined {
    try {
      const [, payload = ''] = this.sessionToken?.split('.') ?? [];
      const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: unknown };
      return typeof exp === 'number' ? exp * 1000 : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * Makes sure that what signs still holds.
   *
   * @throws ProfileError when the session is over
   */
  checkSession(nowMs = Date.now()): void {
    if (nowMs < (this.sessionEndsAt ?? Infinity)) return;
    throw new ProfileError(
      `The session of the profile ${this.name} is over. Run oci session authenticate --profile-name ${this.name}.`,
    );
  }

  /** An entry as the file has it, for example `region`; undefined when there is none. */
  tryEntry(name: string): string | undefined {
    return this.entries.get(name);
  }

  private readSession(file: string): string {
    const token = readText(file, `the security_token_file of the profile ${this.name}`).trim();
    if (VISIBLE.test(token)) return token;
    throw new ProfileError(
      `${file}, the security_token_file of the profile ${this.name}, holds no token. Run oci session authenticate --profile-name ${this.name}.`,
    );
  }

  private open(pem: string): string {
    const passphrase = this.entries.get('pass_phrase');
    try {
      const key = createPrivateKey({ key: pem, passphrase });
      // OCI takes no other kind.
      if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs8', format: 'pem' }).toString();
    } catch {
      // The reason could hold a part of the key, so it is not told.
    }
    throw new ProfileError(
      `The key_file of the profile ${this.name}, ${this.keyFile}, ${whyUnusable(pem, passphrase !== undefined)}`,
    );
  }

  private entry(name: string): string {
    const value = this.entries.get(name);
    if (value === undefined || value === '') {
      throw new ProfileError(
        `The profile ${this.name} in ${this.file} has no ${name}. It is described at ${DESCRIPTION}.`,
      );
    }
    return value;
  }

  private visibleEntry(name: string): string {
    const value = this.entry(name);
    if (VISIBLE.test(value)) return value;
    throw new ProfileError(
      `The ${name} of the profile ${this.name} in ${this.file} has blanks, or characters that are not to be seen. Write it anew.`,
    );
  }
}

function whyUnusable(pem: string, hasPassphrase: boolean): string {
  if (!/^-----BEGIN .*PRIVATE KEY-----/m.test(pem) || !/ENCRYPTED/.test(pem)) {
    return 'is no RSA private key in PEM form. Name the key that was made for this user.';
  }
  return hasPassphrase
    ? 'is not opened by pass_phrase. Correct pass_phrase, or make a new API key.'
    : 'is encrypted, and the profile has no pass_phrase. Add pass_phrase, or name a key without one.';
}

/** Sections by name; what stands before the first of them, and what is no `name=value`, counts for nothing. */
function parseProfiles(text: string): ReadonlyMap<string, Entries> {
  const profiles = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    const [, section] = /^\[(.+)\]$/.exec(line) ?? [];
    const [, name, value] = /^([^#;=\s][^=]*?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (section !== undefined) {
      current = profiles.get(section.trim()) ?? new Map<string, string>();
      profiles.set(section.trim(), current);
    } else if (name !== undefined && value !== undefined) {
      current?.set(name, value);
    }
  }
  return profiles;
}

function readText(file: string, what: string, next = ''): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ProfileError(`${file}, ${what}, ${missing ? 'is not there' : 'cannot be read'}. ${next}`.trim());
  }
}

function expandHome(file: string): string {
  return /^~[/\\]/.test(file) ? path.join(homeFolder(), file.slice(2)) : file;
}
