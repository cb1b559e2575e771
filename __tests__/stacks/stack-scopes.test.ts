import { search } from '../../apis';
import { OidcJwtAuth } from '../../constructs';
import type { GatewayRoute } from '../../constructs';
import { OracleApiStack } from '../../stacks/oracle-api-stack';
import type { OracleApiStackProps } from '../../stacks/oracle-api-stack-props';
import { stubImage, synthOracleStack } from '../../testing/oracle-stack';
import { resource, synthStack } from '../../testing/synth';
import type { Attributes } from '../../testing/synth';

const authentication = OidcJwtAuth.provider({
  issuer: 'https://issuer.example.com/',
  jwksUri: 'https://issuer.example.com/keys',
  audiences: ['api'],
});

const asked = (document: ReturnType<typeof synthOracleStack>): unknown => {
  const { specification } = resource(document, 'oci_apigateway_deployment');
  const { routes } = specification as { routes: { request_policies: { authorization: Attributes } }[] };
  return routes.map(({ request_policies }) => request_policies.authorization.allowed_scope);
};

const outputs = (props: Partial<OracleApiStackProps>): Record<string, { value: string }> =>
  synthOracleStack(props)['output'] as Record<string, { value: string }>;

const withRoute = (route: Partial<GatewayRoute>, props: Partial<OracleApiStackProps> = {}): unknown =>
  asked(
    synthStack((app) => {
      const stack = new OracleApiStack(app, 'oracleapi', { apis: [search], ...stubImage(), ...props });
      stack.gateway.addRoute({ path: '/admin', methods: ['GET'], functionId: 'ocid1.fnfunc.oc1..f', ...route });
      return stack;
    }),
  );

describe('the scopes of an OracleApiStack', () => {
  test('are those of its apps, for the routes too', () => {
    expect(asked(synthOracleStack({ apps: { scopes: ['read', 'write'] } }))).toEqual([['read', 'write']]);
  });

  test('may be fewer at the gateway', () => {
    const props = { apps: { scopes: ['read', 'write'] }, gateway: { scopes: ['write'] } };
    expect(asked(synthOracleStack(props))).toEqual([['write']]);
  });

  test('make the outputs ask for one that the routes take', () => {
    expect(outputs({ apps: { scopes: ['read', 'write'] }, gateway: { scopes: ['write'] } }).scope?.value).toMatch(
      /\/write$/,
    );
  });

  test('make the outputs ask for one that the client may have', () => {
    const apps = { scopes: ['read', 'write'], clients: { client: { scopes: ['write'] } } };
    expect(outputs({ apps }).scope?.value).toMatch(/\/write$/);
    expect(outputs({ apps }).curl_token?.value).toMatch(/\/write' /);
  });

  test.each([
    [{ gateway: { scopes: ['read'] } }, 'got ["read"]; expected some of invoke'],
    [
      { apps: { scopes: ['read', 'write'] }, gateway: { scopes: ['read', 'Write'] } },
      'got ["Write"]; expected some of read, write',
    ],
  ])('are refused at the gateway where the apps do not have them: %j', (props, found) => {
    expect(() => synthOracleStack(props)).toThrow(
      `gateway.scopes has what no client can be given: ${found}. Name it in apps.scopes as well (at oracleapi)`,
    );
  });

  test('are whatever another issuer gives', () => {
    expect(asked(synthOracleStack({ authentication, gateway: { scopes: ['read'] } }))).toEqual([['read']]);
  });

  test('are refused at a route where the apps do not have them', () => {
    expect(() => withRoute({ scopes: ['admin'] })).toThrow(
      '[oracleapi] scopes of /admin has what no client can be given: got ["admin"]; expected some of invoke. Name it in apps.scopes as well.',
    );
  });

  test('may be others at a route where the apps have them', () => {
    expect(withRoute({ scopes: ['admin'] }, { apps: { scopes: ['invoke', 'admin'] } })).toEqual([
      ['invoke', 'admin'],
      ['admin'],
    ]);
  });

  test('may be others at a route where another issuer gives them', () => {
    expect(withRoute({ scopes: ['admin'] }, { authentication })).toEqual([['invoke'], ['admin']]);
  });

  test('may be none at a route', () => {
    expect(withRoute({ allowCallersWithoutScope: true })).toEqual([['invoke'], undefined]);
  });
});
