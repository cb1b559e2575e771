import type { TerraformResource } from 'cdktf';

type Tags = Readonly<Record<string, string>>;

interface Tag {
  readonly key: string;
  readonly value: string;
  readonly namespace?: string;
}

interface OciTags {
  readonly freeformTags?: readonly Tag[];
  readonly definedTags?: readonly Tag[];
}

/** What the bindings of an identity domain's resources have in common. */
interface Extensible {
  schemas: string[];
  readonly schemasInput?: string[];
  readonly urnietfparamsscimschemasoracleidcsextensionOciTagsInput?: OciTags;
  putUrnietfparamsscimschemasoracleidcsextensionOciTags(tags: OciTags): void;
}

const EXTENSION = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags';

/** Tags a resource of an identity domain in the form of SCIM, an extension that its schemas name; leaves others alone. */
export function tagIdentityDomainResource(node: TerraformResource, freeform: Tags, defined: Tags): void {
  if (!isExtensible(node)) return;
  const own = node.urnietfparamsscimschemasoracleidcsextensionOciTagsInput ?? {};
  node.putUrnietfparamsscimschemasoracleidcsextensionOciTags({
    freeformTags: merged(
      Object.entries(freeform).map(([key, value]) => ({ key, value })),
      own.freeformTags,
    ),
    definedTags: merged(
      Object.entries(defined).map(([name, value]) => {
        const [namespace = '', key = ''] = name.split('.');
        return { namespace, key, value };
      }),
      own.definedTags,
    ),
  });
  const schemas = node.schemasInput ?? [];
  if (!schemas.includes(EXTENSION)) node.schemas = [...schemas, EXTENSION];
}

function isExtensible(node: object): node is Extensible {
  return 'putUrnietfparamsscimschemasoracleidcsextensionOciTags' in node;
}

/** The tags that a resource has by itself win; nothing at all is left out of the document. */
function merged(tags: readonly Tag[], own: readonly Tag[] = []): readonly Tag[] | undefined {
  const name = ({ namespace = '', key }: Tag): string => `${namespace}.${key}`.toLowerCase();
  const taken = new Set(own.map(name));
  const all = [...tags.filter((tag) => !taken.has(name(tag))), ...own];
  return all.length === 0 ? undefined : all;
}
