import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import type { OciProviderConfig } from '@cdktf/provider-oci/lib/provider';
import { Aspects, TerraformResource, TerraformStack } from 'cdktf';
import type { IAspect } from 'cdktf';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** What {@link HomeRegion} takes. */
export interface HomeRegionProps {
  /** The tenancy's home region, for example `eu-frankfurt-1`. */
  readonly region: string;
  /**
   * What Terraform calls the second configuration of the provider.
   *
   * @default 'home'
   */
  readonly alias?: string;
  /**
   * How the provider signs in, if its first configuration says so: the second takes nothing over from it.
   *
   * @default - what the environment says
   */
  readonly settings?: Omit<OciProviderConfig, 'alias' | 'region'>;
}

const PROPS: PropNames<HomeRegionProps> = {
  region: true,
  alias: true,
  settings: true,
};

/**
 * Types that can be made and changed in the home region alone, whichever region their stack is for.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/Tasks/managingregions.htm
 */
const IN_HOME_REGION: ReadonlySet<string> = new Set([
  'oci_identity_auth_token',
  'oci_identity_compartment',
  'oci_identity_dynamic_group',
  'oci_identity_policy',
  'oci_identity_tag',
  'oci_identity_tag_default',
  'oci_identity_tag_namespace',
  'oci_limits_quota',
]);

/**
 * Has the IAM resources of a stack made in the tenancy's home region, whenever they were or are added; a resource with a
 * provider of its own keeps it. What belongs to an identity domain is reached by the domain's URL and stays as it is.
 */
export class HomeRegion extends Construct {
  readonly provider: OciProvider;

  constructor(scope: Construct, id: string, props: HomeRegionProps) {
    super(scope, id);
    new PropChecks(this).known(props, PROPS);
    const { region, alias = 'home', settings } = props;
    this.provider = new OciProvider(this, 'Oci', { ...settings, region, alias });
    Aspects.of(TerraformStack.of(this)).add(new InHomeRegion(this.provider));
  }
}

class InHomeRegion implements IAspect {
  constructor(private readonly provider: OciProvider) {}

  visit(node: IConstruct): void {
    if (TerraformResource.isTerraformResource(node) && IN_HOME_REGION.has(node.terraformResourceType)) {
      node.provider ??= this.provider;
    }
  }
}
