import { Token } from 'cdktf';

const USER = /^([a-z][a-z\d+.-]*:)?(\/\/)?[^/?#]*@/i;

/** Whether an address has a user or a password in it, which whoever reads the document would know. */
export function hasUser(url: string): boolean {
  return USER.test(url);
}

/** An address as an error may show it: without user and password, without the values of its query and its fragment. */
export function shownUrl(url: string): string {
  const anonymous = url.replace(USER, '$1$2***@');
  // Errors skip what only Terraform knows by what they show of it.
  if (Token.isUnresolved(anonymous)) return anonymous;
  const [, address = '', query, fragment] =
    /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(withoutLateUser(anonymous)) ?? [];
  return address + (query === undefined ? '' : `?${withoutValues(query)}`) + (fragment === undefined ? '' : '#***');
}

/** A password with a slash in it makes no URL, and yet somebody's password. */
function withoutLateUser(url: string): string {
  return URL.canParse(url) ? url : url.replace(/^([a-z][a-z\d+.-]*:)?(\/\/)?.*@/is, '$1$2***@');
}

function withoutValues(query: string): string {
  return query
    .split('&')
    .map((pair) => (pair.includes('=') ? `${pair.split('=', 1)[0] ?? ''}=***` : '***'))
    .join('&');
}
