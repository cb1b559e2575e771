import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync, version } from 'esbuild';
import type { BuildOptions, Metafile } from 'esbuild';
import { cacheFolder } from './cache-folder';

/** What esbuild takes; names of files are relative to `absWorkingDir`. */
export type CachedBuildOptions = BuildOptions & { readonly absWorkingDir: string };

/** What a bundler made. */
export interface Built {
  /** Bytes by file name, without folder. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly outputs: Metafile['outputs'];
}

/** A build with all that it was made of; kept as JSON. */
interface Entry {
  /** Hash by file; {@link ABSENT} for one that there was not. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Base64 by file name. */
  readonly files: Readonly<Record<string, string>>;
  readonly outputs: Metafile['outputs'];
}

const ABSENT = 'absent';

/** Old builds are removed beyond this many. */
const MAX_ENTRIES = 100;

/**
 * Builds with esbuild, or takes what an earlier build of the same options made if none of the files that went into it, and no
 * `package.json` above them, has changed since. The content decides, not times.
 */
export function cachedBuild(options: CachedBuildOptions): Built {
  const folder = cacheFolder('bundles');
  if (folder === undefined) return built(build(options));
  const file = path.join(folder, `${sha256(JSON.stringify([version, options]))}.json`);
  const earlier = read(file);
  if (earlier !== undefined && isFresh(earlier)) return built(earlier);
  const entry = build(options);
  keep(folder, file, entry);
  return built(entry);
}

function build(options: CachedBuildOptions): Entry {
  const { outputFiles, metafile } = buildSync({ ...options, write: false, metafile: true });
  const inputs = Object.keys(metafile.inputs).map((name) => path.resolve(options.absWorkingDir, name));
  return {
    inputs: hashes([...inputs, ...packageFiles(inputs)]),
    files: Object.fromEntries(
      outputFiles.map(({ path: name, contents }) => [path.basename(name), Buffer.from(contents).toString('base64')]),
    ),
    outputs: metafile.outputs,
  };
}

/**
 * Every `package.json` that may have said which file is meant, also of folders that have none: a new one would have a say.
 * Links are followed, so those of a workspace's packages are among them.
 */
function packageFiles(inputs: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const file of inputs) {
    for (let folder = path.dirname(file); !folders.has(folder); folder = path.dirname(folder)) folders.add(folder);
  }
  return [...folders].map((folder) => path.join(folder, 'package.json'));
}

function isFresh({ inputs }: Entry): boolean {
  return Object.entries(inputs).every(([file, hash]) => (tryHash(file) ?? ABSENT) === hash);
}

function hashes(files: readonly string[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file, tryHash(file) ?? ABSENT]));
}

function tryHash(file: string): string | undefined {
  try {
    return sha256(fs.readFileSync(file));
  } catch {
    return undefined;
  }
}

function built({ files, outputs }: Entry): Built {
  return {
    files: new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text, 'base64')])),
    outputs,
  };
}

function read(file: string): Entry | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Entry;
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written is none: the build itself is fine. */
function keep(folder: string, file: string, entry: Entry): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(draft, JSON.stringify(entry));
    fs.renameSync(draft, file);
    prune(folder);
  } catch {
    tryRemove(draft);
  }
}

function tryRemove(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // The folder is none, so there is nothing in it.
  }
}

function prune(folder: string): void {
  const entries = fs.readdirSync(folder).map((name) => path.join(folder, name));
  if (entries.length <= MAX_ENTRIES) return;
  const byAge = entries
    .map((file) => ({ file, at: fs.statSync(file).mtimeMs }))
    .sort((one, other) => one.at - other.at);
  for (const { file } of byAge.slice(0, entries.length - MAX_ENTRIES)) fs.rmSync(file, { force: true });
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
