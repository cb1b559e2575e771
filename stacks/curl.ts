import type { Api } from '../apis';

/** What a shell has to know to get a token; values may be Terraform references. */
export interface TokenTarget {
  readonly clientId: string;
  readonly tokenUrl: string;
  /** Fully qualified. */
  readonly scope: string;
}

/** Fetches a token. The secret stays out of the text: the shell variable CLIENT_SECRET holds it. */
export function curlToken({ clientId, tokenUrl, scope }: TokenTarget): string {
  return [
    'curl --request POST',
    `--user "${clientId}:$CLIENT_SECRET"`,
    '--data grant_type=client_credentials',
    `--data-urlencode 'scope=${scope}'`,
    `'${tokenUrl}'`,
  ].join(' ');
}

/**
 * Calls an API with its own example; the shell variable TOKEN holds the token.
 *
 * @param endpoint address of the deployment, without `/` at the end
 */
export function curlApi({ route, example }: Api, endpoint: string): string {
  const body =
    route.method === 'GET' || route.method === 'HEAD'
      ? []
      : [`--header 'Content-Type: application/json'`, `--data ${quoted(terraformText(JSON.stringify(example)))}`];
  // curl waits for a body after HEAD unless it is told by --head.
  const method = route.method === 'HEAD' ? '--head' : `--request ${route.method}`;
  return [`curl ${method}`, '--header "Authorization: Bearer $TOKEN"', ...body, `'${endpoint}${route.path}'`].join(' ');
}

/** One word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Text that Terraform takes as it is, with no reference in it. */
export function terraformText(text: string): string {
  // A function, because `$$` in a replacement text stands for one `$`.
  return text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}
