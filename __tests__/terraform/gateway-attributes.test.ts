import fs from 'node:fs';
import path from 'node:path';
import { ContextVariable, Duration, RateLimit, RouteBackend } from '../../constructs';
import type { GatewayRoute, SecuredGatewayProps, Transformation } from '../../constructs';
import { problemsOf } from '../../testing/document-fixture';
import { gatewayDocument, ROUTE } from '../../testing/secured-gateway';
import { resource } from '../../testing/synth';

const GATEWAY = 'oci_apigateway_gateway';
const DEPLOYMENT = 'oci_apigateway_deployment';

/** What the local cloud acts on; everything else is refused or changes nothing that a caller gets. */
const EMULATED = [
  `${GATEWAY}.compartment_id`,
  `${GATEWAY}.display_name`,
  `${GATEWAY}.endpoint_type`,
  `${DEPLOYMENT}.compartment_id`,
  `${DEPLOYMENT}.display_name`,
  `${DEPLOYMENT}.gateway_id`,
  `${DEPLOYMENT}.path_prefix`,
  `${DEPLOYMENT}.specification.request_policies.authentication`,
  `${DEPLOYMENT}.specification.routes.path`,
  `${DEPLOYMENT}.specification.routes.methods`,
  `${DEPLOYMENT}.specification.routes.request_policies.authorization.type`,
  `${DEPLOYMENT}.specification.routes.request_policies.authorization.allowed_scope`,
  `${DEPLOYMENT}.specification.routes.backend.type`,
  `${DEPLOYMENT}.specification.routes.backend.function_id`,
  `${DEPLOYMENT}.specification.routes.backend.status`,
  `${DEPLOYMENT}.specification.routes.backend.body`,
  `${DEPLOYMENT}.specification.routes.backend.headers.name`,
  `${DEPLOYMENT}.specification.routes.backend.headers.value`,
];

/** What changes nothing of what a caller gets: where the gateway is in a network, its lock, what is logged, the order of making. */
const WITHOUT_EFFECT = [
  `${GATEWAY}.depends_on`,
  `${GATEWAY}.subnet_id`,
  `${GATEWAY}.network_security_group_ids`,
  `${GATEWAY}.ip_mode`,
  `${GATEWAY}.ipv4address_configuration`,
  `${GATEWAY}.ipv6address_configuration`,
  `${GATEWAY}.locks`,
  `${GATEWAY}.is_lock_override`,
  `${DEPLOYMENT}.depends_on`,
  `${DEPLOYMENT}.locks`,
  `${DEPLOYMENT}.is_lock_override`,
  `${DEPLOYMENT}.specification.logging_policies`,
  `${DEPLOYMENT}.specification.routes.logging_policies`,
];

/** What no construct writes. */
const NEVER_WRITTEN = [
  ...[GATEWAY, DEPLOYMENT].flatMap((type) =>
    ['id', 'defined_tags', 'freeform_tags', 'timeouts'].map((name) => `${type}.${name}`),
  ),
  `${DEPLOYMENT}.specification.request_policies.dynamic_authentication`,
  // The other ways of authentication have tests of their own.
  `${DEPLOYMENT}.specification.request_policies.authentication`,
  // An archive that the service will drop.
  ...['', '.routes'].flatMap((of) => [
    `${DEPLOYMENT}.specification${of}.logging_policies.access_log`,
    `${DEPLOYMENT}.specification${of}.logging_policies.execution_log.is_enabled`,
  ]),
  ...['allowed_post_logout_uris', 'post_logout_state', 'routing_backends', 'selection_source'].map(
    (name) => `${DEPLOYMENT}.specification.routes.backend.${name}`,
  ),
];

const TRANSFORMATION: Transformation = { set: { 'x-a': 'v' }, rename: { 'x-b': 'x-c' }, remove: ['x-d'] };
const CORS = {
  origins: ['https://app.test'],
  methods: ['GET' as const],
  headers: ['x-in'],
  exposedHeaders: ['x-out'],
  allowCredentials: true,
  maxAge: Duration.minutes(1),
};

const EVERYTHING: Partial<SecuredGatewayProps> = {
  securityGroupIds: ['ocid1.networksecuritygroup.more'],
  ipMode: 'DUAL_STACK',
  reservedIpIds: ['ocid1.publicip.kept'],
  ipv6Addresses: ['2001:db8::1'],
  ipv6SubnetCidrs: ['2001:db8::/64'],
  certificateId: 'ocid1.certificate.own',
  caBundleIds: ['ocid1.cabundle.own'],
  certificateAuthorityIds: ['ocid1.certificateauthority.own'],
  responseCache: {
    host: 'cache.test',
    secretId: 'ocid1.vaultsecret.cache',
    secretVersion: 1,
    tenancyId: 'ocid1.tenancy.test',
  },
  lock: { type: 'FULL', message: 'locked', liftForTerraform: true },
  deploymentLock: { type: 'FULL', message: 'locked', liftForTerraform: true },
  rateLimit: RateLimit.perClient(5),
  cors: CORS,
  mutualTls: { allowedNames: ['*.partner.test'] },
  usagePlanToken: ContextVariable.header('client-id'),
  passClaims: { sub: 'x-caller' },
  executionLogLevel: 'WARN',
};

