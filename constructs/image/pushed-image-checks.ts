import { arePlatforms } from './image-checks';
import { IMAGE_PLATFORMS } from './image-platform';
import type { ImagePlatform } from './image-platform';
import { isReference, namesHost, namesVersion } from './image-reference';
import { ofKind } from '../prop-error';
import type { PropKind } from '../prop-kind';
import { holdsExpression } from '../terraform-reference';

const REFERENCE = '<registry host>/<namespace>/<repository>:<tag>';

/** What the reference of an image that is pushed already has to be, the plainest first. */
const REFERENCE_KINDS: readonly PropKind[] = [
  { wrong: 'is no text', expected: REFERENCE, is: (value) => typeof value === 'string' },
  whereKnown('is no reference of an image', isReference),
  whereKnown('names no registry', namesHost),
  whereKnown('names no version', namesVersion),
];

const PLATFORMS: PropKind = {
  wrong: 'are none that functions run on',
  expected: IMAGE_PLATFORMS.join(', '),
  is: (value) => Array.isArray(value) && arePlatforms(value),
};

/**
 * Checks what an image that others pushed is said to be.
 *
 * @throws RangeError
 */
export function checkPushedImage(imageReference: string, platforms: readonly ImagePlatform[] | undefined): void {
  const given = (imageReference as string | undefined) ?? null;
  for (const kind of REFERENCE_KINDS) ofKind('imageReference', given, kind);
  ofKind('platforms', platforms, PLATFORMS);
}

/** A rule for a text that holds no expression: what Terraform puts together is not judged. */
function whereKnown(wrong: string, holds: (text: string) => boolean): PropKind {
  return {
    wrong,
    expected: REFERENCE,
    is: (value) => typeof value === 'string' && (holdsExpression(value) || holds(value)),
  };
}
