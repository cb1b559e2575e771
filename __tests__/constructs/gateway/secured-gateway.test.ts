import { Fn } from 'cdktf';
import {
  ApiNetwork,
  CalledServer,
  Duration,
  IdcsJwtAuth,
  JwtKeys,
  RateLimit,
  SecuredGateway,
} from '../../../constructs';
import type { IGatewayAuthentication, SecuredGatewayProps } from '../../../constructs';
import {
  addressesOf,
  AUTHENTICATION,
  gatewayDocument,
  LEAST,
  ROUTE,
  specificationOf,
} from '../../../testing/secured-gateway';
import { resource, resources, synthDocument } from '../../../testing/synth';

const gateway = (props: Partial<SecuredGatewayProps> = {}): Record<string, unknown> =>
  resource(gatewayDocument(props), 'oci_apigateway_gateway');
const subnets = { gatewaySubnetId: 'ocid1.subnet.gateway', functionsSubnetId: 'ocid1.subnet.functions' };
const privateNetwork = { ...ApiNetwork.fromSubnets(subnets), gatewayAccess: 'PRIVATE' as const };

describe('SecuredGateway', () => {
  test('is reached in the network it is given', () => {
    expect(gateway()).toEqual({
      compartment_id: 'ocid1.compartment.gateway',
      display_name: 'oracleapi-gw',
      endpoint_type: 'PUBLIC',
      network_security_group_ids: ['ocid1.networksecuritygroup.gateway'],
      subnet_id: 'ocid1.subnet.gateway',
    });
  });

  test('is private in a private network', () => {
    expect(gateway({ network: privateNetwork }).endpoint_type).toBe('PRIVATE');
  });

  test('is public in a public network', () => {
    expect(gateway({ network: { ...privateNetwork, gatewayAccess: 'PUBLIC' } }).endpoint_type).toBe('PUBLIC');
  });

  test('takes a name', () => {
    const document = gatewayDocument({ displayName: 'edge' });
    expect(resource(document, 'oci_apigateway_gateway').display_name).toBe('edge');
    expect(resource(document, 'oci_identity_policy').name).toBe('edge-may-invoke');
    expect(resources(document, 'oci_logging_log')).toMatchObject({
      'Gateway/Deployment/AccessLog': { display_name: 'edge-access' },
      'Gateway/Deployment/ExecutionLog': { display_name: 'edge-execution' },
    });
  });

  test('lets gateways of its compartment invoke functions of theirs', () => {
    const document = gatewayDocument({ functionsCompartmentId: 'ocid1.compartment.functions' });
    expect(resources(document, 'oci_identity_policy')).toEqual({
      'Gateway/InvokePolicy': {
        compartment_id: 'ocid1.compartment.functions',
        description: 'API gateways of the compartment may invoke its functions',
        name: 'oracleapi-gw-may-invoke',
        statements: [
          "Allow any-user to use functions-family in compartment id ocid1.compartment.functions where ALL {request.principal.type = 'ApiGateway', request.resource.compartment.id = 'ocid1.compartment.gateway'}",
        ],
      },
    });
  });

  test('looks for functions in its own compartment by default', () => {
    expect(resource(gatewayDocument(), 'oci_identity_policy').compartment_id).toBe('ocid1.compartment.gateway');
  });

  test('takes a certificate of its own', () => {
    expect(gateway({ certificateId: 'ocid1.certificate.own' }).certificate_id).toBe('ocid1.certificate.own');
  });

  test.each(['my-cert', '', 'ocid1.certificateauthority.own'])('takes no certificate %p', (certificateId) => {
    expect(() => gateway({ certificateId })).toThrow(
      new Error(
        `certificateId is not the OCID of a certificate: got "${certificateId}"; expected an OCID that starts with 'ocid1.certificate.' (at Test/Gateway)`,
      ),
    );
  });

  test('takes a certificate that only Terraform knows', () => {
    expect(gateway({ certificateId: Fn.lower('A') }).certificate_id).toBe('${lower("A")}');
  });

  test('takes a lock', () => {
    expect(gateway({ lock: { type: 'DELETE', message: 'the front door' } }).locks).toEqual([
      { type: 'DELETE', message: 'the front door' },
    ]);
    expect(gateway({ lock: { type: 'FULL', liftForTerraform: true } })).toMatchObject({
      locks: [{ type: 'FULL' }],
      is_lock_override: true,
    });
  });

  test('has no lock, certificate, authority or cache by default', () => {
    expect(Object.keys(gateway())).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^(locks|is_lock_override|certificate_id|ca_bundles|response_cache_details|ip_mode)$/),
      ]),
    );
  });
});

