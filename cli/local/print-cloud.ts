import type { LocalCloud, ServedRoute } from '../../local';
import type { IdentityDomainClient } from '../../terraform';
import type { Printer } from '../printer';
import { quoted, shellLines } from '../shell-text';

/** The token stands where the deployment looks for it. */
function callCurl({ method, url, example, deployment, needsToken }: ServedRoute): string {
  const location = needsToken ? deployment.authentication?.token : undefined;
  const header =
    location !== undefined && 'header' in location ? [`--header "${location.header}: ${location.scheme} $TOKEN"`] : [];
  const query = location !== undefined && 'queryParameter' in location ? `"?${location.queryParameter}=$TOKEN"` : '';
  const body = ['GET', 'HEAD'].includes(method)
    ? []
    : ["--header 'Content-Type: application/json'", `--data ${quoted(JSON.stringify(example))}`];
  return shellLines([`curl --request ${method} ${quoted(url)}${query}`, ...header, ...body]);
}

function tokenCurl({ clientId, clientSecret }: IdentityDomainClient, scope: string, tokenUrl: string): string {
  const call = shellLines([
    'curl --silent',
    `--user ${quoted(`${clientId}:${clientSecret}`)}`,
    '--data grant_type=client_credentials',
    `--data-urlencode ${quoted(`scope=${scope}`)}`,
    quoted(tokenUrl),
  ]);
  return `TOKEN=$(${call} | node -p 'JSON.parse(require("fs").readFileSync(0)).access_token')`;
}

/** What a person needs to call a running local cloud: its routes, its clients, and a ready curl for each step. */
export function printCloud(printer: Printer, { stack, routes, tokenUrl }: LocalCloud): void {
  printer.text();
  for (const { name, method, url, scopes, needsToken } of routes) {
    const asks = !needsToken ? 'no token' : scopes.length === 0 ? 'any token' : `scope ${scopes.join(' or ')}`;
    printer.step('route', `${method} ${url}  ${printer.dim(`${name}; ${asks}`)}`, { name, method, url, scopes });
  }
  for (const { client } of stack.identityDomainApps) {
    const [scope] = client?.allowedScopes ?? [];
    if (client?.allowedGrants.includes('client_credentials') !== true || scope === undefined) continue;
    const { clientId, clientSecret, allowedScopes } = client;
    // The secret is the local cloud's own, new at each start, and good for nothing else.
    const data = { clientId, clientSecret, tokenUrl, allowedScopes };
    printer.step('client', `id ${clientId}  secret ${clientSecret}`, data);
    printer.text(`\n${printer.bold('Get a token')}\n\n${tokenCurl(client, scope, tokenUrl)}`);
  }
  for (const route of routes) printer.text(`\n${printer.bold(`Call ${route.name}`)}\n\n${callCurl(route)}`);
  printer.text(`\n${printer.dim('Ctrl-C stops the local cloud.')}\n`);
}
