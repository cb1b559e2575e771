/** The caller's token in tests: the function never needs it, so it turns up nowhere. */
export const CALLER_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYWxsZXIifQ.c2lnbmF0dXJl';

/** A part this long is a leak: a log cuts long texts, so the whole secret might never be seen. */
const PART_LENGTH = 32;

const secrets = new Set(['PRIVATE KEY', 'signature="', ...CALLER_TOKEN.split('.').slice(1)]);

/** Makes the start of every line, and of every segment but a token's header, a text that nothing may write. */
export function keepSecret({ key, token }: { readonly key: string; readonly token: string }): void {
  for (const part of [...key.split('\n'), ...token.split('.').slice(1)]) {
    if (part.length >= PART_LENGTH) secrets.add(part.slice(0, PART_LENGTH));
  }
}

/** Fails when a text holds the caller's token, or anything of a session's key, token or signatures. */
export function refuseSecrets(text: string): void {
  for (const secret of secrets) if (text.includes(secret)) throw new Error('A secret was written.');
}