describe('the addresses of a SecuredGateway', () => {
  test('have security groups besides those of the network', () => {
    expect(
      gateway({ securityGroupIds: ['ocid1.networksecuritygroup.more', 'ocid1.networksecuritygroup.gateway'] })
        .network_security_group_ids,
    ).toEqual(['ocid1.networksecuritygroup.gateway', 'ocid1.networksecuritygroup.more']);
  });

  test('are IPv4, with a reserved one', () => {
    expect(gateway({ reservedIpIds: ['ocid1.publicip.kept'] })).toMatchObject({
      ipv4address_configuration: { reserved_ip_ids: ['ocid1.publicip.kept'] },
    });
  });

  test('are IPv4 and IPv6', () => {
    expect(
      gateway({ ipMode: 'DUAL_STACK', ipv6Addresses: ['2001:db8::1'], ipv6SubnetCidrs: ['2001:db8::/64'] }),
    ).toMatchObject({
      ip_mode: 'DUAL_STACK',
      ipv6address_configuration: { addresses: ['2001:db8::1'], subnet_cidrs: ['2001:db8::/64'] },
    });
  });

  test.each<[string, Partial<SecuredGatewayProps>, string]>([
    [
      'a sixth security group',
      { securityGroupIds: ['1', '2', '3', '4', '5'] },
      'securityGroupIds has more entries, with those of the network, than a gateway takes: got 6; expected at most 5 (at Test/Gateway)',
    ],
    [
      'a public address in a private network',
      { network: privateNetwork, reservedIpIds: ['ocid1.publicip.kept'] },
      'reservedIpIds gives public addresses to a private gateway: got ["ocid1.publicip.kept"]; expected none, or a network with a public subnet (at Test/Gateway)',
    ],
    [
      'a reserved IPv4 address without IPv4',
      { ipMode: 'IPV6', reservedIpIds: ['ocid1.publicip.kept'] },
      'reservedIpIds means nothing beside ipMode IPV6: got ["ocid1.publicip.kept"]; expected IPV4 or DUAL_STACK (at Test/Gateway)',
    ],
    [
      'an IPv6 address without IPv6',
      { ipv6Addresses: ['2001:db8::1'] },
      'ipv6Addresses means nothing without IPv6: got ["2001:db8::1"]; expected ipMode IPV6 or DUAL_STACK (at Test/Gateway)',
    ],
    [
      'an IPv6 block without IPv6',
      { ipMode: 'IPV4', ipv6SubnetCidrs: ['2001:db8::/64'] },
      'ipv6SubnetCidrs means nothing without IPv6: got ["2001:db8::/64"]; expected ipMode IPV6 or DUAL_STACK (at Test/Gateway)',
    ],
  ])('refuse %s', (_what, props, message) => {
    expect(() => gateway(props)).toThrow(new Error(message));
  });

  test.each<'IPV6' | 'DUAL_STACK'>(['IPV6', 'DUAL_STACK'])('are not %s where the network has no IPv6', (ipMode) => {
    const inMadeNetwork = (mode: SecuredGatewayProps['ipMode']) => (): unknown =>
      synthDocument((stack) => {
        const network = new ApiNetwork(stack, 'Network', { compartmentId: 'ocid1.compartment.network' });
        new SecuredGateway(stack, 'Gateway', { ...LEAST, network, ipMode: mode }).addRoute(ROUTE);
      });
    expect(inMadeNetwork(ipMode)).toThrow(
      new Error(
        `ipMode asks for IPv6, which the network does not have: got "${ipMode}"; expected IPV4. Place the gateway in a subnet of your own that has IPv6: ApiNetwork.fromSubnets(). (at Test/Gateway)`,
      ),
    );
    expect(inMadeNetwork('IPV4')).not.toThrow();
  });

  test.each([true, undefined])('are IPv6 where that is said of the subnet to be there: %p', (gatewayHasIpv6) => {
    expect(gateway({ ipMode: 'IPV6', network: ApiNetwork.fromSubnets({ ...subnets, gatewayHasIpv6 }) }).ip_mode).toBe(
      'IPV6',
    );
  });

  test('are five security groups at most', () => {
    expect(gateway({ securityGroupIds: ['1', '2', '3', '4'] }).network_security_group_ids).toHaveLength(5);
  });
});

