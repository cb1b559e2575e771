import { Aspects, TerraformResource, Token } from 'cdktf';
import type { IAspect } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';
import { tagIdentityDomainResource } from './identity-domain-tags';

/** Tags by key; a defined tag's key is `Namespace.key`. */
export type Tags = Readonly<Record<string, string>>;

/** What {@link StackTags.addTo} takes. */
export interface StackTagsProps {
  /**
   * Free-form tags: keys of printable ASCII without periods and spaces, up to 100 characters; values up to 256. A resource
   * can have 10, its own among them. Nothing confidential belongs here.
   *
   * @default - none
   */
  readonly freeform?: Tags;
  /**
   * Defined tags, as `Namespace.key`. Namespace and key have to exist in the tenancy, and whoever deploys may use them. A
   * resource can have 64, its own among them.
   *
   * @default - none
   */
  readonly defined?: Tags;
  /**
   * Tags what belongs to an identity domain too, above all its apps. That takes another form, and the form has to be named
   * in the resource's `schemas`.
   *
   * @default false
   */
  readonly identityDomainResources?: boolean;
}

const PROPS: PropNames<StackTagsProps> = {
  freeform: true,
  defined: true,
  identityDomainResources: true,
};

/** A resource whose bindings know both kinds of tags. */
interface Taggable {
  freeformTags: Tags;
  readonly freeformTagsInput?: Tags;
  definedTags: Tags;
  readonly definedTagsInput?: Tags;
}

const MOST_FREEFORM = 10;
const MOST_DEFINED = 64;
const WORD = /^[!-~]{1,100}$/;

/**
 * Tags every resource below a construct that can be tagged. A tag that a resource has by itself stays as it is. What cannot
 * be tagged is left alone: rules of security groups, DNS records, settings of a domain.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/taggingoverview.htm
 */
export class StackTags implements IAspect {
  /**
   * Tags what is below `scope`, whenever it was or is made.
   *
   * @throws PropError when a key or a value cannot be
   */
  static addTo(scope: Construct, props: StackTagsProps): StackTags {
    const checks = new PropChecks(scope).known(props, PROPS);
    checkTags(checks, 'freeform', props.freeform ?? {}, (key) => WORD.test(key) && !key.includes('.'), 'key');
    checkTags(checks, 'defined', props.defined ?? {}, isDefinedKey, 'Namespace.key');
    checks.done();
    const tags = new StackTags(props);
    Aspects.of(scope).add(tags);
    return tags;
  }

  private constructor(private readonly props: StackTagsProps) {}

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node)) return;
    const { freeform = {}, defined = {}, identityDomainResources = false } = this.props;
    if (isTaggable(node)) {
      this.tag(node, freeform, defined);
    } else if (identityDomainResources) {
      tagIdentityDomainResource(node, freeform, defined);
    }
  }

  private tag(node: TerraformResource & Taggable, freeform: Tags, defined: Tags): void {
    // What only Terraform knows cannot be added to, and belongs to whoever wrote it.
    const tagsFreely = Object.keys(freeform).length > 0 && isKnown(node.freeformTagsInput);
    if (tagsFreely) node.freeformTags = { ...freeform, ...node.freeformTagsInput };
    const tagsByDefinition = Object.keys(defined).length > 0 && isKnown(node.definedTagsInput);
    if (tagsByDefinition) node.definedTags = withoutCase(defined, node.definedTagsInput ?? {});
    const checks = new PropChecks(node);
    if (tagsFreely) checkNumber(checks, 'freeform', node.freeformTagsInput, MOST_FREEFORM);
    if (tagsByDefinition) checkNumber(checks, 'defined', node.definedTagsInput, MOST_DEFINED);
    checks.done();
  }
}

function isTaggable(node: TerraformResource): node is TerraformResource & Taggable {
  return 'freeformTags' in node && 'definedTags' in node;
}

/** A map that only Terraform knows is a token, or stands in one key that is. */
function isKnown(tags: Tags | undefined): boolean {
  return !Token.isUnresolved(tags) && !Object.keys(tags ?? {}).some((key) => Token.isUnresolved(key));
}

function isDefinedKey(key: string): boolean {
  const words = key.split('.');
  return words.length === 2 && words.every((word) => WORD.test(word));
}

/** Namespaces and keys of defined tags are the same in capitals and in small letters. */
function withoutCase(tags: Tags, own: Tags): Tags {
  const taken = new Set(Object.keys(own).map((key) => key.toLowerCase()));
  return { ...Object.fromEntries(Object.entries(tags).filter(([key]) => !taken.has(key.toLowerCase()))), ...own };
}

function checkTags(checks: PropChecks, prop: string, tags: Tags, isKey: (key: string) => boolean, form: string): void {
  for (const [key, value] of Object.entries(tags)) {
    checks
      .expect(isKey(key), {
        prop,
        wrong: 'has a key that is not one',
        got: key,
        expected: `${form}: printable ASCII without periods and spaces, 1 to 100 characters a word`,
      })
      .expect(Token.isUnresolved(value) || value.length <= 256, {
        prop,
        wrong: `has a value that is too long for ${key}`,
        got: `${String(value.length)} characters`,
        expected: '256 characters at most',
      });
  }
}

function checkNumber(checks: PropChecks, prop: string, tags: Tags | undefined, most: number): void {
  const number = Object.keys(tags ?? {}).length;
  checks.expect(number <= most, {
    prop,
    wrong: 'makes too many tags, with those that the resource has by itself',
    got: number,
    expected: `${String(most)} at most`,
  });
}
