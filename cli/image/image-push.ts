import { readBundleFolder } from '../../image/bundle-folder';
import { defaultLogin } from '../../image/login/default-login';
import type { LoginWay } from '../../image/login/login';
import { pushImage } from '../../image/push';
import { canRedraw } from '../../terminal/can-redraw';
import { TextProgress } from '../../terminal/progress';
import type { Progress } from '../../terminal/progress';
import { onInterrupt } from '../interrupted';
import { profileOptions } from '../oci/user-profile';
import { Printer } from '../printer';

/** What the verbs of `image` take; see `--help`. */
export interface ImageOptions {
  readonly profile?: string;
  readonly config?: string;
  readonly json?: boolean;
}

/**
 * `signed-api image push`: builds the image of a bundle and pushes it, as a deploy does, for pipelines that push by
 * themselves.
 *
 * @param bundle the bundle's folder, for example `dist/functions/search`
 * @param repository `<registry host>/<namespace>/<repository>`; the tag is the bundle's own
 */
export async function imagePush(bundle: string, repository: string, options: ImageOptions): Promise<void> {
  const { json = false } = options;
  const printer = new Printer({ json });
  const result = await pushImage(readBundleFolder(bundle), repository, {
    progress: json ? jsonProgress(printer) : textProgress(),
    login: loginOf(options),
    signal: onInterrupt(),
  });
  if (json) printer.step('pushed', result.reference, { ...result });
}

/** Ways to a credential: the options say who, or else the environment does. */
export function loginOf(options: ImageOptions): readonly LoginWay[] {
  return defaultLogin({ auth: process.env.OCI_CLI_AUTH, ...profileOptions(options) });
}

function textProgress(): Progress {
  return new TextProgress({ write: (text) => process.stdout.write(text), isTerminal: canRedraw() });
}

function jsonProgress(printer: Printer): Progress {
  return {
    done: (step, text) => {
      printer.step(step, text, { text });
    },
    underway: () => undefined,
    end: () => undefined,
    note: (text) => {
      printer.log(text, {});
    },
  };
}