describe('the trust store of a SecuredGateway', () => {
  test('has bundles and authorities', () => {
    expect(
      gateway({ caBundleIds: ['ocid1.cabundle.own'], certificateAuthorityIds: ['ocid1.certificateauthority.own'] })
        .ca_bundles,
    ).toEqual([
      { type: 'CA_BUNDLE', ca_bundle_id: 'ocid1.cabundle.own' },
      { type: 'CERTIFICATE_AUTHORITY', certificate_authority_id: 'ocid1.certificateauthority.own' },
    ]);
  });

  test.each<[string, Partial<SecuredGatewayProps>, string]>([
    [
      'a third bundle',
      { caBundleIds: ['1', '2', '3'] },
      'caBundleIds has more entries than a gateway takes: got 3; expected at most 2 (at Test/Gateway)',
    ],
    [
      'a sixth authority',
      { certificateAuthorityIds: ['1', '2', '3', '4', '5', '6'] },
      'certificateAuthorityIds has more entries than a gateway takes: got 6; expected at most 5 (at Test/Gateway)',
    ],
  ])('refuses %s', (_what, props, message) => {
    expect(() => gateway(props)).toThrow(new Error(message));
  });

  test('takes as many as a gateway does', () => {
    expect(
      gateway({ caBundleIds: ['1', '2'], certificateAuthorityIds: ['1', '2', '3', '4', '5'] }).ca_bundles,
    ).toHaveLength(7);
  });
});

describe('the first deployment of a SecuredGateway', () => {
  test('waits until the gateway may invoke functions', () => {
    expect(resource(gatewayDocument(), 'oci_apigateway_deployment')).toMatchObject({
      compartment_id: 'ocid1.compartment.gateway',
      display_name: 'oracleapi',
      path_prefix: '/oracleapi',
      gateway_id: expect.stringContaining('oci_apigateway_gateway.Gateway') as string,
      depends_on: [expect.stringContaining('oci_identity_policy.Gateway_InvokePolicy')],
    });
  });

  test('takes a name and a prefix', () => {
    const document = gatewayDocument({ deploymentName: 'v2', pathPrefix: '/api/v2' });
    expect(resource(document, 'oci_apigateway_deployment')).toMatchObject({
      display_name: 'v2',
      path_prefix: '/api/v2',
    });
  });

  test('takes a lock of its own', () => {
    const document = gatewayDocument({ deploymentLock: { type: 'DELETE' } });
    expect(resource(document, 'oci_apigateway_deployment').locks).toEqual([{ type: 'DELETE' }]);
    expect(resource(document, 'oci_apigateway_gateway').locks).toBeUndefined();
  });

  test('has the policies and logs that the gateway is given', () => {
    const document = gatewayDocument({ rateLimit: RateLimit.total(7), logRetention: Duration.days(60) });
    expect(specificationOf(document).request_policies).toMatchObject({
      rate_limiting: { rate_key: 'TOTAL', rate_in_requests_per_second: 7 },
    });
    expect(resources(document, 'oci_logging_log')['Gateway/Deployment/AccessLog']).toMatchObject({
      log_group_id: 'ocid1.loggroup.test',
      retention_duration: 60,
    });
  });
});

