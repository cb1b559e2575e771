import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { search } from '../../apis';
import { DEFAULT_IMAGE, EsbuildBundler } from '../../constructs';
import type { Subject } from './fn-process';

export interface SubjectOptions {
  /** Where bundles are written. */
  readonly folder: string;
  readonly node: string;
  /** A Python with fdk, oci and requests. */
  readonly python?: string;
}

/** A subject, and the size of what would be shipped. */
export interface MeasuredSubject extends Subject {
  readonly bytes?: number;
}

/** The Node of the default image. */
const IMAGE_NODE = 'v24.';

export const FLOOR = 'fdk, constant answer (the floor)';
/** What no function that signs and forwards can do without. */
export const LEAST = 'fdk, signs and forwards, checks nothing (the least)';
export const OURS = 'this project';
export const GUIDE = "the guide's Python, its answer mended";

/** Every subject is one file that was bundled the same way, so that only what it does differs. */
export function subjects({ folder, node, python }: SubjectOptions): MeasuredSubject[] {
  const plain = (name: string, file: string): MeasuredSubject => {
    const outfile = path.join(folder, file);
    buildSync({
      entryPoints: [path.join(__dirname, 'subjects', file)],
      outfile,
      bundle: true,
      minify: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      logLevel: 'error',
    });
    return { name, command: [node, outfile], bytes: fs.statSync(outfile).size };
  };

  const ours = path.join(folder, 'func.js');
  new EsbuildBundler().bundle({ declaration: search.source, outfile: ours });
  // Ours is started as its image starts it. Another Node than the image's is asked as it comes: on Node 20 an option of V8's
  // heap makes it throw away the code cache of its own modules.
  const isImages = execFileSync(node, ['--version'], { encoding: 'utf8' }).startsWith(IMAGE_NODE);
  const options = isImages ? DEFAULT_IMAGE.entrypoint.filter((argument) => argument.startsWith('--')) : [];
  const measured: MeasuredSubject[] = [
    plain(FLOOR, 'floor.cjs'),
    plain(LEAST, 'least.cjs'),
    { name: OURS, command: [node, ...options, ours], bytes: fs.statSync(ours).size },
    plain('fdk + oci-common', 'obvious.cjs'),
  ];
  if (python !== undefined) {
    const guide = path.join(__dirname, 'subjects', 'guide.py');
    measured.push({ name: GUIDE, command: [path.join(path.dirname(python), 'fdk'), guide, 'handler'] });
  }
  return measured;
}
