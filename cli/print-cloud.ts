import type { LocalCloud, ServedRoute } from '../local';
import type { Printer } from './printer';

/** Quotes for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function curl(parts: readonly (readonly string[])[]): string {
  return [
    'curl',
    ...parts.map(([option = '', value]) => `  ${option}${value === undefined ? '' : ` ${quoted(value)}`}`),
  ].join(' \\\n');
}

function callCurl({ method, url, example }: ServedRoute): string {
  return [
    `curl --request ${method} ${quoted(url)} \\`,
    '  --header "Authorization: Bearer $TOKEN" \\',
    "  --header 'Content-Type: application/json' \\",
    `  --data ${quoted(JSON.stringify(example))}`,
  ].join('\n');
}

/** What a person needs to call a running local cloud: its routes, its client, and a ready curl for each step. */
export function printCloud(printer: Printer, { stack, routes, tokenUrl }: LocalCloud): void {
  printer.text();
  for (const { name, method, url, scopes } of routes) {
    printer.step('route', `${method} ${url}  ${printer.dim(`${name}; scope ${scopes.join(' or ')}`)}`, {
      name,
      method,
      url,
      scopes,
    });
  }
  for (const { client } of stack.identityDomainApps) {
    if (client === undefined) continue;
    const { clientId, clientSecret, allowedScopes } = client;
    // The secret is the local cloud's own, new at each start, and good for nothing else.
    printer.step('client', `id ${clientId}  secret ${clientSecret}`, {
      clientId,
      clientSecret,
      tokenUrl,
      allowedScopes,
    });
    printer.text(`\n${printer.bold('Get a token')}\n`);
    printer.text(
      `TOKEN=$(${curl([
        ['--silent'],
        ['--user', `${clientId}:${clientSecret}`],
        ['--data', 'grant_type=client_credentials'],
        ['--data-urlencode', `scope=${allowedScopes[0] ?? ''}`],
        [quoted(tokenUrl)],
      ])} | node -p 'JSON.parse(require("fs").readFileSync(0)).access_token')`,
    );
  }
  for (const route of routes) {
    printer.text(`\n${printer.bold(`Call ${route.name}`)}\n`);
    printer.text(callCurl(route));
  }
  printer.text(`\n${printer.dim('Ctrl-C stops the local cloud.')}\n`);
}
