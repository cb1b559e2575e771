import { isObject } from '../../terraform';

/** What stands for a value that is not shown. */
export const SECRET = '(secret)';

const NAME =
  /(^|[._-])(password|passwd|pass_?phrase|secret|client_?secret|secret_content|private_?key(_pem)?|secret_?key|access_?key|api_?key|token|credentials?)$/i;
/** Says where a value comes from, and nothing of it. */
const REFERENCE = /^\$\{[A-Za-z_][\w.[\]*-]*\}$/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*PRIVATE KEY-----)?/g;
const TOKEN = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;
/** The second form is a password with a slash in it; behind a port begins a path, in which an `@` is nothing of the kind. */
const USER_INFO = /(:\/\/[^\s:/@"']*:)(?:[^\s/"']+|(?!\d+[/?#])[^\s@"']+)(?=@)/g;

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
  return text.replace(PRIVATE_KEY, SECRET).replace(TOKEN, SECRET).replace(USER_INFO, `$1${SECRET}`);
}
