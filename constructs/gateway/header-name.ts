/** What a header's name may be made of. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** Whether HTTP takes the text as the name of a header. */
export function isHeaderName(name: string): boolean {
  return TOKEN.test(name);
}
