import { FunctionsApplication, InvocationDestination } from '../../../constructs';
import { NETWORK } from '../../../testing/secured-gateway';
import { addFunction, PLACE } from '../../../testing/signed-api-function';
import { testMisspeltOptions } from '../../../testing/misspelt-option';

const PROPS = { compartmentId: PLACE.compartmentId, network: NETWORK };

describe('an option that there is not', () => {
  testMisspeltOptions([
    {
      of: 'FunctionsApplication',
      make: (stack, options) => {
        new FunctionsApplication(stack, 'Application', { ...PROPS, ...options });
      },
      wrong: 'imageSigningKeyIDs',
      right: 'imageSigningKeyIds',
      value: ['ocid1.key.test'],
      message:
        'imageSigningKeyIDs is no prop: got "imageSigningKeyIDs"; expected compartmentId, network, displayName, shape, config, invokeLogs, logRetention, syslogUrl, apmDomainId, apmDomainCompartmentId, imageSigningKeyIds, imageSigningKeysCompartmentId. Did you mean imageSigningKeyIds? (at Test/Application)',
    },
    {
      of: 'FunctionsApplication.fromAttributes',
      make: (_stack, options) => {
        FunctionsApplication.fromAttributes({ applicationId: 'ocid1.fnapp.test', ...options });
      },
      wrong: 'functionsReachesInternet',
      right: 'functionsReachInternet',
      value: false,
      message:
        'functionsReachesInternet is no prop: got "functionsReachesInternet"; expected applicationId, shape, config, tracingEnabled, functionsReachInternet. Did you mean functionsReachInternet?',
    },
    {
      of: 'SignedApiFunction',
      make: (stack, options) => {
        addFunction(stack, options);
      },
      wrong: 'permisionScope',
      right: 'permissionScope',
      value: 'tenancy',
      message:
        'permisionScope is no prop: got "permisionScope"; expected memory, timeout, detachedTimeout, provisionedConcurrency, api, application, image, compartmentId, tenancyId, namePrefix, config, tracing, successDestination, failureDestination, access, permissionScope. Did you mean permissionScope? (at Test/Function)',
    },
    {
      of: 'InvocationDestination.topic',
      make: (_stack, options) => {
        InvocationDestination.topic('ocid1.onstopic.test', options);
      },
      wrong: 'compartment',
      right: 'compartmentId',
      value: 'c',
      message: 'compartment is no prop: got "compartment"; expected compartmentId. Did you mean compartmentId?',
    },
    {
      of: 'InvocationDestination.queue',
      make: (_stack, options) => {
        InvocationDestination.queue('ocid1.queue.test', options);
      },
      wrong: 'chanelId',
      right: 'channelId',
      value: 'c',
      message: 'chanelId is no prop: got "chanelId"; expected compartmentId, channelId. Did you mean channelId?',
    },
    {
      of: 'InvocationDestination.stream',
      make: (_stack, options) => {
        InvocationDestination.stream('ocid1.stream.test', options);
      },
      wrong: 'compartmentID',
      right: 'compartmentId',
      value: 'c',
      message: 'compartmentID is no prop: got "compartmentID"; expected compartmentId. Did you mean compartmentId?',
    },
  ]);
});
