import { isObject } from '../../terraform';

/** What stands for a value that is not shown. */
export const SECRET = '(secret)';

const NAME =
  /(^|[._-])(passwords?|passwd|pass_?phrase|secrets?|client_?secrets?|secret_content|private_?key(_pem)?|secret_?key|access_?key|api_?keys?|tokens?|credentials?)$/i;
/** Says where a value comes from, and nothing of it. */
const REFERENCE = /^\$\{[A-Za-z_][\w.[\]*-]*\}$/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*PRIVATE KEY-----)?/g;
const TOKEN = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;
/** The second form is a password with a slash in it; behind a port begins a path, in which an `@` is nothing of the kind. */
const USER_INFO = /(:\/\/[^\s:/@"']*:)(?:[^\s/"']+|(?!\d+[/?#])[^\s@"']+)(?=@)/g;

/** What a header has behind its scheme; a word of plain text has neither digit nor `=`. */
const CREDENTIALS = /\b(Bearer|Basic)(\s+)(?=[A-Za-z._~+-]*[\d=])[\w.~+/=-]+/gi;
/** As in a connection's text, a command or a query: `Password=…`, `--token …`; what a shell or Terraform puts in is none. */
const ASSIGNED =
  /((?:[\w-]*(?:password|passwd|pwd|passphrase|secret|token|api_?key|access_?key|secret_?key|private_?key)["']?\s*=|--[\w-]*(?:password|secret|token)\s)\s*["']?)(?![\s"'$=>(])[^\s"';&]+/gi;

/** Whether an attribute holds a secret because of what it is called; names of settings, such as `DB_PASSWORD`, count too. */
export function isSecretName(name: string): boolean {
  return NAME.test(name);
}

/** A value as it may be shown: what hangs below secret names, and what looks like a key or a token, is replaced. */
export function masked(value: unknown, secret: boolean): unknown {
  if (typeof value === 'string') return secret ? maskedText(value) : withoutSecrets(value);
  if (Array.isArray(value)) return value.map((item) => masked(item, secret));
  if (!isObject(value)) return secret && value !== null && value !== undefined ? SECRET : value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, item]) => [name, masked(item, secret || isSecretName(name))]));
}

function maskedText(text: string): string {
  return REFERENCE.test(text) ? text : SECRET;
}

function withoutSecrets(text: string): string {
  return (tryMaskedJson(text) ?? text)
    .replace(PRIVATE_KEY, SECRET)
    .replace(TOKEN, SECRET)
    .replace(CREDENTIALS, `$1$2${SECRET}`)
    .replace(ASSIGNED, `$1${SECRET}`)
    .replace(USER_INFO, `$1${SECRET}`);
}

/** A text that is JSON, as a setting may be; undefined where it is none, or holds no secret. */
function tryMaskedJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const shown = JSON.stringify(masked(value, false));
    return shown === JSON.stringify(value) ? undefined : shown;
  } catch {
    return undefined;
  }
}
