import type { Api } from '../apis';
import type { SignedApiFunction } from '../constructs';
import { terraformText } from './curl';

/** One entry of the output `apis`: what `signed-api call`, `invoke` and `deploy-check` have to know of an API. */
export interface ApiOutput {
  readonly method: string;
  /** Where the gateway serves it. */
  readonly url: string;
  /** The declaration's example, JSON as text. */
  readonly example: string;
  /** Whether its permissions let it change nothing. */
  readonly reads_only: boolean;
  readonly function_id: string;
  /** Scheme and host of where the function is invoked past the gateway. */
  readonly invoke_endpoint: string;
  /** There when the gateway lets everybody in. */
  readonly open?: true;
}

/** What the output `apis` says of each function's API, by its name. */
export function apiOutputs(
  functions: readonly SignedApiFunction[],
  endpoint: string,
  isOpen: (api: Api) => boolean,
): Record<string, ApiOutput> {
  return Object.fromEntries(
    functions.map((served) => [
      served.api.name,
      {
        method: served.api.route.method,
        url: `${endpoint}${served.api.route.path}`,
        example: terraformText(JSON.stringify(served.api.example)),
        reads_only: readsOnly(served.api),
        function_id: served.functionId,
        invoke_endpoint: served.function.invokeEndpoint,
        ...(isOpen(served.api) ? { open: true } : {}),
      },
    ]),
  );
}

function readsOnly({ permissions }: Api): boolean {
  return permissions.every((permission) => 'verb' in permission && ['inspect', 'read'].includes(permission.verb));
}
