import fs from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import { isConfidential } from '../http/confidential';
import { ImageError } from '../image/image-error';
import { isOcir } from '../image/login/default-login';
import { parseReference, parseTarget } from '../image/reference';
import { isRegion } from './oci/oci-service';
import { synthCommand } from './own-command';

/** `name=value` of a command line. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** `NAME=VALUE`, repeatable. */
export function namedValue(text: string, earlier: readonly NamedValue[] | undefined): NamedValue[] {
  const [, name, value] = /^([^=]+)=(.*)$/su.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('expected NAME=VALUE, for example limit=10.');
  return [...(earlier ?? []), { name, value }];
}

/** `NAME=REFERENCE` of an image in Oracle's registry, repeatable. */
export function namedReference(text: string, earlier: readonly NamedValue[] | undefined): NamedValue[] {
  const [, host] = /^[^=]+=([^/\s=]+)(?:\/[\w.-]+)+:[\w.-]+$/.exec(text) ?? [];
  if (host === undefined) {
    throw new InvalidArgumentError('expected NAME=<registry host>/<namespace>/<repository>:<tag>.');
  }
  // Functions takes images of its own region's registry only, and says so after everything else was made.
  if (!isOcir(host)) {
    throw new InvalidArgumentError(
      `${host} is not Oracle's registry, and Functions takes images of no other. Expected ocir.<region>.oci.oraclecloud.com, that of the function's region.`,
    );
  }
  return namedValue(text, earlier);
}

/** Where an image is pushed to. */
export function imageTarget(text: string): string {
  return read(text, parseTarget);
}

/** Which image is meant. */
export function imageReference(text: string): string {
  return read(text, parseReference);
}

function read(text: string, parse: (text: string) => unknown): string {
  try {
    parse(text);
    return text;
  } catch (error) {
    if (error instanceof ImageError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

/** The OCID of a function. */
export function functionId(text: string): string {
  if (!/^ocid1\.fnfunc\.[\w-]+\.[\w-]*\.[\w.-]+$/.test(text)) {
    throw new InvalidArgumentError("expected a function's OCID: ocid1.fnfunc.oc1.….");
  }
  return text;
}

/** Scheme and host of a service. */
export function httpsOrigin(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !isConfidential(url) ||
    url.pathname + url.search + url.hash !== '/' ||
    url.username !== ''
  ) {
    throw new InvalidArgumentError('expected https:// and a host, and nothing after it.');
  }
  return url;
}

/** The name of a region. */
export function region(text: string): string {
  if (!isRegion(text)) throw new InvalidArgumentError('expected a region, for example eu-frankfurt-1.');
  return text;
}

/** A TCP port; 0 is a free one. */
export function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) {
    throw new InvalidArgumentError('expected a whole number from 0 to 65535; 0 takes a free port.');
  }
  return value;
}

const DOCUMENT = 'cdk.tf.json';

/** The folder of a synthesized stack; its document stands for it. */
export function stackFolder(text: string): string {
  if (fs.existsSync(path.join(text, DOCUMENT))) return text;
  if (path.basename(text) === DOCUMENT && fs.existsSync(text)) return path.dirname(text);
  const below = stacksBelow(text);
  const next = below.length === 0 ? `Run ${synthCommand()}.` : `There is ${below.join(', ')}.`;
  throw new InvalidArgumentError(`expected the folder of a synthesized stack: it has no ${DOCUMENT}. ${next}`);
}

/** Of a `cdktf.out`. */
function stacksBelow(folder: string): string[] {
  const stacks = path.join(folder, 'stacks');
  const names = fs.existsSync(stacks) ? fs.readdirSync(stacks) : [];
  return names.map((name) => path.join(stacks, name)).filter((one) => fs.existsSync(path.join(one, DOCUMENT)));
}

/** `API=STATUS`, repeatable. */
export function namedStatus(text: string, earlier: readonly NamedValue[] | undefined): NamedValue[] {
  if (!/^[^=]+=[2-5]\d\d$/.test(text)) {
    throw new InvalidArgumentError('expected API=STATUS, for example search=200.');
  }
  return namedValue(text, earlier);
}

/** Whole seconds, up to an hour. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text === '' || !Number.isInteger(value) || value < 0 || value > 3600) {
    throw new InvalidArgumentError('expected whole seconds from 0 to 3600.');
  }
  return value;
}
