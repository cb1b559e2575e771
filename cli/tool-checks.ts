import type { CheckOutcome } from './checklist';
import { tryFindTerraform } from './terraform-program';

/** The oldest that the package runs on: `engines` of package.json. */
const NODE: Version = [20, 19];
/** The oldest with `terraform_data`. */
const TERRAFORM: Version = [1, 4];
/** The oldest that imports by an id that is computed. */
const IMPORTS: Version = [1, 6];

type Version = readonly [major: number, minor: number];

/** Whether this Node can run the package. */
export function checkNode(version = process.version): CheckOutcome {
  return isAtLeast(version, NODE)
    ? { ok: version }
    : { failed: `${version} is too old; expected ${NODE.join('.')} or newer. Install a newer Node.` };
}

/** Whether what cdktf calls is there and new enough. */
export async function checkTerraform(signal: AbortSignal): Promise<CheckOutcome> {
  const program = await tryFindTerraform(signal);
  const wanted = process.env.TERRAFORM_BINARY_NAME;
  if (program === undefined) {
    const what = wanted
      ? `${wanted} (TERRAFORM_BINARY_NAME) does not run`
      : 'neither terraform nor tofu is on the PATH';
    return { failed: `${what}. Install Terraform ${TERRAFORM.join('.')} or newer, or OpenTofu.` };
  }
  const { name, version } = program;
  if (!isAtLeast(version, TERRAFORM)) {
    return { failed: `${name} ${version} is too old; expected ${TERRAFORM.join('.')} or newer.` };
  }
  if (name !== 'terraform' && !wanted) {
    return { advice: `${name} ${version}. Set TERRAFORM_BINARY_NAME=${name}, or cdktf looks for terraform.` };
  }
  return isAtLeast(version, IMPORTS)
    ? { ok: `${name} ${version}` }
    : {
        advice: `${name} ${version}. signingCertificatePublicAccess imports settings, which takes ${IMPORTS.join('.')}.`,
      };
}

function isAtLeast(text: string, [major, minor]: Version): boolean {
  const [, own = '0', next = '0'] = /^v?(\d+)\.(\d+)/.exec(text) ?? [];
  return Number(own) > major || (Number(own) === major && Number(next) >= minor);
}
