/** What a registry wants before it answers, from the header `WWW-Authenticate` of a 401. */
export type Challenge = { readonly scheme: 'basic' } | BearerChallenge;

/** A token is wanted, and where it is to be had. */
export interface BearerChallenge {
  readonly scheme: 'bearer';
  readonly realm: URL;
  readonly service?: string;
}

/** Reads a challenge; `undefined` when it is of another kind. */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  const [, scheme = '', rest = ''] = /^\s*(\w+)\s*(.*)$/s.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() === 'basic') return { scheme: 'basic' };
  if (scheme.toLowerCase() !== 'bearer') return undefined;
  const values = new Map([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
  const realm = values.get('realm') ?? '';
  return URL.canParse(realm) ? { scheme: 'bearer', realm: new URL(realm), service: values.get('service') } : undefined;
}
