import { AlarmRule, ApiAlarms, Duration, HomeRegion, StackTags } from '../../../constructs';
import { testMisspeltOptions } from '../../../testing/misspelt-option';

describe('an option that there is not', () => {
  testMisspeltOptions([
    {
      of: 'ApiAlarms',
      make: (stack, options) => {
        new ApiAlarms(stack, 'Alarms', { compartmentId: 'c', deploymentId: 'd', ...options });
      },
      wrong: 'email',
      right: 'emails',
      value: ['ops@example.org'],
      message:
        'email is no prop: got "email"; expected compartmentId, rules, deploymentId, applicationId, metricCompartmentId, topicId, topicName, emails, namePrefix, repeatEvery, enabled. Did you mean emails? (at Test/Alarms)',
    },
    {
      of: 'AlarmRule.serverErrors',
      make: (stack, options) => {
        AlarmRule.serverErrors('d', options).bind(stack);
      },
      wrong: 'abovePercnt',
      right: 'abovePercent',
      value: 7,
      message:
        'rule ServerErrors has no such option: got "abovePercnt"; expected id, window, pendingDuration, severity, abovePercent, atLeast. Did you mean abovePercent? (at Test)',
    },
    {
      of: 'AlarmRule.latency',
      make: (stack, options) => {
        AlarmRule.latency('d', options).bind(stack);
      },
      wrong: 'percentil',
      right: 'percentile',
      value: 50,
      message:
        'rule Latency has no such option: got "percentil"; expected id, window, pendingDuration, severity, above, percentile. Did you mean percentile? (at Test)',
    },
    {
      of: 'AlarmRule.functionErrors',
      make: (stack, options) => {
        AlarmRule.functionErrors('a', options).bind(stack);
      },
      wrong: 'atLest',
      right: 'atLeast',
      value: 2,
      message:
        'rule FunctionErrors has no such option: got "atLest"; expected id, window, pendingDuration, severity, atLeast. Did you mean atLeast? (at Test)',
    },
    {
      of: 'AlarmRule.functionThrottles',
      make: (stack, options) => {
        AlarmRule.functionThrottles('a', options).bind(stack);
      },
      wrong: 'pendingDuraton',
      right: 'pendingDuration',
      value: Duration.minutes(2),
      message:
        'rule FunctionThrottles has no such option: got "pendingDuraton"; expected id, window, pendingDuration, severity, atLeast. Did you mean pendingDuration? (at Test)',
    },
    {
      of: 'AlarmRule.query',
      make: (stack, options) => {
        AlarmRule.query({ id: 'Own', title: 't', body: 'b', namespace: 'n', query: 'q', ...options }).bind(stack);
      },
      wrong: 'severty',
      right: 'severity',
      value: 'INFO',
      message:
        'rule Own has no such option: got "severty"; expected id, window, pendingDuration, severity, title, body, namespace, query. Did you mean severity? (at Test)',
    },
    {
      of: 'HomeRegion',
      make: (stack, options) => {
        new HomeRegion(stack, 'Home', { region: 'eu-zurich-1', ...options });
      },
      wrong: 'alas',
      right: 'alias',
      value: 'own',
      message: 'alas is no prop: got "alas"; expected region, alias, settings. Did you mean alias? (at Test/Home)',
    },
    {
      of: 'StackTags',
      make: (stack, options) => {
        StackTags.addTo(stack, options);
      },
      wrong: 'freefrom',
      right: 'freeform',
      value: { team: 'api' },
      message:
        'freefrom is no prop: got "freefrom"; expected freeform, defined, identityDomainResources. Did you mean freeform? (at Test)',
    },
  ]);
});
