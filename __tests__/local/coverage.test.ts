import { notEvaluated } from '../../local/coverage';
import { changed, readDocumentStack, wholeDocument } from '../../testing/document-fixture';

describe('what is not evaluated', () => {
  test('leaves out the signatures of images where none is asked for', () => {
    expect(notEvaluated(readDocumentStack(wholeDocument()))).not.toContain('image signatures');
  });

  test('says so where the signatures of images would be checked', () => {
    const policy = { is_policy_enabled: true, key_details: [{ kms_key_id: 'ocid1.key.test' }] };
    const document = changed('resource.oci_functions_application.A.image_policy_config', policy);
    expect(notEvaluated(readDocumentStack(document))).toContain('image signatures');
  });

  test('says so where a function is in a group of an identity domain', () => {
    const group = { idcs_endpoint: 'x', display_name: 'x', matching_rule: 'x', schemas: ['x'] };
    const document = changed('resource.oci_identity_domains_dynamic_resource_group', { G: group });
    expect(notEvaluated(readDocumentStack(document))).toContain('IAM policies');
  });

  test('fails at a type that is not known', () => {
    const zone = { compartment_id: 'x', name: 'x', zone_type: 'PRIMARY' };
    const document = changed('resource.oci_dns_zone', { Z: zone });
    expect(() => notEvaluated(readDocumentStack(document))).toThrow('the local cloud does not know oci_dns_zone');
  });

  test.each([
    ['oci_core_nat_gateway', { compartment_id: 'x', vcn_id: 'x' }, 'network rules'],
    ['oci_ons_notification_topic', { compartment_id: 'x', name: 'x' }, 'notifications'],
    ['oci_ons_subscription', { compartment_id: 'x', topic_id: 'x', protocol: 'EMAIL', endpoint: 'x' }, 'notifications'],
    ['oci_certificates_management_ca_bundle', { compartment_id: 'x', name: 'x', ca_bundle_pem: 'x' }, 'certificates'],
    [
      'oci_certificates_management_certificate',
      { compartment_id: 'x', name: 'x', certificate_config: { config_type: 'IMPORTED' } },
      'certificates',
    ],
    ['oci_dns_rrset', { zone_name_or_id: 'x', domain: 'x', rtype: 'A' }, 'DNS records'],
    [
      'oci_monitoring_alarm',
      {
        compartment_id: 'x',
        destinations: ['x'],
        display_name: 'x',
        is_enabled: true,
        metric_compartment_id: 'x',
        namespace: 'x',
        query: 'x',
        severity: 'INFO',
      },
      'alarms',
    ],
  ])('is said of %s', (type, body, reason) => {
    expect(notEvaluated(readDocumentStack(changed(`resource.${type}`, { It: body })))).toContain(reason);
  });

  test.each([
    ['oci_apigateway_usage_plan', { compartment_id: 'x', entitlements: [{ name: 'x' }] }],
    ['oci_apigateway_subscriber', { compartment_id: 'x', usage_plans: ['x'], clients: [{ name: 'x', token: 'x' }] }],
  ])('fails at what would answer calls in another way: %s', (type, body) => {
    const document = changed(`resource.${type}`, { It: body });
    expect(() => notEvaluated(readDocumentStack(document))).toThrow(`the local cloud does not know ${type}`);
  });
});
