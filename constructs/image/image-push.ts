import { AssetType, TerraformAsset, TerraformResource, TerraformStack } from 'cdktf';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { pusherFile } from './pusher-file';
import { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** What {@link ImagePush} takes. */
export interface ImagePushProps {
  /** The bundle's folder as an asset: holds `image.json` and the files that it names. */
  readonly bundle: TerraformAsset;
  /** The bundle's tag, a hash of what the image is made of: the same one is pushed again only where its repository is another. */
  readonly tag: string;
  /** `<registry host>/<namespace>/<repository>`; the tag is added. */
  readonly repository: string;
  /**
   * The repository's OCID, which is another one where it was deleted and made anew under its name: then it holds no image, and the
   * same one is pushed again.
   *
   * @default - a repository that was made anew is not noticed
   */
  readonly repositoryId?: string;
  /**
   * What has to be there before the push.
   *
   * @default - what `repository` refers to
   */
  readonly dependsOn?: ITerraformDependable[];
}

const PROPS: PropNames<ImagePushProps> = {
  bundle: true,
  tag: true,
  repository: true,
  repositoryId: true,
  dependsOn: true,
};

/** Where in a stack the one program is that pushes all of its images. */
const PUSHER_ID = 'ImagePusher';

/**
 * Builds and pushes an image while Terraform applies: no Docker, nothing to install but Node. The program that does it is
 * one file among the stack's assets.
 *
 * Whoever applies logs in to the registry with the key of their own OCI configuration; nothing of it is in the document, the
 * plan or the state.
 */
export class ImagePush extends Construct {
  /** Holds tag and repository in the state, so that the image is pushed once. */
  readonly data: TerraformResource;
  readonly pusher: TerraformAsset;

  constructor(scope: Construct, id: string, props: ImagePushProps) {
    super(scope, id);
    new PropChecks(this).known(props, PROPS);
    const { bundle, tag, repository, repositoryId, dependsOn } = props;
    this.pusher = pusherOf(this);
    // Not cdktf's DataResource: that one runs `terraform version` in a synth, which is to need no Terraform.
    this.data = new TerraformResource(this, 'Data', {
      terraformResourceType: 'terraform_data',
      dependsOn,
      provisioners: [
        {
          type: 'local-exec',
          // What only Terraform knows stays out of the shell's words.
          command: `node ${this.pusher.path} ${bundle.path}`,
          environment: { IMAGE_REFERENCE: repository },
        },
      ],
    });
    // The same image is pushed again where the repository is another one, which has none yet.
    this.data.addOverride('triggers_replace', {
      tag,
      repository,
      ...(repositoryId === undefined ? {} : { repository_id: repositoryId }),
    });
  }
}

function pusherOf(scope: Construct): TerraformAsset {
  const stack = TerraformStack.of(scope);
  const existing = stack.node.tryFindChild(PUSHER_ID);
  if (existing instanceof TerraformAsset) return existing;
  return new TerraformAsset(stack, PUSHER_ID, {
    path: pusherFile(),
    type: AssetType.FILE,
    // Nothing that is deployed depends on it, so a new version of it is no change of the document.
    assetHash: 'program',
  });
}