describe('further deployments of a SecuredGateway', () => {
  const second = { pathPrefix: '/admin', authentication: AUTHENTICATION };

  test('have prefix, authentication, name, policies and logs of their own', () => {
    const document = gatewayDocument({}, [ROUTE], (made) =>
      made
        .addDeployment('Admin', {
          pathPrefix: '/admin',
          displayName: 'administration',
          compartmentId: 'ocid1.compartment.admin',
          logGroupId: 'ocid1.loggroup.admin',
          namePrefix: 'adm',
          authentication: new IdcsJwtAuth({
            keys: JwtKeys.remote('https://domain.test/jwk'),
            audiences: ['https://admin/'],
          }),
          scopes: ['administer'],
          lock: { type: 'DELETE' },
        })
        .addRoute({ ...ROUTE, path: '/users' }),
    );
    expect(resources(document, 'oci_apigateway_deployment')['Gateway/Admin/Deployment']).toMatchObject({
      compartment_id: 'ocid1.compartment.admin',
      display_name: 'administration',
      path_prefix: '/admin',
      locks: [{ type: 'DELETE' }],
      gateway_id: expect.stringContaining('oci_apigateway_gateway.Gateway') as string,
      depends_on: [expect.stringContaining('oci_identity_policy.Gateway_InvokePolicy')],
      specification: {
        request_policies: {
          authentication: {
            validation_policy: { additional_validation_policy: { audiences: ['https://admin/'] } },
          },
        },
        routes: [{ path: '/users', request_policies: { authorization: { allowed_scope: ['administer'] } } }],
      },
    });
    expect(resources(document, 'oci_logging_log')['Gateway/Admin/AccessLog']).toMatchObject({
      display_name: 'adm-access',
      log_group_id: 'ocid1.loggroup.admin',
    });
    expect(specificationOf(document).routes).toHaveLength(1);
  });

  test('have names made of the id, and what else the gateway has', () => {
    const document = gatewayDocument({ displayName: 'edge' }, [ROUTE], (made) =>
      made.addDeployment('Admin', second).addRoute(ROUTE),
    );
    expect(resources(document, 'oci_apigateway_deployment')['Gateway/Admin/Deployment']).toMatchObject({
      compartment_id: 'ocid1.compartment.gateway',
      display_name: 'Admin',
    });
    expect(resources(document, 'oci_logging_log')['Gateway/Admin/ExecutionLog']).toMatchObject({
      display_name: 'edge-Admin-execution',
      log_group_id: 'ocid1.loggroup.test',
    });
    expect(Object.keys(resources(document, 'oci_identity_policy'))).toEqual(['Gateway/InvokePolicy']);
  });

  test('may have functions in another compartment, which costs a policy there', () => {
    const document = gatewayDocument({}, [ROUTE], (made) =>
      made.addDeployment('Admin', { ...second, functionsCompartmentId: 'ocid1.compartment.admin' }).addRoute(ROUTE),
    );
    expect(resources(document, 'oci_identity_policy')['Gateway/Admin/InvokePolicy']).toMatchObject({
      compartment_id: 'ocid1.compartment.admin',
      name: 'oracleapi-gw-Admin-may-invoke',
      statements: [expect.stringContaining('in compartment id ocid1.compartment.admin where ALL')],
    });
    expect(resources(document, 'oci_apigateway_deployment')['Gateway/Admin/Deployment']?.depends_on).toEqual([
      expect.stringContaining('oci_identity_policy.Gateway_InvokePolicy'),
      expect.stringContaining('oci_identity_policy.Gateway_Admin_InvokePolicy'),
    ]);
  });

  test('need no second policy for the compartment that the gateway has one for', () => {
    const document = gatewayDocument({}, [ROUTE], (made) =>
      made.addDeployment('Admin', { ...second, functionsCompartmentId: LEAST.compartmentId }).addRoute(ROUTE),
    );
    expect(Object.keys(resources(document, 'oci_identity_policy'))).toEqual(['Gateway/InvokePolicy']);
  });

  test('are listed after the first', () => {
    gatewayDocument({}, [ROUTE], (made) => {
      const admin = made.addDeployment('Admin', second).addRoute(ROUTE);
      expect(made.deployments).toEqual([made.deployment, admin]);
    });
  });

  test.each([
    [
      'with the same prefix',
      {},
      '/oracleapi',
      'pathPrefix is that of another deployment of the gateway: got "/oracleapi"; expected a prefix of its own (at Test/Gateway)',
    ],
    [
      "with the prefix '/'",
      {},
      '/',
      'pathPrefix shares the gateway with \'/\', which takes every path: got ["/oracleapi","/"]; expected \'/\' alone, or other prefixes (at Test/Gateway)',
    ],
    [
      "beside the prefix '/'",
      { pathPrefix: '/' },
      '/admin',
      'pathPrefix shares the gateway with \'/\', which takes every path: got ["/","/admin"]; expected \'/\' alone, or other prefixes (at Test/Gateway)',
    ],
  ])('refuse one %s', (_what, props, pathPrefix, message) => {
    expect(() =>
      gatewayDocument(props, [ROUTE], (made) => made.addDeployment('Admin', { ...second, pathPrefix })),
    ).toThrow(new Error(message));
  });

  const further = (count: number) => (): unknown =>
    gatewayDocument({}, [ROUTE], (made) => {
      for (let index = 0; index < count; index += 1) {
        made.addDeployment(`D${String(index)}`, { ...second, pathPrefix: `/d${String(index)}` }).addRoute(ROUTE);
      }
    });

  test('are nineteen at most', () => {
    expect(further(19)).not.toThrow();
    expect(further(20)).toThrow(
      new Error(
        'deployments has more entries than a gateway takes: got 21; expected at most 20. Put the others on a second gateway. (at Test/Gateway)',
      ),
    );
  });
});

