import type { TerraformStack } from 'cdktf';
import { Duration, RouteBackend, SecuredGateway } from '../../../constructs';
import { LEAST, ROUTE } from '../../../testing/secured-gateway';
import { addFunction } from '../../../testing/signed-api-function';
import { testMisspeltOptions } from '../../../testing/misspelt-option';

const route = (stack: TerraformStack, options: object): void => {
  new SecuredGateway(stack, 'Gateway', { ...LEAST, responseCache: CACHE }).addRoute({ ...ROUTE, ...options });
};
const CACHE = { host: 'cache.test', secretId: 's', secretVersion: 3, tenancyId: 'ocid1.tenancy.test' };
const KEPT = { timeToLive: Duration.minutes(1), cacheAnswersToAuthorizedCallers: true };
const ORIGINS = { origins: ['https://app.example.com'] };

describe('an option that there is not', () => {
  testMisspeltOptions([
    {
      of: 'addRoute',
      make: (stack, options) => {
        route(stack, options);
      },
      wrong: 'scops',
      right: 'scopes',
      value: ['read'],
      message:
        'route /buckets has no such option: got "scops"; expected path, methods, functionId, backend, scopes, allowAnonymousCallers, allowCallersWithoutScope, cors, validation, transformRequestHeaders, transformQueryParameters, transformResponseHeaders, passClaims, cache, executionLogLevel. Did you mean scopes? (at Test/Gateway/Deployment)',
    },
    {
      of: 'addApi',
      make: (stack, options) => {
        new SecuredGateway(stack, 'Gateway', LEAST).addApi(addFunction(stack, {}), options);
      },
      wrong: 'allowCallersWithoutScop',
      right: 'allowCallersWithoutScope',
      value: true,
      message:
        'route /buckets has no such option: got "allowCallersWithoutScop"; expected scopes, allowAnonymousCallers, allowCallersWithoutScope, cors, validation, transformRequestHeaders, transformQueryParameters, transformResponseHeaders, passClaims, cache, executionLogLevel. Did you mean allowCallersWithoutScope? (at Test/Gateway/Deployment)',
    },
    {
      of: 'cors of a route',
      make: (stack, options) => {
        route(stack, { cors: { ...ORIGINS, ...options } });
      },
      wrong: 'maxAeg',
      right: 'maxAge',
      value: Duration.minutes(1),
      message:
        'cors has no such option: got "maxAeg"; expected origins, methods, headers, exposedHeaders, allowCredentials, maxAge. Did you mean maxAge? (at Test/Gateway/Deployment)',
    },
    {
      of: 'validation of a route',
      make: (stack, options) => {
        route(stack, { validation: { headers: [{ name: 'x-id' }], ...options } });
      },
      wrong: 'mod',
      right: 'mode',
      value: 'PERMISSIVE',
      message:
        'validation has no such option: got "mod"; expected headers, queryParameters, bodyMediaTypes, bodyRequired, mode, headersMode, queryParametersMode, bodyMode. Did you mean mode? (at Test/Gateway/Deployment)',
    },
    {
      of: 'a header that a route expects',
      make: (stack, options) => {
        route(stack, { validation: { headers: [{ name: 'x-id', ...options }] } });
      },
      wrong: 'require',
      right: 'required',
      value: false,
      message:
        'validation.headers has no such option: got "require"; expected name, required. Did you mean required? (at Test/Gateway/Deployment)',
    },
    {
      of: 'a parameter that a route expects',
      make: (stack, options) => {
        route(stack, { validation: { queryParameters: [{ name: 'id', ...options }] } });
      },
      wrong: 'requird',
      right: 'required',
      value: false,
      message:
        'validation.queryParameters has no such option: got "requird"; expected name, required. Did you mean required? (at Test/Gateway/Deployment)',
    },
    {
      of: 'transformRequestHeaders of a route',
      make: (stack, options) => {
        route(stack, { transformRequestHeaders: options });
      },
      wrong: 'removes',
      right: 'remove',
      value: ['x-id'],
      message:
        'transformRequestHeaders has no such option: got "removes"; expected set, rename, remove, keepOnly. Did you mean remove? (at Test/Gateway/Deployment)',
    },
    {
      of: 'transformQueryParameters of a route',
      make: (stack, options) => {
        route(stack, { transformQueryParameters: options });
      },
      wrong: 'keeponly',
      right: 'keepOnly',
      value: ['id'],
      message:
        'transformQueryParameters has no such option: got "keeponly"; expected set, rename, remove, keepOnly. Did you mean keepOnly? (at Test/Gateway/Deployment)',
    },
    {
      of: 'transformResponseHeaders of a route',
      make: (stack, options) => {
        route(stack, { transformResponseHeaders: options });
      },
      wrong: 'renam',
      right: 'rename',
      value: { 'x-a': 'x-b' },
      message:
        'transformResponseHeaders has no such option: got "renam"; expected set, rename, remove, keepOnly. Did you mean rename? (at Test/Gateway/Deployment)',
    },
    {
      of: 'a header that a route sets',
      make: (stack, options) => {
        route(stack, { transformRequestHeaders: { set: { 'x-a': { values: ['b'], ...options } } } });
      },
      wrong: 'ifExist',
      right: 'ifExists',
      value: 'SKIP',
      message:
        'transformRequestHeaders.set.x-a has no such option: got "ifExist"; expected values, ifExists. Did you mean ifExists? (at Test/Gateway/Deployment)',
    },
    {
      of: 'cache of a route',
      make: (stack, options) => {
        route(stack, { methods: ['GET'], cache: { ...KEPT, ...options } });
      },
      wrong: 'keyAddition',
      right: 'keyAdditions',
      value: [],
      message:
        'cache has no such option: got "keyAddition"; expected timeToLive, keyAdditions, cacheAnswersToAuthorizedCallers, shareAnswersAmongAuthorizedCallers. Did you mean keyAdditions? (at Test/Gateway/Deployment)',
    },
    {
      of: 'RouteBackend.http',
      make: (stack, options) => {
        route(stack, { functionId: undefined, backend: RouteBackend.http('https://api.test/', options) });
      },
      wrong: 'readTimout',
      right: 'readTimeout',
      value: Duration.seconds(5),
      message:
        'backend has no such option: got "readTimout"; expected connectTimeout, readTimeout, sendTimeout, trustAnyServerCertificate, allowPlainTextConnection, reachedThrough. Did you mean readTimeout? (at Test/Gateway/Deployment)',
    },
    {
      of: 'RouteBackend.stockResponse',
      make: (stack, options) => {
        route(stack, { functionId: undefined, backend: RouteBackend.stockResponse({ status: 200, ...options }) });
      },
      wrong: 'boddy',
      right: 'body',
      value: 'well',
      message:
        'backend has no such option: got "boddy"; expected status, body, headers. Did you mean body? (at Test/Gateway/Deployment)',
    },
  ]);
});
