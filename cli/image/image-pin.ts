import { DEFAULT_IMAGE } from '../../constructs';
import { pinBase } from '../../image/base/base-image';
import { describeReference, parseReference } from '../../image/reference';
import { Repository } from '../../image/registry/registry';
import { onInterrupt } from '../interrupted';
import { Printer } from '../printer';
import { loginOf } from './image-push';
import type { ImageOptions } from './image-push';

/**
 * `signed-api image pin`: what the tag of a base image names at the moment, as the prop `baseImage` takes it.
 *
 * @param base `<host>/<repository>:<tag>`; by default the base of every image that names none
 */
export async function imagePin(base: string | undefined, options: ImageOptions): Promise<void> {
  const printer = new Printer({ json: options.json ?? false });
  const named = parseReference(base ?? DEFAULT_IMAGE.base);
  const repository = new Repository(named.host, named.repository, 'pull', {
    login: loginOf(options),
    signal: onInterrupt(),
    onRetry: (text) => {
      printer.log(text, {});
    },
  });
  const { reference: pinned, platforms } = await pinBase(repository, named);
  const reference = describeReference(pinned);
  printer.step('base', `${reference} for ${platforms.join(', ')}`, { reference, platforms });
  printer.text(`\nFor every image of a stack: image: { baseImage: '${reference}' }`);
}
