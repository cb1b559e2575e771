/** What cdktf puts into a text for a value that only Terraform will know: for a text, or for a number. */
const VALUE = /(?:\$\{TfToken\[[^\]]*\]\}|-\d\.\d+e\+\d+)/.source;
const VALUES = new RegExp(VALUE, 'g');
const VALUE_FOR_PORT = new RegExp(`:${VALUE}(?=[/?#]|$)`, 'g');
const PORT_UNKNOWN = new RegExp(`^[a-z][a-z\\d+.-]*://[^/?#]*:${VALUE}(?=[/?#]|$)`, 'i');
const STAND_IN = 'known-at-deploy';

/**
 * An address with a name in place of each value that only Terraform knows, so that what was written can be judged and shown;
 * undefined where not even its start is known.
 */
export function knownUrl(url: string): string | undefined {
  // No port can have a name.
  const known = url.replaceAll(VALUE_FOR_PORT, '').replaceAll(VALUES, STAND_IN);
  return known.startsWith(STAND_IN) ? undefined : known;
}

/** Host and port of an address, each undefined where only Terraform knows it. */
export function knownServer(url: string): { readonly host?: string; readonly port?: number } {
  const known = knownUrl(url);
  if (known === undefined || !URL.canParse(known)) return {};
  const parsed = new URL(known);
  return {
    host: parsed.hostname.includes(STAND_IN) ? undefined : parsed.hostname,
    port: PORT_UNKNOWN.test(url) ? undefined : portOf(parsed),
  };
}

function portOf({ port, protocol }: URL): number | undefined {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : protocol === 'http:' ? 80 : undefined;
}
