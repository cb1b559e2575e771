import { TerraformElement } from 'cdktf';
import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** What {@link ImportBlock} takes. */
export interface ImportBlockProps {
  /** The resource that takes over what is there already. */
  readonly to: TerraformResource;
  /** How the provider names what is there; it may hold a variable, from Terraform 1.6 on. */
  readonly id: string;
}

const PROPS: PropNames<ImportBlockProps> = {
  to: true,
  id: true,
};

/**
 * Lets Terraform take over what exists, as part of the next apply, instead of making it anew.
 *
 * The same as `importFrom` of a resource, which asks for a Terraform binary at synth; this asks for none.
 *
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export class ImportBlock extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ImportBlockProps,
  ) {
    super(scope, id);
    new PropChecks(this).known(props, PROPS);
  }

  override toTerraform(): object {
    const { to, id } = this.props;
    return { import: [{ to: `${to.terraformResourceType}.${to.friendlyUniqueId}`, id }] };
  }
}
