import { knownUrl } from '../known-url';
import type { PropChecks } from '../prop-error';
import { hasUser, shownUrl } from '../shown-url';

/**
 * Notes an address that a gateway fetches from neither safely nor without credentials. Of one that Terraform completes, what is
 * written out is judged.
 */
export function checkFetchedUrl(checks: PropChecks, prop: string, url: string): void {
  const known = knownUrl(url);
  if (known === undefined) return;
  checks
    .expect(!hasUser(known), {
      prop,
      wrong: 'has a user or a password in it',
      got: shownUrl(known),
      expected: 'an address that answers without credentials',
    })
    .expect(URL.canParse(known) && new URL(known).protocol === 'https:', {
      prop,
      wrong: 'is not one that the gateway fetches from safely',
      got: shownUrl(known),
      expected: 'an https URL',
    });
}
