import type { TokenClient } from '../deployed/deployed-stack';
import { quoted, shellLines } from '../shell-text';
import type { ApiRequest } from './api-request';

/**
 * Puts the client's secret into the shell variable CLIENT_SECRET.
 *
 * @param directory the stack's folder, from where the command is run
 */
export function secretCommand(directory: string): string {
  const program = process.env.TERRAFORM_BINARY_NAME || 'terraform';
  return `export CLIENT_SECRET=$(${program} -chdir=${quoted(directory || '.')} output -raw client_secret)`;
}

/** Puts a token into the shell variable TOKEN; CLIENT_SECRET holds the secret. */
export function tokenCommand({ clientId, tokenUrl, scope }: TokenClient): string {
  const call = shellLines([
    'curl --silent',
    `--user ${quoted(clientId)}":$CLIENT_SECRET"`,
    '--data grant_type=client_credentials',
    `--data-urlencode ${quoted(`scope=${scope}`)}`,
    quoted(tokenUrl.href),
  ]);
  return `TOKEN=$(${call} | node -p 'JSON.parse(require("fs").readFileSync(0)).access_token')`;
}

/** Calls an API; TOKEN holds the token. */
export function callCommand({ method, url, body }: ApiRequest): string {
  return shellLines([
    // curl waits for a body after HEAD unless it is told by --head.
    method === 'HEAD' ? 'curl --head' : `curl --request ${method}`,
    '--header "Authorization: Bearer $TOKEN"',
    ...(body === undefined ? [] : ["--header 'Content-Type: application/json'", `--data ${quoted(body)}`]),
    quoted(url.href),
  ]);
}