const ROUTES: readonly GatewayRoute[] = [
  {
    ...ROUTE,
    methods: ['GET'],
    cors: CORS,
    validation: {
      headers: [{ name: 'x-tenant' }],
      queryParameters: [{ name: 'state' }],
      bodyMediaTypes: ['application/json'],
    },
    transformRequestHeaders: TRANSFORMATION,
    transformQueryParameters: TRANSFORMATION,
    transformResponseHeaders: TRANSFORMATION,
    cache: { timeToLive: Duration.minutes(1), cacheAnswersToAuthorizedCallers: true },
    executionLogLevel: 'ERROR',
  },
  { path: '/http', methods: ['GET'], backend: RouteBackend.http('https://server.test') },
  {
    path: '/health',
    methods: ['GET'],
    allowAnonymousCallers: true,
    backend: RouteBackend.stockResponse({ status: 200, body: 'up', headers: { 'x-a': 'v' } }),
  },
];

const document = gatewayDocument(EVERYTHING, ROUTES);
const without = (place: string): string => place.replaceAll(/\[\d+]/g, '');
const isWithin = (place: string, wholes: readonly string[]): boolean =>
  wholes.some((whole) => place === whole || place.startsWith(`${whole}.`) || place.startsWith(`${whole}[`));

/** Every attribute that is written, with the numbers of the blocks that it is in. */
function written(value: unknown, place: string): string[] {
  if (Array.isArray(value) && value.some((entry) => typeof entry === 'object')) {
    return value.flatMap((entry, index) => written(entry, `${place}[${String(index)}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [place];
  // A block that there is once at most is written without a list, and told with its number all the same.
  const inner = /^[a-z_]+$/.test(place) ? place : place.replace(/([^\]])$/, '$1[0]');
  return Object.entries(value).flatMap(([name, part]) => written(part, `${inner}.${name}`));
}

const attributes = [GATEWAY, DEPLOYMENT].flatMap((type) => written(resource(document, type), type));

interface Block {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly blocks?: Readonly<Record<string, Block>>;
}

/** Every attribute of the provider's schema that a user can write. */
function writable({ attributes: own = {}, blocks = {} }: Block, place: string): string[] {
  const isOpen = (flags: unknown): boolean => typeof flags === 'string' && /required|optional/.test(flags);
  return [
    ...Object.entries(own).flatMap(([name, flags]) => (isOpen(flags) ? [`${place}.${name}`] : [])),
    ...Object.entries(blocks).flatMap(([name, block]) => writable(block, `${place}.${name}`)),
  ];
}

const schemaOf = (type: string): Block =>
  JSON.parse(
    fs.readFileSync(path.join(__dirname, '..', '..', 'provider', 'schema', 'resources', `${type}.json`), 'utf8'),
  ) as Block;

describe('every attribute of a gateway and its deployments', () => {
  const seen = new Set(attributes.map(without));
  const open = [GATEWAY, DEPLOYMENT].flatMap((type) => writable(schemaOf(type), type));

  test.each(open)('%s is written by the constructs, or known never to be', (place) => {
    expect(seen.has(place) !== isWithin(place, NEVER_WRITTEN) || place.includes('.authentication')).toBe(true);
  });
});

describe('every attribute that the constructs write', () => {
  const names = new Map(
    [GATEWAY, DEPLOYMENT].map((type) => [
      Object.keys((document['resource'] as Record<string, object>)[type] ?? {})[0] ?? '',
      type,
    ]),
  );
  const refused = problemsOf(document).map((problem) => {
    const [, name = '', rest = ''] = /^\w+\.(\w+)\.?(\S*):/.exec(problem) ?? [];
    return `${names.get(name) ?? name}.${rest}`;
  });

  test.each(attributes)('%s is emulated, refused by name or without effect', (place) => {
    const kinds = [
      isWithin(without(place), EMULATED),
      isWithin(without(place), WITHOUT_EFFECT),
      // The field of a backend that is not emulated is refused with it, and so is its type.
      isWithin(place, refused) || isWithin(place.replace(/backend\[0]\..*/, 'backend[0].type'), refused),
    ];
    expect(kinds).toContain(true);
  });

  test('is refused where it changes how requests are answered', () => {
    expect([...new Set(refused.map(without))].sort()).toEqual([
      `${DEPLOYMENT}.specification.request_policies.cors`,
      `${DEPLOYMENT}.specification.request_policies.mutual_tls`,
      `${DEPLOYMENT}.specification.request_policies.rate_limiting`,
      `${DEPLOYMENT}.specification.request_policies.usage_plans`,
      `${DEPLOYMENT}.specification.routes.backend.type`,
      `${DEPLOYMENT}.specification.routes.request_policies.body_validation`,
      `${DEPLOYMENT}.specification.routes.request_policies.cors`,
      `${DEPLOYMENT}.specification.routes.request_policies.header_transformations`,
      `${DEPLOYMENT}.specification.routes.request_policies.header_validations`,
      `${DEPLOYMENT}.specification.routes.request_policies.query_parameter_transformations`,
      `${DEPLOYMENT}.specification.routes.request_policies.query_parameter_validations`,
      `${DEPLOYMENT}.specification.routes.request_policies.response_cache_lookup`,
      `${DEPLOYMENT}.specification.routes.response_policies`,
      `${GATEWAY}.ca_bundles`,
      `${GATEWAY}.certificate_id`,
      `${GATEWAY}.response_cache_details`,
    ]);
  });
});
