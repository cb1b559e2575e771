import { ApigatewayGateway } from '@cdktf/provider-oci/lib/apigateway-gateway';
import { TerraformVariable } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import {
  CaBundle,
  CustomDomain,
  DomainCertificate,
  Duration,
  GatewayDeployment,
  Quota,
  RateLimit,
  ResponseCache,
  SecuredGateway,
  Subscriber,
  UsagePlan,
} from '../../../constructs';
import { AUTHORITY, SERVER } from '../../../testing/example-certificates';
import { AUTHENTICATION, LEAST } from '../../../testing/secured-gateway';
import { testMisspeltOptions } from '../../../testing/misspelt-option';

const gateway = (stack: TerraformStack, options: object = {}): SecuredGateway =>
  new SecuredGateway(stack, 'Gateway', { ...LEAST, ...options });
const CACHE = { host: 'cache.test', secretId: 's', secretVersion: 3, tenancyId: 'ocid1.tenancy.test' };
const ORIGINS = { origins: ['https://app.example.com'] };
const DOMAIN = { compartmentId: 'c', domainName: 'api.example.org' };
const EXISTING = DomainCertificate.existing('ocid1.certificate.theirs');
const OWN = { authentication: AUTHENTICATION, pathPrefix: '/own' };
const GOLD = { name: 'gold', deploymentIds: ['ocid1.apideployment.one'] };
const token = (stack: TerraformStack): TerraformVariable =>
  new TerraformVariable(stack, 'token', { type: 'string', sensitive: true });

