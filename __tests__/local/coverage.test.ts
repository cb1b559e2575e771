import { notEvaluated } from '../../local/coverage';
import type { Stack } from '../../terraform';

const stackOf = (...types: readonly string[]): Stack =>
  ({
    blocks: types.map((type) => ({ address: `${type}.it`, type })),
    applications: [],
    functions: [],
  }) as unknown as Stack;

describe('what the local cloud does not evaluate', () => {
  test.each([
    ['oci_core_nat_gateway', 'network rules'],
    ['oci_monitoring_alarm', 'alarms'],
    ['oci_ons_notification_topic', 'notifications'],
    ['oci_ons_subscription', 'notifications'],
    ['oci_certificates_management_ca_bundle', 'certificates'],
    ['oci_certificates_management_certificate', 'certificates'],
    ['oci_dns_rrset', 'DNS records'],
  ])('is said of %s: %s', (type, reason) => {
    expect(notEvaluated(stackOf(type))).toEqual([reason]);
  });

  test.each(['oci_apigateway_usage_plan', 'oci_apigateway_subscriber', 'oci_waf_web_app_firewall'])(
    'is refused where calls would be answered in another way: %s',
    (type) => {
      expect(() => notEvaluated(stackOf(type))).toThrow(`the local cloud does not know ${type}`);
    },
  );
});
