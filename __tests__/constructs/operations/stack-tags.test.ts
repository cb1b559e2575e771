import { CoreNetworkSecurityGroupSecurityRule } from '@cdktf/provider-oci/lib/core-network-security-group-security-rule';
import { CoreVcn } from '@cdktf/provider-oci/lib/core-vcn';
import { IdentityDomainsApp } from '@cdktf/provider-oci/lib/identity-domains-app';
import type { IdentityDomainsAppConfig } from '@cdktf/provider-oci/lib/identity-domains-app';
import { Fn, TerraformVariable, Token } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { StackTags } from '../../../constructs';
import type { StackTagsProps } from '../../../constructs';
import { resource, resources, synthDocument } from '../../../testing/synth';

const tagged = (props: StackTagsProps, build: (stack: TerraformStack) => void): ReturnType<typeof synthDocument> =>
  synthDocument((stack) => {
    StackTags.addTo(stack, props);
    build(stack);
  });
const vcn = (
  props: StackTagsProps,
  own: Partial<Record<'freeformTags' | 'definedTags', Record<string, string>>> = {},
): unknown =>
  resource(
    tagged(props, (stack) => new CoreVcn(stack, 'Vcn', { compartmentId: 'c', cidrBlocks: ['10.0.0.0/16'], ...own })),
    'oci_core_vcn',
  );

describe('StackTags', () => {
  test('gives free-form tags', () => {
    expect(vcn({ freeform: { team: 'shop', stage: 'test' } })).toMatchObject({
      freeform_tags: { team: 'shop', stage: 'test' },
    });
  });

  test('gives defined tags', () => {
    expect(vcn({ defined: { 'Operations.CostCenter': '42' } })).toMatchObject({
      defined_tags: { 'Operations.CostCenter': '42' },
    });
  });

  test('says nothing of the kind that it was not given', () => {
    expect(vcn({ freeform: { team: 'shop' } })).not.toHaveProperty('defined_tags');
    expect(vcn({ defined: { 'Operations.CostCenter': '42' } })).not.toHaveProperty('freeform_tags');
  });

  test('leaves a tag that the resource has by itself', () => {
    const own = { freeformTags: { team: 'network', owner: 'me' } };
    expect(vcn({ freeform: { team: 'shop', stage: 'test' } }, own)).toMatchObject({
      freeform_tags: { team: 'network', owner: 'me', stage: 'test' },
    });
  });

  test('leaves a defined tag that the resource has by itself, in whatever case', () => {
    const own = { definedTags: { 'operations.costcenter': '7' } };
    const { defined_tags: tags } = vcn(
      { defined: { 'Operations.CostCenter': '42', 'Operations.Stage': 'test' } },
      own,
    ) as {
      defined_tags: unknown;
    };
    expect(tags).toEqual({ 'operations.costcenter': '7', 'Operations.Stage': 'test' });
  });

  test('leaves tags that only Terraform knows', () => {
    const own = { freeformTags: Token.asStringMap(Fn.merge([{ a: 'b' }])) };
    expect(vcn({ freeform: { team: 'shop' } }, own)).toMatchObject({ freeform_tags: '${merge({"a" = "b"})}' });
  });

  test('gives values that only Terraform knows', () => {
    const document = synthDocument((stack) => {
      const stage = new TerraformVariable(stack, 'stage', { type: 'string' }).stringValue;
      StackTags.addTo(stack, { freeform: { stage } });
      new CoreVcn(stack, 'Vcn', { compartmentId: 'c' });
    });
    expect(resource(document, 'oci_core_vcn')).toMatchObject({ freeform_tags: { stage: '${var.stage}' } });
  });

  test('tags what is below its scope, and nothing else', () => {
    const document = synthDocument((stack) => {
      const inside = new Construct(stack, 'Inside');
      StackTags.addTo(inside, { freeform: { team: 'shop' } });
      new CoreVcn(inside, 'Vcn', { compartmentId: 'c' });
      new CoreVcn(stack, 'Outside', { compartmentId: 'c' });
    });
    expect(resources(document, 'oci_core_vcn')['Inside/Vcn']).toHaveProperty('freeform_tags');
    expect(resources(document, 'oci_core_vcn')['Outside']).not.toHaveProperty('freeform_tags');
  });

  test('leaves alone what cannot be tagged', () => {
    const document = tagged({ freeform: { team: 'shop' } }, (stack) => {
      new CoreNetworkSecurityGroupSecurityRule(stack, 'Rule', {
        networkSecurityGroupId: 'g',
        direction: 'EGRESS',
        protocol: '6',
      });
    });
    expect(resource(document, 'oci_core_network_security_group_security_rule')).not.toHaveProperty('freeform_tags');
  });

  test.each<[StackTagsProps, string]>([
    [
      { freeform: { 'cost center': '42' } },
      'freeform has a key that is not one: got "cost center"; expected key: printable ASCII without periods and spaces, 1 to 100 characters a word',
    ],
    [
      { freeform: { 'Operations.CostCenter': '42' } },
      'freeform has a key that is not one: got "Operations.CostCenter"; expected key: printable ASCII without periods and spaces, 1 to 100 characters a word',
    ],
    [
      { defined: { CostCenter: '42' } },
      'defined has a key that is not one: got "CostCenter"; expected Namespace.key: printable ASCII without periods and spaces, 1 to 100 characters a word',
    ],
    [
      { defined: { 'Operations.': '42' } },
      'defined has a key that is not one: got "Operations."; expected Namespace.key: printable ASCII without periods and spaces, 1 to 100 characters a word',
    ],
    [
      { freeform: { team: 'x'.repeat(257) } },
      'freeform has a value that is too long for team: got "257 characters"; expected 256 characters at most',
    ],
  ])('refuses %j', (props, message) => {
    expect(() => vcn(props)).toThrow(new Error(`${message} (at Test)`));
  });

  test('takes the longest key and value that there are', () => {
    const key = 'k'.repeat(100);
    expect(() => vcn({ freeform: { [key]: 'v'.repeat(256) }, defined: { [`${key}.${key}`]: '' } })).not.toThrow();
  });

  const some = (number: number, prefix: string): Record<string, string> =>
    Object.fromEntries(Array.from({ length: number }, (_, i) => [`${prefix}${String(i)}`, 'x']));

  test.each<[StackTagsProps, Parameters<typeof vcn>[1], string]>([
    [
      { freeform: some(6, 'a') },
      { freeformTags: some(5, 'b') },
      'freeform makes too many tags, with those that the resource has by itself: got 11; expected 10 at most',
    ],
    [
      { defined: some(60, 'N.a') },
      { definedTags: some(5, 'N.b') },
      'defined makes too many tags, with those that the resource has by itself: got 65; expected 64 at most',
    ],
  ])('refuses more tags than a resource can have: %#', (props, own, message) => {
    expect(() => vcn(props, own)).toThrow(new Error(`${message} (at Test/Vcn)`));
  });

  test('gives as many tags as a resource can have', () => {
    expect(() => vcn({ freeform: some(10, 'a'), defined: some(64, 'N.a') })).not.toThrow();
  });
});

