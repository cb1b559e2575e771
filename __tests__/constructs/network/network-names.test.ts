import { ApiNetwork, VcnFlowLogs } from '../../../constructs';
import { testMisspeltOptions } from '../../../testing/misspelt-option';

const SUBNETS = { gatewaySubnetId: 'ocid1.subnet.gateway', functionsSubnetId: 'ocid1.subnet.functions' };
const PROPS = { compartmentId: 'ocid1.compartment.test' };
const EGRESS = { cidrBlock: '10.1.0.0/24', description: 'a cache' };

describe('an option that there is not', () => {
  testMisspeltOptions([
    {
      of: 'ApiNetwork',
      make: (stack, options) => {
        new ApiNetwork(stack, 'Network', { ...PROPS, ...options });
      },
      wrong: 'gatewayAcess',
      right: 'gatewayAccess',
      value: 'PRIVATE',
      message:
        'gatewayAcess is no prop: got "gatewayAcess"; expected gatewayAccess, gatewayReachesInternet, functionsReachInternet, vcnId, internetGatewayId, serviceGatewayId, natGatewayId, cidrBlock, gatewayCidrBlock, functionsCidrBlock, callers, dnsLabel, gatewayDnsLabel, functionsDnsLabel, compartmentId, displayName. Did you mean gatewayAccess? (at Test/Network)',
    },
    {
      of: 'ApiNetwork.fromSubnets',
      make: (_stack, options) => {
        ApiNetwork.fromSubnets({ ...SUBNETS, ...options });
      },
      wrong: 'gatewayAcces',
      right: 'gatewayAccess',
      value: 'PRIVATE',
      message:
        'gatewayAcces is no prop: got "gatewayAcces"; expected gatewaySubnetId, gatewaySecurityGroupIds, functionsSubnetId, functionsSecurityGroupIds, gatewayAccess, gatewayReachesInternet, gatewayHasIpv6, functionsReachInternet, gatewayMayCall. Did you mean gatewayAccess?',
    },
    {
      of: 'ApiNetwork.allowGatewayTo',
      make: (stack, options) => {
        new ApiNetwork(stack, 'Network', PROPS).allowGatewayTo('Cache', { ...EGRESS, ...options });
      },
      wrong: 'prot',
      right: 'port',
      value: 6379,
      message:
        'rule Cache has no such option: got "prot"; expected cidrBlock, port, description. Did you mean port? (at Test/Network)',
    },
    {
      of: 'ApiNetwork.allowFunctionsTo',
      make: (stack, options) => {
        new ApiNetwork(stack, 'Network', PROPS).allowFunctionsTo('Cache', { ...EGRESS, ...options });
      },
      wrong: 'tcpPort',
      right: 'port',
      value: 6379,
      message: 'rule Cache has no such option: got "tcpPort"; expected cidrBlock, port, description (at Test/Network)',
    },
    {
      of: 'VcnFlowLogs',
      make: (stack, options) => {
        new VcnFlowLogs(stack, 'Logs', { network: ApiNetwork.fromSubnets(SUBNETS), logGroupId: 'g', ...options });
      },
      wrong: 'captureFilterID',
      right: 'captureFilterId',
      value: 'ocid1.vcncapturefilter.test',
      message:
        'captureFilterID is no prop: got "captureFilterID"; expected network, logGroupId, namePrefix, logRetention, captureFilterId. Did you mean captureFilterId? (at Test/Logs)',
    },
  ]);
});
