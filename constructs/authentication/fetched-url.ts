import type { PropChecks } from '../prop-error';
import { hasUser, shownUrl } from '../shown-url';

/** Notes an address that a gateway fetches from neither safely nor without credentials. */
export function checkFetchedUrl(checks: PropChecks, prop: string, url: string): void {
  checks
    .expect(!hasUser(url), {
      prop,
      wrong: 'has a user or a password in it',
      got: shownUrl(url),
      expected: 'an address that answers without credentials',
    })
    .expect(URL.canParse(url) && new URL(url).protocol === 'https:', {
      prop,
      wrong: 'is not one that the gateway fetches from safely',
      got: shownUrl(url),
      expected: 'an https URL',
    });
}
