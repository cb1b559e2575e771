import type { PropChecks } from '../constructs';
import type { OracleApiStackProps } from './oracle-api-stack-props';
import { REMOTE_KEYS_OPTIONS } from '../constructs/authentication/jwt-keys';
import type { PropNames } from '../constructs/prop-names';

export const STACK_PROPS: PropNames<OracleApiStackProps> = {
  apis: true,
  displayName: true,
  region: true,
  homeRegion: true,
  keys: true,
  remoteKeys: true,
  authenticationType: true,
  signingCertificatePublicAccess: true,
  authentication: true,
  network: true,
  application: true,
  functions: true,
  image: true,
  gateway: true,
  routes: true,
  apps: true,
  alarms: true,
};

/** What says how tokens of the identity domain are made and checked. */
const OF_THE_DOMAIN = ['keys', 'remoteKeys', 'authenticationType', 'signingCertificatePublicAccess', 'apps'] as const;

/** What a route has by its API. */
const OF_THE_API = ['path', 'methods', 'functionId', 'backend'];

/** Notes choices that would be passed over in silence, or that choose more than they say. */
export function checkChoices(checks: PropChecks, props: OracleApiStackProps): void {
  // What they are options of has no place in the stack to be named by.
  if (props.remoteKeys !== undefined) checks.known(props.remoteKeys, REMOTE_KEYS_OPTIONS, 'remoteKeys');
  checkWord(checks, 'keys', props.keys, ['fixed', 'remote']);
  checkWord(checks, 'authenticationType', props.authenticationType, ['TOKEN_AUTHENTICATION', 'JWT_AUTHENTICATION']);
  if (props.authentication === undefined) checkRemoteKeys(checks, props);
  else checkBesideAuthentication(checks, props);
  if (typeof props.routes === 'object') checkSharedRoute(checks, props.routes);
}

function checkWord(checks: PropChecks, prop: string, got: string | undefined, words: readonly string[]): void {
  checks.expect(got === undefined || words.includes(got), {
    prop,
    wrong: 'is no word for it',
    got,
    expected: words.map((word) => `'${word}'`).join(' or '),
  });
}

function checkRemoteKeys(checks: PropChecks, { keys, remoteKeys }: OracleApiStackProps): void {
  checks.expect(remoteKeys === undefined || keys === 'remote', {
    prop: 'remoteKeys',
    wrong: 'means nothing for keys that are not fetched',
    got: Object.keys(remoteKeys ?? {}),
    expected: "keys: 'remote' beside it",
  });
}

function checkBesideAuthentication(checks: PropChecks, props: OracleApiStackProps): void {
  for (const prop of OF_THE_DOMAIN) {
    checks.expect(props[prop] === undefined, {
      prop,
      wrong: 'means nothing beside authentication',
      got: prop,
      expected: 'one of the two: it is about tokens of the identity domain',
    });
  }
}

/** An option for every route is one for those that nobody has thought of yet. */
function checkSharedRoute(checks: PropChecks, routes: object): void {
  const ofTheApi = Object.keys(routes).filter((name) => OF_THE_API.includes(name));
  checks
    .expect(!('allowAnonymousCallers' in routes) || routes.allowAnonymousCallers === undefined, {
      prop: 'routes.allowAnonymousCallers',
      wrong: 'would open every API to everybody, also those that are added later',
      got: 'allowAnonymousCallers for all',
      expected: 'it from a function that is asked for each API',
      nextStep: "Say routes: ({ name }) => (name === 'search' ? { allowAnonymousCallers: true } : {})",
    })
    .expect(ofTheApi.length === 0, {
      prop: 'routes',
      wrong: 'has what each API says itself',
      got: ofTheApi,
      expected: 'options of routes: scopes, cors, validation, …',
    });
}
