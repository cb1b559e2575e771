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
});
