import { TerraformResource } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import {
  ContextVariable,
  CustomAuthorizer,
  Duration,
  IdcsApps,
  IdcsJwtAuth,
  ImportBlock,
  JwtKeys,
  OidcJwtAuth,
  TokenIntrospection,
} from '../../../constructs';
import type { IGatewayAuthentication } from '../../../constructs';
import { testMisspeltOptions } from '../../../testing/misspelt-option';

const bind = (stack: TerraformStack, authentication: IGatewayAuthentication): void => {
  authentication.bind({ scope: stack, gatewayHostname: 'gw.test', anonymousAccessAllowed: false });
};
const KEYS = JwtKeys.remote('https://domain.test/jwk');
const FAILURE = { status: 401 };
const AUDIENCE = { audience: 'api' };
const DECIDES = { functionId: 'ocid1.fnfunc.test' };
const INTROSPECTION = {
  discoveryUri: 'https://idp.test/.well-known/openid-configuration',
  clientId: 'client-1',
  clientSecretId: 'ocid1.vaultsecret.test',
  clientSecretVersion: 3,
  tenancyId: 'ocid1.tenancy.test',
};
const DOMAIN = { domainUrl: 'https://idcs.test', audience: 'https://gw.test/' };

describe('an option that there is not', () => {
  testMisspeltOptions([
    {
      of: 'IdcsJwtAuth',
      make: (stack, options) => {
        bind(stack, new IdcsJwtAuth({ keys: KEYS, ...options }));
      },
      wrong: 'claim',
      right: 'claims',
      value: [{ key: 'client_name' }],
      message:
        'authentication has no such option: got "claim"; expected keys, issuers, audiences, claims, maxClockSkew, tokenLocation, type, failureResponse. Did you mean claims? (at Test)',
    },
    {
      of: 'a claim',
      make: (stack, options) => {
        bind(stack, new IdcsJwtAuth({ keys: KEYS, claims: [{ key: 'client_name', ...options }] }));
      },
      wrong: 'value',
      right: 'values',
      value: ['good'],
      message: 'claims has no such option: got "value"; expected key, values, required. Did you mean values? (at Test)',
    },
    {
      of: 'a failure response',
      make: (stack, options) => {
        bind(stack, new IdcsJwtAuth({ keys: KEYS, failureResponse: { ...FAILURE, ...options } }));
      },
      wrong: 'boddy',
      right: 'body',
      value: 'no',
      message:
        'failureResponse has no such option: got "boddy"; expected status, body, headers. Did you mean body? (at Test)',
    },
    {
      of: 'a header of a failure response',
      make: (stack, options) => {
        bind(
          stack,
          new IdcsJwtAuth({
            keys: KEYS,
            failureResponse: { ...FAILURE, headers: { Location: { values: ['/'], ...options } } },
          }),
        );
      },
      wrong: 'ifExist',
      right: 'ifExists',
      value: 'SKIP',
      message:
        'failureResponse.headers.Location has no such option: got "ifExist"; expected values, ifExists. Did you mean ifExists? (at Test)',
    },
    {
      of: 'JwtKeys.remote',
      make: (_stack, options) => {
        JwtKeys.remote('https://domain.test/jwk', options);
      },
      wrong: 'reachedThrogh',
      right: 'reachedThrough',
      value: 'VCN',
      message:
        'reachedThrogh is no prop: got "reachedThrogh"; expected cacheTime, reachedThrough. Did you mean reachedThrough?',
    },
    {
      of: 'OidcJwtAuth.auth0',
      make: (stack, options) => {
        bind(stack, OidcJwtAuth.auth0({ ...AUDIENCE, domain: 'acme.eu.auth0.com', ...options }));
      },
      wrong: 'cachTime',
      right: 'cacheTime',
      value: Duration.hours(2),
      message:
        'authentication has no such option: got "cachTime"; expected claims, maxClockSkew, tokenLocation, type, failureResponse, cacheTime, domain, audience. Did you mean cacheTime? (at Test)',
    },
    {
      of: 'OidcJwtAuth.okta',
      make: (stack, options) => {
        bind(stack, OidcJwtAuth.okta({ ...AUDIENCE, domain: 'acme.okta.com', ...options }));
      },
      wrong: 'authorisationServer',
      right: 'authorizationServer',
      value: 'own',
      message:
        'authentication has no such option: got "authorisationServer"; expected claims, maxClockSkew, tokenLocation, type, failureResponse, cacheTime, domain, authorizationServer, audience, tokensHaveScopeClaim. Did you mean authorizationServer? (at Test)',
    },
    {
      of: 'OidcJwtAuth.entra',
      make: (stack, options) => {
        bind(stack, OidcJwtAuth.entra({ ...AUDIENCE, tenantId: '00000000-0000-0000-0000-000000000000', ...options }));
      },
      wrong: 'tokenHaveScopeClaim',
      right: 'tokensHaveScopeClaim',
      value: true,
      message:
        'authentication has no such option: got "tokenHaveScopeClaim"; expected claims, maxClockSkew, tokenLocation, type, failureResponse, cacheTime, tenantId, audience, tokensHaveScopeClaim. Did you mean tokensHaveScopeClaim? (at Test)',
    },
    {
      of: 'OidcJwtAuth.provider',
      make: (stack, options) => {
        bind(
          stack,
          OidcJwtAuth.provider({
            issuer: 'https://i.test/',
            jwksUri: 'https://i.test/k',
            audiences: ['a'],
            ...options,
          }),
        );
      },
      wrong: 'maxClockSkw',
      right: 'maxClockSkew',
      value: Duration.seconds(5),
      message:
        'authentication has no such option: got "maxClockSkw"; expected claims, maxClockSkew, tokenLocation, type, failureResponse, cacheTime, reachedThrough, issuer, jwksUri, audiences. Did you mean maxClockSkew? (at Test)',
    },
    {
      of: 'TokenIntrospection',
      make: (stack, options) => {
        bind(stack, new TokenIntrospection({ ...INTROSPECTION, ...options }));
      },
      wrong: 'audience',
      right: 'audiences',
      value: ['a'],
      message:
        'authentication has no such option: got "audience"; expected discoveryUri, clientId, clientSecretId, clientSecretCompartmentId, tenancyId, clientSecretVersion, cacheTime, issuers, audiences, acceptTokensForAnyAudience, failureResponse, claims, maxClockSkew, tokenLocation, reachedThrough. Did you mean audiences? (at Test)',
    },
    {
      of: 'CustomAuthorizer.ofRequest',
      make: (stack, options) => {
        bind(
          stack,
          CustomAuthorizer.ofRequest({ ...DECIDES, parameters: { key: ContextVariable.header('x-key') }, ...options }),
        );
      },
      wrong: 'cachKey',
      right: 'cacheKey',
      value: ['key'],
      message:
        'authentication has no such option: got "cachKey"; expected functionId, parameters, cacheKey, failureResponse, certainClaims. Did you mean cacheKey? (at Test)',
    },
    {
      of: 'CustomAuthorizer.ofHeader',
      make: (stack, options) => {
        bind(stack, CustomAuthorizer.ofHeader({ ...DECIDES, header: 'x-key', ...options }));
      },
      wrong: 'certainClaim',
      right: 'certainClaims',
      value: ['sub'],
      message:
        'authentication has no such option: got "certainClaim"; expected functionId, header, certainClaims. Did you mean certainClaims? (at Test)',
    },
    {
      of: 'CustomAuthorizer.ofQueryParameter',
      make: (stack, options) => {
        bind(stack, CustomAuthorizer.ofQueryParameter({ ...DECIDES, queryParameter: 'key', ...options }));
      },
      wrong: 'certainclaims',
      right: 'certainClaims',
      value: ['sub'],
      message:
        'authentication has no such option: got "certainclaims"; expected functionId, queryParameter, certainClaims. Did you mean certainClaims? (at Test)',
    },
    {
      of: 'IdcsApps',
      make: (stack, options) => {
        new IdcsApps(stack, 'Apps', { ...DOMAIN, ...options });
      },
      wrong: 'acessTokenLifetime',
      right: 'accessTokenLifetime',
      value: Duration.minutes(5),
      message:
        'acessTokenLifetime is no prop: got "acessTokenLifetime"; expected domainUrl, audience, namePrefix, scopes, clients, grants, accessTokenLifetime, signingCertificatePublicAccess. Did you mean accessTokenLifetime? (at Test/Apps)',
    },
    {
      of: 'a client of IdcsApps',
      make: (stack, options) => {
        new IdcsApps(stack, 'Apps', { ...DOMAIN, clients: { 'night-job': options } });
      },
      wrong: 'scope',
      right: 'scopes',
      value: ['invoke'],
      message:
        'clients.night-job has no such option: got "scope"; expected grants, scopes, secretRotation. Did you mean scopes? (at Test/Apps)',
    },
    {
      of: 'ImportBlock',
      make: (stack, options) => {
        const to = new TerraformResource(stack, 'To', { terraformResourceType: 'oci_test' });
        new ImportBlock(stack, 'Import', { to, ...{ id: 'one' }, ...options });
      },
      wrong: 'ids',
      right: 'id',
      value: 'two',
      message: 'ids is no prop: got "ids"; expected to, id (at Test/Import)',
    },
  ]);
});
