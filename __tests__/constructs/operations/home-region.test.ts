import { CoreVcn } from '@cdktf/provider-oci/lib/core-vcn';
import { IdentityCompartment } from '@cdktf/provider-oci/lib/identity-compartment';
import { IdentityDynamicGroup } from '@cdktf/provider-oci/lib/identity-dynamic-group';
import { IdentityPolicy } from '@cdktf/provider-oci/lib/identity-policy';
import { IdentityTag } from '@cdktf/provider-oci/lib/identity-tag';
import { IdentityTagDefault } from '@cdktf/provider-oci/lib/identity-tag-default';
import { IdentityTagNamespace } from '@cdktf/provider-oci/lib/identity-tag-namespace';
import { IdentityAuthToken } from '@cdktf/provider-oci/lib/identity-auth-token';
import { LimitsQuota } from '@cdktf/provider-oci/lib/limits-quota';
import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import type { TerraformStack } from 'cdktf';
import { HomeRegion, IdcsApps } from '../../../constructs';
import type { HomeRegionProps } from '../../../constructs';
import { resource, resources, synthDocument } from '../../../testing/synth';

const policy = { compartmentId: 'c', name: 'n', description: 'd', statements: ['s'] };
const home = (
  build: (stack: TerraformStack) => void,
  props: Partial<HomeRegionProps> = {},
): ReturnType<typeof synthDocument> =>
  synthDocument((stack) => {
    new HomeRegion(stack, 'Home', { region: 'eu-frankfurt-1', ...props });
    build(stack);
  });

describe('HomeRegion', () => {
  test('configures the provider a second time, and leaves the first as it is', () => {
    expect(home(() => undefined).provider).toEqual({
      oci: [{ region: 'eu-test-1' }, { region: 'eu-frankfurt-1', alias: 'home' }],
    });
  });

  test('has the alias that it is given', () => {
    const document = home((stack) => new IdentityPolicy(stack, 'Policy', policy), { alias: 'iam' });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({ provider: 'oci.iam' });
  });

  test('signs in as it is told', () => {
    const document = home(() => undefined, { settings: { auth: 'SecurityToken', configFileProfile: 'shop' } });
    expect(document.provider).toMatchObject({
      oci: [{}, { region: 'eu-frankfurt-1', auth: 'SecurityToken', config_file_profile: 'shop' }],
    });
  });

  test.each<[string, (stack: TerraformStack) => unknown]>([
    ['oci_identity_policy', (stack) => new IdentityPolicy(stack, 'It', policy)],
    [
      'oci_identity_dynamic_group',
      (stack) =>
        new IdentityDynamicGroup(stack, 'It', {
          compartmentId: 't',
          name: 'n',
          description: 'd',
          matchingRule: 'ALL {}',
        }),
    ],
    ['oci_identity_compartment', (stack) => new IdentityCompartment(stack, 'It', { name: 'n', description: 'd' })],
    [
      'oci_identity_tag_namespace',
      (stack) => new IdentityTagNamespace(stack, 'It', { compartmentId: 'c', name: 'n', description: 'd' }),
    ],
    ['oci_identity_tag', (stack) => new IdentityTag(stack, 'It', { tagNamespaceId: 't', name: 'n', description: 'd' })],
    [
      'oci_identity_tag_default',
      (stack) => new IdentityTagDefault(stack, 'It', { compartmentId: 'c', tagDefinitionId: 't', value: 'v' }),
    ],
    ['oci_identity_auth_token', (stack) => new IdentityAuthToken(stack, 'It', { userId: 'u', description: 'd' })],
    [
      'oci_limits_quota',
      (stack) => new LimitsQuota(stack, 'It', { compartmentId: 't', name: 'n', description: 'd', statements: ['s'] }),
    ],
  ])('makes %s in the home region', (type, build) => {
    expect(resource(home(build), type)).toMatchObject({ provider: 'oci.home' });
  });

  test('leaves what belongs to a region where it is', () => {
    expect(
      resource(
        home((stack) => new CoreVcn(stack, 'Vcn', { compartmentId: 'c' })),
        'oci_core_vcn',
      ),
    ).not.toHaveProperty('provider');
  });

  test('leaves what belongs to an identity domain where it is', () => {
    const document = home((stack) => {
      new IdcsApps(stack, 'Apps', { domainUrl: 'https://idcs.example.org', audience: 'https://api.example.org/' });
    });
    for (const app of Object.values(resources(document, 'oci_identity_domains_app'))) {
      expect(app).not.toHaveProperty('provider');
    }
  });

  test('reaches what was there before it', () => {
    const document = synthDocument((stack) => {
      new IdentityPolicy(stack, 'Policy', policy);
      new HomeRegion(stack, 'Home', { region: 'eu-frankfurt-1' });
    });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({ provider: 'oci.home' });
  });

  test('leaves a provider that a resource has by itself', () => {
    const document = home((stack) => {
      const provider = new OciProvider(stack, 'Other', { region: 'us-ashburn-1', alias: 'other' });
      new IdentityPolicy(stack, 'Policy', { ...policy, provider });
    });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({ provider: 'oci.other' });
  });
});