describe('a SecuredGateway that does not reach the internet', () => {
  const network = { ...ApiNetwork.fromSubnets(subnets), gatewayReachesInternet: false };
  const foreign: IGatewayAuthentication = {
    bind: (binding) => ({
      ...AUTHENTICATION.bind(binding),
      fetches: { what: 'foreign keys', from: CalledServer.at('https://idp.test/jwk') },
    }),
  };

  test('refuses an authentication that needs it', () => {
    expect(() => gateway({ network, authentication: foreign })).toThrow(
      new Error(
        "authentication needs the internet, which the gateway does not reach: got \"the gateway fetches foreign keys from idp.test\"; expected an authentication for which nothing is fetched there. Set gatewayReachesInternet of the network (a private gateway gets a NAT gateway for it), or take fixed keys, JwtKeys.fixed(). If that address was tried from the gateway's subnet without the internet, say which way it is reached: reachedThrough: 'SERVICE_GATEWAY' or 'VCN' (at Test/Gateway/Deployment)",
      ),
    );
  });

  test('takes an authentication that does not', () => {
    const native: IGatewayAuthentication = {
      bind: (binding) => ({ ...AUTHENTICATION.bind(binding), fetches: undefined }),
    };
    expect(() => gateway({ network, authentication: native })).not.toThrow();
  });

  test.each([true, undefined])('takes one that needs it where the way out is %p', (gatewayReachesInternet) => {
    expect(() => gateway({ network: { ...network, gatewayReachesInternet }, authentication: foreign })).not.toThrow();
  });
});

describe('addresses of a SecuredGateway', () => {
  const alone = addressesOf(gatewayDocument());

  test('stay when a route is added', () => {
    expect(addressesOf(gatewayDocument({}, [ROUTE, { ...ROUTE, path: '/more' }]))).toEqual(alone);
  });

  test('stay when a deployment is added', () => {
    const document = gatewayDocument({}, [ROUTE], (made) =>
      made.addDeployment('Admin', { pathPrefix: '/admin', authentication: AUTHENTICATION }).addRoute(ROUTE),
    );
    expect(addressesOf(document)).toEqual(expect.arrayContaining(alone));
  });

  test('stay when policies, a lock, authorities and a cache are added', () => {
    const document = gatewayDocument({
      rateLimit: RateLimit.perClient(3),
      cors: { origins: ['https://app.test'] },
      lock: { type: 'FULL' },
      caBundleIds: ['ocid1.cabundle.own'],
      mutualTls: {},
      responseCache: {
        host: 'cache.test',
        secretId: 'ocid1.vaultsecret.cache',
        secretVersion: 1,
        tenancyId: 'ocid1.tenancy.test',
      },
    });
    expect(addressesOf(document)).toEqual(expect.arrayContaining(alone));
  });
});
