import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { isLoopback } from '../../http/confidential';
import type { Content } from '../../http/response';
import { unlessAborted } from '../../terminal/unless-aborted';
import { exchange } from '../exchange';
import type { RegistryAnswer, RegistryRequest } from '../exchange';
import { ImageError } from '../image-error';
import { findCredential } from '../login/login';
import type { Credential, LoginWay } from '../login/login';
import { persistent } from '../patience';
import type { PatienceOptions, Persistent } from '../patience';
import { parseChallenge } from './challenge';
import type { BearerChallenge, Challenge } from './challenge';

/** How a registry is asked. */
export interface RegistryOptions extends PatienceOptions {
  /** Ways to a credential; a registry that wants none is asked without. */
  readonly login?: readonly LoginWay[];
  /** @default 60_000 */
  readonly idleMs?: number;
}

/** What a registry calls a blob or a manifest. */
export interface Descriptor {
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
}

/** Told of each part of a layer that went over the network; of a try that failed, the parts once more as a negative number. */
export type OnBytes = (bytes: number) => void;

/** A manifest as the registry has it. */
export interface StoredManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

const IDLE_MS = 60_000;
const MAX_REDIRECTS = 5;

const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** SHA-256 as registries write it. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/**
 * One repository of a registry, over the distribution API.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export class Repository {
  /** Bytes of bodies that were sent in uploads. */
  uploadedBytes = 0;
  private readonly persistent: Persistent;
  private authorization?: string;
  private found?: ReturnType<typeof findCredential>;

  constructor(
    readonly host: string,
    readonly name: string,
    private readonly access: 'pull' | 'pull,push',
    private readonly options: RegistryOptions = {},
  ) {
    this.persistent = persistent(options);
  }

  /** `undefined` when there is none of that tag or digest. */
  async manifest(reference: string): Promise<StoredManifest | undefined> {
    const { status, headers, body } = await this.persistent(() =>
      this.ask({ method: 'GET', url: this.url(`manifests/${reference}`), headers: { accept: MANIFESTS } }),
    );
    if (status === 404) return undefined;
    if (status !== 200) throw this.refusal(status, body, 'the manifest');
    const digest = digestOf(body);
    if (reference.includes(':') && digest !== reference) throw this.wrongDigest(reference, digest);
    return { digest, mediaType: headers['content-type']?.split(';')[0] ?? '', bytes: body };
  }

  async hasManifest(reference: string): Promise<boolean> {
    return this.has(`manifests/${reference}`, 'the tag', MANIFESTS);
  }

  async hasBlob(digest: string): Promise<boolean> {
    return this.has(`blobs/${digest}`, 'a layer', '*/*');
  }

  /** Reads a small blob into memory, and checks it. */
  async blob(digest: string): Promise<Buffer> {
    const { status, body } = await this.persistent(() =>
      this.follow({ method: 'GET', url: this.url(`blobs/${digest}`) }),
    );
    if (status !== 200) throw this.refusal(status, body, 'a blob');
    const actual = digestOf(body);
    if (actual !== digest) throw this.wrongDigest(digest, actual);
    return body;
  }

  /** Reads a blob into what `open` gives, which is opened anew for each try; the reader checks it. */
  async download(digest: string, open: () => Writable, onBytes?: OnBytes): Promise<void> {
    const { status, body } = await this.counted(onBytes, (onFetched) =>
      this.follow({ method: 'GET', url: this.url(`blobs/${digest}`), sink: open, onBytes: onFetched }),
    );
    if (status !== 200) throw this.refusal(status, body, 'a layer');
  }

  /** Takes a blob over from another repository of the same registry; `false` when the registry does not, or not for this user. */
  async mount(digest: string, from: string): Promise<boolean> {
    const url = this.url('blobs/uploads/');
    url.search = new URLSearchParams({ mount: digest, from }).toString();
    return this.persistent(async () => {
      const request = { method: 'POST', url } as const;
      const { status, headers } = await this.send(request);
      const challenge = status === 401 ? parseChallenge(headers['www-authenticate']) : undefined;
      if (challenge?.scheme !== 'bearer') return status === 201;
      // What is taken over has to be readable too.
      const { token } = await this.askForToken(challenge, [from]);
      if (token === undefined) return false;
      this.authorization = `Bearer ${token}`;
      return (await this.send(request)).status === 201;
    });
  }

  /** Uploads a blob in one piece; a try that failed starts from the beginning. */
  async upload(digest: string, content: Content, onBytes?: OnBytes): Promise<void> {
    await this.counted(onBytes, async (onSent) => {
      const begun = await this.ask({ method: 'POST', url: this.url('blobs/uploads/') });
      const { location } = begun.headers;
      if (begun.status !== 202 || location === undefined) throw this.refusal(begun.status, begun.body, 'an upload');
      const url = this.placeOf(location);
      url.searchParams.set('digest', digest);
      const headers = { 'content-type': 'application/octet-stream' };
      const {
        status,
        headers: answered,
        body,
      } = await this.ask({ method: 'PUT', url, headers, body: content, onBytes: onSent });
      if (status !== 201) throw this.refusal(status, body, 'an upload');
      this.checkDigest(digest, answered);
      this.uploadedBytes += Buffer.isBuffer(content) ? content.length : content.size;
    });
  }

  /** Stores a manifest under its digest or a tag. */
  async putManifest(reference: string, { mediaType, bytes, digest }: StoredManifest): Promise<void> {
    await this.persistent(async () => {
      const headers = { 'content-type': mediaType };
      const url = this.url(`manifests/${reference}`);
      const { status, headers: answered, body } = await this.ask({ method: 'PUT', url, headers, body: bytes });
      if (status !== 201 && status !== 200) throw this.refusal(status, body, 'the manifest');
      this.checkDigest(digest, answered);
    });
  }

  /** As often as it takes; what a try that failed had counted is taken back. */
  private counted<Result>(onBytes: OnBytes | undefined, work: (onBytes: OnBytes) => Promise<Result>): Promise<Result> {
    return this.persistent(async () => {
      let counted = 0;
      const count: OnBytes = (bytes) => {
        counted += bytes;
        onBytes?.(bytes);
      };
      try {
        return await work(count);
      } catch (error) {
        count(-counted);
        throw error;
      }
    });
  }

  private async has(path: string, what: string, accept: string): Promise<boolean> {
    const { status, body } = await this.persistent(() =>
      this.follow({ method: 'HEAD', url: this.url(path), headers: { accept } }),
    );
    if (status !== 200 && status !== 404) throw this.refusal(status, body, what);
    return status === 200;
  }

  /** Sends a request; logs in when the registry wants it, once. */
  private async ask(request: RegistryRequest): Promise<RegistryAnswer> {
    const answer = await this.send(request);
    if (answer.status !== 401) return answer;
    const challenge = parseChallenge(answer.headers['www-authenticate']);
    if (challenge === undefined) throw await this.loginRefused();
    this.authorization = await this.logIn(challenge);
    const second = await this.send(request);
    if (second.status === 401) throw await this.loginRefused();
    return second;
  }

  private send(request: RegistryRequest): Promise<RegistryAnswer> {
    // Storage behind the registry has its own addresses and is not to see what the registry trusts.
    const isOwn = request.url.host === this.host;
    const authorization: Record<string, string> =
      isOwn && this.authorization !== undefined ? { authorization: this.authorization } : {};
    return this.exchange({ ...request, headers: { ...request.headers, ...authorization } });
  }

  private exchange(request: RegistryRequest): Promise<RegistryAnswer> {
    const { idleMs = IDLE_MS, signal } = this.options;
    return exchange(request, { idleMs, signal });
  }

  /** As {@link ask}, and goes where the registry points. */
  private async follow(request: RegistryRequest): Promise<RegistryAnswer> {
    let answer = await this.ask(request);
    let { url } = request;
    for (let count = 0; [301, 302, 303, 307, 308].includes(answer.status); count += 1) {
      const { location } = answer.headers;
      if (location === undefined || count === MAX_REDIRECTS) throw this.leadsNowhere(url);
      url = this.placeOf(location, url);
      answer = await this.send({ ...request, url });
    }
    return answer;
  }

  private async logIn(challenge: Challenge): Promise<string> {
    const { credential } = await this.credential();
    if (challenge.scheme === 'basic') {
      if (credential === undefined) throw await this.loginRefused();
      return basic(credential);
    }
    const { status, token } = await this.askForToken(challenge);
    if (token === undefined) throw await this.loginRefused(status);
    return `Bearer ${token}`;
  }

  /** @param readable other repositories that the token has to be good for */
  private async askForToken(
    { realm, service }: BearerChallenge,
    readable: readonly string[] = [],
  ): Promise<{ readonly status: number; readonly token?: string }> {
    const { credential } = await this.credential();
    const url = new URL(realm);
    if (service !== undefined) url.searchParams.set('service', service);
    // What a challenge asks for may be empty, or less than a push takes.
    url.searchParams.set('scope', `repository:${this.name}:${this.access}`);
    for (const name of readable) url.searchParams.append('scope', `repository:${name}:pull`);
    const headers: Record<string, string> = credential === undefined ? {} : { authorization: basic(credential) };
    const { status, body } = await this.exchange({ method: 'GET', url, headers });
    return { status, token: status === 200 ? tokenOf(body) : undefined };
  }

  private credential(): ReturnType<typeof findCredential> {
    const { login = [], signal } = this.options;
    this.found ??= findCredential(this.host, login, { persistent: this.persistent, signal });
    return signal === undefined ? this.found : unlessAborted(this.found, signal);
  }

  private async loginRefused(status = 401): Promise<ImageError> {
    const { tried, credential } = await this.credential();
    const ways = tried.length === 0 ? '' : ` Tried: ${tried.join('; ')}.`;
    const next =
      credential === undefined
        ? `Run docker login ${this.host}, or for Oracle's registry put an API key into ~/.oci/config.`
        : `The login is wrong or no longer valid, or has no access to ${this.name}: check it, and the repository's name, namespace and region.`;
    return new ImageError(`${this.host} does not let you log in (${String(status)}).${ways} ${next}`);
  }

  private refusal(status: number, body: Buffer, what: string): ImageError {
    const place = `${this.host}/${this.name}`;
    const code = codeOf(body);
    const answered = `${place} answered ${String(status)}${code === undefined ? '' : ` (${code})`} for ${what}.`;
    if (status === 403) {
      const need =
        this.access === 'pull' ? 'may not read it' : 'may not push: it takes "manage repos" in the compartment';
      return new ImageError(`${answered} Whoever is logged in ${need}.`);
    }
    if (status === 404) {
      return new ImageError(`${answered} The repository is not there, or whoever is logged in may not see it.`);
    }
    return new ImageError(answered);
  }

  private checkDigest(expected: string, headers: RegistryAnswer['headers']): void {
    const answered = headers['docker-content-digest'];
    if (typeof answered === 'string' && answered !== expected) throw this.wrongDigest(expected, answered);
  }

  private wrongDigest(expected: string, actual: string): ImageError {
    return new ImageError(
      `${this.host}/${this.name} has other bytes than it should: expected ${expected}, got ${actual.slice(0, 80)}.`,
    );
  }

  private placeOf(location: string, base = this.url('')): URL {
    if (!URL.canParse(location, base.href)) throw this.leadsNowhere(base);
    return new URL(location, base);
  }

  private leadsNowhere({ host }: URL): ImageError {
    return new ImageError(`${host} points to no address, or round and round. Is it a registry? Check the reference.`);
  }

  private url(path: string): URL {
    return new URL(`${isLoopback(this.host) ? 'http' : 'https'}://${this.host}/v2/${this.name}/${path}`);
  }
}

function basic({ username, password }: Credential): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function tokenOf(body: Buffer): string | undefined {
  try {
    const { token, access_token: other } = JSON.parse(body.toString()) as Record<string, unknown>;
    return typeof token === 'string' ? token : typeof other === 'string' ? other : undefined;
  } catch {
    return undefined;
  }
}

/** The registry's own name of the error, if it is one; its texts are not shown, as they could hold anything. */
function codeOf(body: Buffer): string | undefined {
  const [, code] = /"code"\s*:\s*"([A-Z][A-Z0-9_]{1,60})"/.exec(body.toString('utf8', 0, 4096)) ?? [];
  return code;
}
