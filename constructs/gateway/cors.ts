import type { ApigatewayDeploymentSpecificationRequestPoliciesCors } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { Token } from 'cdktf';
import { Duration } from '../duration';
import { isHeaderName } from './header-name';
import type { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import type { RouteMethod } from './route-method';

const MOST = 50;
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s*]+$/i;
/** Whoever is let in as one of these may be anyone: any page can make a request whose origin is `null`. */
const OPEN = ['*', 'null'];

/**
 * Which web pages may call from a browser. The gateway answers a browser's preflight request by itself, before it asks
 * for a token.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayaddingcorssupport.htm
 */
export interface Cors {
  /** Where the pages are from: scheme, whole host name and, if it is not the scheme's own, port. `*` is any, `null` is a file. */
  readonly origins: readonly string[];
  /**
   * What the pages may do, 50 at most; `*` is everything.
   *
   * @default - the methods of the routes that this is for
   */
  readonly methods?: readonly (RouteMethod | '*')[];
  /**
   * Headers that the pages may send, 50 at most. `*` is all but `authorization`, which has to be named.
   *
   * @default ['authorization', 'content-type']
   */
  readonly headers?: readonly string[];
  /**
   * Headers of the answer that the pages may read besides the few that they always may, 50 at most.
   *
   * @default - none
   */
  readonly exposedHeaders?: readonly string[];
  /**
   * Lets the pages send cookies and certificates. A token in the header `authorization` needs no such thing.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser may remember the answer to a preflight request, in whole seconds; browsers have limits of their own.
   *
   * @default Duration.seconds(0) - not at all
   */
  readonly maxAge?: Duration;
}

const CORS: PropNames<Cors> = {
  origins: true,
  methods: true,
  headers: true,
  exposedHeaders: true,
  allowCredentials: true,
  maxAge: true,
};

/** Notes what is wrong with a CORS policy. */
export function checkCors(checks: PropChecks, prop: string, cors: Cors): void {
  checks.ofKind({ [prop]: cors }, { [prop]: KIND.options }).known(cors, CORS, prop);
  checks.ofKind(
    cors,
    { origins: KIND.list, methods: KIND.list, headers: KIND.list, maxAge: KIND.duration },
    `${prop}.`,
  );
  const { origins, methods = [], headers = [], exposedHeaders = [], allowCredentials = false } = cors;
  const open = origins.find((origin) => OPEN.includes(origin));
  const badOrigin = origins.find((origin) => !isOrigin(origin));
  checks
    .expect(origins.length > 0, {
      prop: `${prop}.origins`,
      wrong: 'is empty',
      got: origins,
      expected: 'at least one origin',
    })
    .expect(badOrigin === undefined, {
      prop: `${prop}.origins`,
      wrong: 'has an entry that is not an origin',
      got: badOrigin,
      expected: "scheme, host and port without a path, for example https://app.example.com, or '*' or 'null'",
    })
    .expect(!allowCredentials || open === undefined, {
      prop: `${prop}.allowCredentials`,
      wrong: 'lets any page act for its visitors',
      got: open,
      expected: 'origins by name',
      nextStep: 'Name the origins, or leave allowCredentials out: a token in a header needs none.',
    });
  for (const [name, list] of Object.entries({ methods, headers, exposedHeaders })) {
    checks.expect(list.length <= MOST, {
      prop: `${prop}.${name}`,
      wrong: 'has more entries than the gateway takes',
      got: list.length,
      expected: `at most ${String(MOST)}`,
    });
  }
  for (const [name, list] of Object.entries({ headers, exposedHeaders })) {
    const bad = list.find((header) => !Token.isUnresolved(header) && !isHeaderName(header));
    checks.expect(bad === undefined, {
      prop: `${prop}.${name}`,
      wrong: 'has an entry that is not the name of a header',
      got: bad,
      expected: 'names of headers',
    });
  }
  const seconds = cors.maxAge?.toSeconds() ?? 0;
  checks.expect(Number.isInteger(seconds), {
    prop: `${prop}.maxAge`,
    wrong: 'is not a whole number of seconds',
    got: `${String(seconds)} s`,
    expected: 'whole seconds',
  });
}

/**
 * What `request_policies.cors` of a deployment or route holds.
 *
 * @param routeMethods the methods of the routes that the policy is for
 */
export function corsBlock(
  cors: Cors,
  routeMethods: readonly RouteMethod[],
): ApigatewayDeploymentSpecificationRequestPoliciesCors {
  const { origins, headers = ['authorization', 'content-type'], exposedHeaders = [], allowCredentials = false } = cors;
  return {
    allowedOrigins: [...origins],
    allowedMethods: [...(cors.methods ?? (routeMethods.includes('ANY') ? ['*'] : new Set(routeMethods)))],
    allowedHeaders: [...headers],
    exposedHeaders: [...exposedHeaders],
    isAllowCredentialsEnabled: allowCredentials,
    maxAgeInSeconds: (cors.maxAge ?? Duration.seconds(0)).toSeconds(),
  };
}

function isOrigin(origin: string): boolean {
  return Token.isUnresolved(origin) || OPEN.includes(origin) || ORIGIN.test(origin);
}