describe('StackTags on what belongs to an identity domain', () => {
  const APP = 'urn:ietf:params:scim:schemas:oracle:idcs:App';
  const TAGS = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags';
  const app = (props: StackTagsProps, own: Partial<IdentityDomainsAppConfig> = {}): unknown =>
    resource(
      tagged(props, (stack) => {
        new IdentityDomainsApp(stack, 'App', {
          idcsEndpoint: 'https://idcs.example.org',
          schemas: [APP],
          displayName: 'app',
          basedOnTemplate: { value: 'CustomWebAppTemplateId' },
          ...own,
        });
      }),
      'oci_identity_domains_app',
    );
  const both = { freeform: { team: 'shop' }, defined: { 'Operations.CostCenter': '42' } };

  test('leaves it alone by default', () => {
    expect(app(both)).toMatchObject({ schemas: [APP] });
    expect(app(both)).not.toHaveProperty('urnietfparamsscimschemasoracleidcsextension_oci_tags');
  });

  test('gives it tags in a form of its own when asked', () => {
    expect(app({ ...both, identityDomainResources: true })).toMatchObject({
      schemas: [APP, TAGS],
      urnietfparamsscimschemasoracleidcsextension_oci_tags: {
        freeform_tags: [{ key: 'team', value: 'shop' }],
        defined_tags: [{ namespace: 'Operations', key: 'CostCenter', value: '42' }],
      },
    });
  });

  test('leaves a tag that it has by itself', () => {
    const own = {
      schemas: [APP, TAGS],
      urnietfparamsscimschemasoracleidcsextensionOciTags: { freeformTags: [{ key: 'Team', value: 'own' }] },
    };
    expect(app({ freeform: { team: 'shop', stage: 'test' }, identityDomainResources: true }, own)).toMatchObject({
      schemas: [APP, TAGS],
      urnietfparamsscimschemasoracleidcsextension_oci_tags: {
        freeform_tags: [
          { key: 'stage', value: 'test' },
          { key: 'Team', value: 'own' },
        ],
      },
    });
  });
});
