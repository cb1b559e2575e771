import { TerraformStack, Testing } from 'cdktf';
import { search } from '../../apis';
import { AlarmRule, Duration, FunctionAccess, JwtKeys, OidcJwtAuth, RateLimit, Size } from '../../constructs';
import { KIND } from '../../constructs/prop-kind';
import { PropChecks } from '../../constructs/prop-error';
import { StubBundler } from '../../testing/stub-bundler';
import { synthOracleStack } from '../../testing/oracle-stack';

const scope = new TerraformStack(Testing.app(), 'Test');
const found = (value: unknown, kind: keyof typeof KIND): string => {
  try {
    new PropChecks(scope).ofKind({ prop: value }, { prop: KIND[kind] });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a prop of another kind', () => {
  test.each<[keyof typeof KIND, unknown, string]>([
    ['duration', 30, 'is no Duration: got 30; expected Duration.seconds(30) or the like'],
    [
      'duration',
      Size.mebibytes(1),
      'is no Duration: got "an object with totalKibibytes"; expected Duration.seconds(30) or the like',
    ],
    ['size', '256', 'is no Size: got "256"; expected Size.mebibytes(256) or the like'],
    ['rateLimit', 5, 'is no RateLimit: got 5; expected RateLimit.perClient(10) or the like'],
    ['access', null, 'is no FunctionAccess: got null; expected FunctionAccess.ownGroup() or the like'],
    ['authentication', {}, 'is no way to know callers: got {}; expected new IdcsJwtAuth({ … }) or the like'],
    ['bundler', () => 0, 'is no Bundler: got "a function"; expected new EsbuildBundler() or the like'],
    [
      'api',
      { search, a: 1, b: 2, c: 3, d: 4, e: 5 },
      'is no API: got "an object with search, a, b, c, d, …"; expected what defineApi returns',
    ],
    ['boolean', 'false', 'is neither true nor false: got "false"; expected true or false'],
    ['boolean', 0, 'is neither true nor false: got 0; expected true or false'],
    ['list', 'read', 'is no list: got "read"; expected a list'],
    ['options', ['a'], 'is no object: got ["a"]; expected an object with options'],
  ])('is refused where it has to be a(n) %s: %p', (kind, value, message) => {
    expect(found(value, kind)).toBe(`prop ${message} (at Test)`);
  });

  test.each<[keyof typeof KIND, unknown]>([
    ['duration', Duration.seconds(1)],
    ['size', Size.mebibytes(1)],
    ['rateLimit', RateLimit.total(1)],
    ['access', FunctionAccess.withoutGroup()],
    [
      'authentication',
      OidcJwtAuth.provider({ issuer: 'https://i.test/', jwksUri: 'https://i.test/k', audiences: ['a'] }),
    ],
    ['bundler', new StubBundler()],
    ['api', search],
    ['boolean', true],
    ['boolean', false],
    ['list', []],
    ['options', {}],
    ['duration', undefined],
  ])('is another matter than one of its own: %s', (kind, value) => {
    expect(found(value, kind)).toBe('');
  });

  test('is named with all others of its construct', () => {
    const kinds = { a: KIND.duration, b: KIND.size };
    expect(() => new PropChecks(scope).ofKind({ a: 1, b: 2 }, kinds, 'x.')).toThrow(
      'x.a is no Duration: got 1; expected Duration.seconds(30) or the like (at Test)\nx.b is no Size: got 2; expected Size.mebibytes(256) or the like (at Test)',
    );
  });
});

/** What plain JavaScript lets pass in place of an option. */
const refused: [string, object, string][] = [
  ['apis', { apis: undefined }, 'apis is no list: got null; expected a list (at oracleapi)'],
  [
    'one of apis',
    { apis: [search, undefined] },
    'apis[1] is no API: got null; expected what defineApi returns (at oracleapi)',
  ],
  [
    'network',
    { network: 'subnet' },
    'network is no object: got "subnet"; expected an object with options (at oracleapi)',
  ],
  [
    'authentication',
    { authentication: {} },
    'authentication is no way to know callers: got {}; expected new IdcsJwtAuth({ … }) or the like (at oracleapi)',
  ],
  [
    'gateway.scopes',
    { gateway: { scopes: 'read' } },
    'gateway.scopes is no list: got "read"; expected a list (at oracleapi)',
  ],
  ['apps.scopes', { apps: { scopes: 'read' } }, 'apps.scopes is no list: got "read"; expected a list (at oracleapi)'],
  [
    'memory',
    { functions: { memory: 64 } },
    'memory is no Size: got 64; expected Size.mebibytes(256) or the like (at oracleapi/SearchApi/Function)',
  ],
  [
    'timeout',
    { functions: { timeout: 30 } },
    'timeout is no Duration: got 30; expected Duration.seconds(30) or the like (at oracleapi/SearchApi/Function)',
  ],
  [
    'config',
    { functions: { config: { PORT: 8080 } } },
    `config has a value that is no text: got "PORT"; expected text for each key: '8080', not 8080 (at oracleapi/SearchApi/Function)`,
  ],
  [
    'bundleBudget',
    { image: { bundleBudget: 60 } },
    'bundleBudget is no Size: got 60; expected Size.mebibytes(256) or the like (at oracleapi/SearchApi/Image)',
  ],
  [
    'logRetention',
    { application: { logRetention: 30 } },
    'logRetention is no Duration: got 30; expected Duration.seconds(30) or the like (at oracleapi/Application)',
  ],
  [
    'rateLimit',
    { gateway: { rateLimit: 5 } },
    'rateLimit is no RateLimit: got 5; expected RateLimit.perClient(10) or the like (at oracleapi/Gateway/Deployment)',
  ],
  [
    'cors',
    { gateway: { cors: { origins: ['https://a.test'], maxAge: 5 } } },
    'cors.maxAge is no Duration: got 5; expected Duration.seconds(30) or the like (at oracleapi/Gateway/Deployment)',
  ],
  [
    'accessTokenLifetime',
    { apps: { accessTokenLifetime: 3600 } },
    'accessTokenLifetime is no Duration: got 3600; expected Duration.seconds(30) or the like (at oracleapi/Apps)',
  ],
  [
    'emails',
    { alarms: { emails: 'a@b.test' } },
    'emails is no list: got "a@b.test"; expected a list (at oracleapi/Alarms)',
  ],
];

describe('an option of OracleApiStack of another kind', () => {
  test.each(refused)('is refused in one line: %s', (_option, props, message) => {
    expect(() => synthOracleStack(props)).toThrow(new Error(message));
  });

  test('is refused by a factory too', () => {
    expect(() => JwtKeys.remote('https://i.test/k', { cacheTime: 1 as unknown as Duration })).toThrow(
      new RangeError('cacheTime is no Duration: got 1; expected Duration.seconds(30) or the like'),
    );
    expect(() => AlarmRule.latency('ocid1.apideployment.oc1..d', { above: 5 as unknown as Duration })).toThrow(
      new RangeError('above is no Duration: got 5; expected Duration.seconds(30) or the like'),
    );
  });
});
