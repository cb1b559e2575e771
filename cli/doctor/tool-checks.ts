import type { CheckOutcome } from '../checklist';
import type { TerraformProgram } from '../deployed/terraform-program';

/** The oldest that the package runs on: `engines` of package.json. */
const NODE: Version = [20, 19];
/** The oldest with `terraform_data`. */
const TERRAFORM: Version = [1, 4];
/** The oldest that imports by an id that is computed. */
const IMPORTS: Version = [1, 6];
/** The oldest with the backend `oci`. */
const OCI_BACKEND: Version = [1, 12];
/** Where else the state can be. */
const ELSEWHERE = 'or keep the state elsewhere: docs/state.md.';

type Version = readonly [major: number, minor: number];

/** Whether this Node can run the package. */
export function checkNode(version = process.version): CheckOutcome {
  return isAtLeast(version, NODE)
    ? { ok: version }
    : { failed: `${version} is too old; expected ${NODE.join('.')} or newer. Install a newer Node.` };
}

/**
 * Whether what cdktf calls is new enough.
 *
 * @param ociStacks the stacks that keep their state in Terraform's backend `oci`
 */
export function checkTerraform(program: TerraformProgram, ociStacks: readonly string[] = []): CheckOutcome {
  const problem = tryBackendProblem(program, ociStacks);
  if (problem !== undefined) return { failed: problem };
  const { name, version } = program;
  if (!isAtLeast(version, TERRAFORM)) {
    return { failed: `${name} ${version} is too old; expected ${TERRAFORM.join('.')} or newer.` };
  }
  if (name !== 'terraform' && !process.env.TERRAFORM_BINARY_NAME) {
    return { advice: `${name} ${version}. Set TERRAFORM_BINARY_NAME=${name}, or cdktf looks for terraform.` };
  }
  return isAtLeast(version, IMPORTS)
    ? { ok: `${name} ${version}` }
    : {
        advice: `${name} ${version}. signingCertificatePublicAccess imports settings, which takes ${IMPORTS.join('.')}.`,
      };
}

/** What to install for the stacks; see {@link checkTerraform}. */
export function installable(ociStacks: readonly string[]): string {
  return ociStacks.length === 0
    ? `Terraform ${TERRAFORM.join('.')} or newer, or OpenTofu.`
    : `Terraform ${OCI_BACKEND.join('.')} or newer, which the backend oci of ${ociStacks.join(', ')} takes.`;
}

/** @see https://github.com/opentofu/opentofu/issues/1011 for OpenTofu, which has no such backend */
function tryBackendProblem(
  { name, version, isOpenTofu }: TerraformProgram,
  ociStacks: readonly string[],
): string | undefined {
  if (ociStacks.length === 0) return undefined;
  const [stacks, oldest] = [ociStacks.join(', '), OCI_BACKEND.join('.')];
  if (isOpenTofu) {
    return `${name} ${version}: OpenTofu has no backend oci, which ${stacks} needs. Install Terraform ${oldest} or newer, ${ELSEWHERE}`;
  }
  return isAtLeast(version, OCI_BACKEND)
    ? undefined
    : `${name} ${version} is too old for the backend oci of ${stacks}; expected ${oldest} or newer. Install a newer one, ${ELSEWHERE}`;
}

function isAtLeast(text: string, [major, minor]: Version): boolean {
  const [, own = '0', next = '0'] = /^v?(\d+)\.(\d+)/.exec(text) ?? [];
  return Number(own) > major || (Number(own) === major && Number(next) >= minor);
}