describe('an option that there is not', () => {
  testMisspeltOptions([
    {
      of: 'SecuredGateway',
      make: (stack, options) => {
        gateway(stack, options);
      },
      wrong: 'rateLimt',
      right: 'rateLimit',
      value: RateLimit.perClient(10),
      message:
        'rateLimt is no prop: got "rateLimt"; expected securityGroupIds, ipMode, reservedIpIds, ipv6Addresses, ipv6SubnetCidrs, caBundleIds, certificateAuthorityIds, scopes, rateLimit, cors, mutualTls, usagePlanToken, passClaims, logRetention, executionLogLevel, keepNoAccessLog, keepNoExecutionLog, compartmentId, network, authentication, logGroupId, functionsCompartmentId, displayName, deploymentName, pathPrefix, certificateId, responseCache, lock, deploymentLock. Did you mean rateLimit? (at Test/Gateway)',
    },
    {
      of: 'SecuredGateway.addDeployment',
      make: (stack, options) => {
        gateway(stack).addDeployment('Own', { ...OWN, ...options });
      },
      wrong: 'rateLimits',
      right: 'rateLimit',
      value: RateLimit.perClient(10),
      message:
        'deployment Own has no such option: got "rateLimits"; expected scopes, rateLimit, cors, mutualTls, usagePlanToken, passClaims, logRetention, executionLogLevel, keepNoAccessLog, keepNoExecutionLog, compartmentId, authentication, pathPrefix, logGroupId, displayName, namePrefix, functionsCompartmentId, lock. Did you mean rateLimit? (at Test/Gateway)',
    },
    {
      of: 'GatewayDeployment',
      make: (stack, options) => {
        new GatewayDeployment(stack, 'Own', {
          ...OWN,
          compartmentId: 'c',
          logGroupId: 'l',
          gateway: gateway(stack),
          ...options,
        });
      },
      wrong: 'scope',
      right: 'scopes',
      value: ['read'],
      message:
        'scope is no prop: got "scope"; expected gateway, scopes, rateLimit, cors, mutualTls, usagePlanToken, passClaims, logRetention, executionLogLevel, keepNoAccessLog, keepNoExecutionLog, compartmentId, authentication, pathPrefix, logGroupId, displayName, namePrefix, functionsCompartmentId, lock. Did you mean scopes? (at Test/Own)',
    },
    {
      of: 'ResponseCache',
      make: (stack, options) => {
        new ResponseCache(stack, 'Cache', { ...CACHE, compartmentId: 'c', name: 'n', ...options });
      },
      wrong: 'connectTimout',
      right: 'connectTimeout',
      value: Duration.seconds(2),
      message:
        'connectTimout is no prop: got "connectTimout"; expected host, port, secretId, secretVersion, secretCompartmentId, tenancyId, connectTimeout, readTimeout, sendTimeout, connectInPlainText, trustAnyServerCertificate, compartmentId, name. Did you mean connectTimeout? (at Test/Cache)',
    },
    {
      of: 'responseCache of SecuredGateway',
      make: (stack, options) => {
        gateway(stack, { responseCache: { ...CACHE, ...options } });
      },
      wrong: 'prot',
      right: 'port',
      value: 6380,
      message:
        'prot is no prop: got "prot"; expected host, port, secretId, secretVersion, secretCompartmentId, tenancyId, connectTimeout, readTimeout, sendTimeout, connectInPlainText, trustAnyServerCertificate, compartmentId, name. Did you mean port? (at Test/Gateway/ResponseCache)',
    },
    {
      of: 'cors of SecuredGateway',
      make: (stack, options) => {
        gateway(stack, { cors: { ...ORIGINS, ...options } });
      },
      wrong: 'allowCredential',
      right: 'allowCredentials',
      value: true,
      message:
        'cors has no such option: got "allowCredential"; expected origins, methods, headers, exposedHeaders, allowCredentials, maxAge. Did you mean allowCredentials? (at Test/Gateway/Deployment)',
    },
    {
      of: 'mutualTls of SecuredGateway',
      make: (stack, options) => {
        gateway(stack, { caBundleIds: ['ocid1.cabundle.test'], mutualTls: options });
      },
      wrong: 'allowedName',
      right: 'allowedNames',
      value: ['*.example.org'],
      message:
        'mutualTls has no such option: got "allowedName"; expected allowedNames. Did you mean allowedNames? (at Test/Gateway/Deployment)',
    },
    {
      of: 'lock of SecuredGateway',
      make: (stack, options) => {
        gateway(stack, { lock: { type: 'FULL', ...options } });
      },
      wrong: 'mesage',
      right: 'message',
      value: 'ask us',
      message:
        'lock has no such option: got "mesage"; expected type, message, liftForTerraform. Did you mean message? (at Test/Gateway)',
    },
    {
      of: 'deploymentLock of SecuredGateway',
      make: (stack, options) => {
        gateway(stack, { deploymentLock: { type: 'FULL', ...options } });
      },
      wrong: 'liftForTeraform',
      right: 'liftForTerraform',
      value: true,
      message:
        'lock has no such option: got "liftForTeraform"; expected type, message, liftForTerraform. Did you mean liftForTerraform? (at Test/Gateway/Deployment)',
    },
    {
      of: 'UsagePlan',
      make: (stack, options) => {
        new UsagePlan(stack, 'Plan', { compartmentId: 'c', ...options });
      },
      wrong: 'entitlement',
      right: 'entitlements',
      value: [GOLD],
      message:
        'entitlement is no prop: got "entitlement"; expected compartmentId, displayName, entitlements. Did you mean entitlements? (at Test/Plan)',
    },
    {
      of: 'UsagePlan.addEntitlement',
      make: (stack, options) => {
        new UsagePlan(stack, 'Plan', { compartmentId: 'c' }).addEntitlement({ ...GOLD, ...options });
      },
      wrong: 'quotta',
      right: 'quota',
      value: Quota.perDay(5),
      message:
        'entitlement has no such option: got "quotta"; expected name, deploymentIds, description, requestsPerSecond, quota. Did you mean quota? (at Test/Plan)',
    },
    {
      of: 'Quota',
      make: (stack, options) => {
        new UsagePlan(stack, 'Plan', { compartmentId: 'c' }).addEntitlement({
          ...GOLD,
          quota: Quota.perDay(5, options),
        });
      },
      wrong: 'allowRequestBeyondQuota',
      right: 'allowRequestsBeyondQuota',
      value: true,
      message:
        'quota has no such option: got "allowRequestBeyondQuota"; expected allowRequestsBeyondQuota. Did you mean allowRequestsBeyondQuota? (at Test/Plan)',
    },
    {
      of: 'Subscriber',
      make: (stack, options) => {
        new Subscriber(stack, 'Subscriber', {
          compartmentId: 'c',
          usagePlanIds: ['p'],
          clients: [{ name: 'a', token: token(stack) }],
          ...options,
        });
      },
      wrong: 'displayname',
      right: 'displayName',
      value: 'Acme',
      message:
        'displayname is no prop: got "displayname"; expected compartmentId, usagePlanIds, clients, displayName. Did you mean displayName? (at Test/Subscriber)',
    },
    {
      of: 'a client of Subscriber',
      make: (stack, options) => {
        new Subscriber(stack, 'Subscriber', {
          compartmentId: 'c',
          usagePlanIds: ['p'],
          clients: [{ ...{ name: 'a' }, token: token(stack), ...options }],
        });
      },
      wrong: 'nam',
      right: 'name',
      value: 'b',
      message: 'clients has no such option: got "nam"; expected name, token. Did you mean name? (at Test/Subscriber)',
    },
    {
      of: 'CaBundle',
      make: (stack, options) => {
        new CaBundle(stack, 'Bundle', { compartmentId: 'c', certificates: AUTHORITY, ...options });
      },
      wrong: 'desciption',
      right: 'description',
      value: 'of callers',
      message:
        'desciption is no prop: got "desciption"; expected compartmentId, certificates, name, description. Did you mean description? (at Test/Bundle)',
    },
    {
      of: 'CustomDomain',
      make: (stack, options) => {
        new CustomDomain(stack, 'Domain', { ...DOMAIN, ...{ certificate: EXISTING }, ...options });
      },
      wrong: 'certificat',
      right: 'certificate',
      value: EXISTING,
      message:
        'certificat is no prop: got "certificat"; expected compartmentId, domainName, certificate. Did you mean certificate? (at Test/Domain)',
    },
    {
      of: 'CustomDomain.pointTo',
      make: (stack, options) => {
        new CustomDomain(stack, 'Domain', { ...DOMAIN, certificate: EXISTING }).pointTo({
          gateway: new ApigatewayGateway(stack, 'Gateway', {
            compartmentId: 'c',
            endpointType: 'PUBLIC',
            subnetId: 's',
          }),
          zoneNameOrId: 'example.org',
          ...options,
        });
      },
      wrong: 'tll',
      right: 'ttl',
      value: Duration.minutes(1),
      message:
        'pointTo() has no such option: got "tll"; expected gateway, zoneNameOrId, viewId, ttl. Did you mean ttl? (at Test/Domain)',
    },
    {
      of: 'DomainCertificate.imported',
      make: (stack, options) => {
        const certificate = DomainCertificate.imported({
          certificate: SERVER,
          chain: AUTHORITY,
          privateKey: token(stack),
          ...options,
        });
        new CustomDomain(stack, 'Domain', { ...DOMAIN, certificate });
      },
      wrong: 'nmae',
      right: 'name',
      value: 'own',
      message:
        'certificate has no such option: got "nmae"; expected certificate, chain, privateKey, name. Did you mean name? (at Test/Domain)',
    },
  ]);
});
