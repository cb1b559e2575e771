import type { ApplicationShape } from '../function/application-reference';

/** A processor that an image can be built for, as docker names it. */
export type ImagePlatform = 'linux/amd64' | 'linux/arm64';

/** All of them, in the order in which images name them. */
export const IMAGE_PLATFORMS: readonly ImagePlatform[] = ['linux/amd64', 'linux/arm64'];

/**
 * What an image has to be built for to run in an application of the shape.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionsspecifyingcomputearchitectures.htm
 */
export function platformsOf(shape: ApplicationShape): readonly ImagePlatform[] {
  if (shape === 'GENERIC_X86_ARM') return IMAGE_PLATFORMS;
  return shape === 'GENERIC_ARM' ? ['linux/arm64'] : ['linux/amd64'];
}
