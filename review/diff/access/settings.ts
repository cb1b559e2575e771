import { stringsIn } from '../../../terraform';
import type { Block } from '../blocks';
import type { Difference } from '../compare-values';
import { isSecretName } from '../secrets';

/** Names of what tokens are checked with, and of where calls go. */
const NAME = /(^|_)(keys?|ur[il]s?|endpoints?|issuers?|audiences?|domains?|cidrs?|images?|backends?)(_|$)/i;
const VALUE = /:\/\/|-----BEGIN |"kty"/;

/** Whether what a variable or local holds is a key or an address, so that it decides whose tokens hold or where calls go. */
export function isAccessSetting({ type, address }: Block, { path, before, after }: Difference): boolean {
  if (!(type === 'local' || (type === 'variable' && /^default(\.|\[|$)/.test(path)))) return false;
  const name = snakeCase(address.slice(address.indexOf('.') + 1));
  return NAME.test(name) || isSecretName(name) || [before, after].flatMap(stringsIn).some((text) => VALUE.test(text));
}

/** `identityDomainUrl` is `identity_domain_url`. */
function snakeCase(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').replaceAll('-', '_');
}
