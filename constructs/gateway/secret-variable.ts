import type { TerraformVariable } from 'cdktf';
import type { PropChecks } from '../prop-error';

/**
 * Notes what would bring a secret into the synthesized document or onto a screen: it has to be a variable that is marked as
 * sensitive and has no default. Its value then is in no file of the project; it is in Terraform's state, which has to be kept
 * as a secret.
 */
export function checkSecretVariable(checks: PropChecks, prop: string, variable: TerraformVariable): void {
  checks
    .expect(variable.sensitive === true, {
      prop,
      wrong: 'is a variable that Terraform would show',
      got: variable.friendlyUniqueId,
      expected: 'a variable with sensitive: true',
    })
    .expect(variable.default === undefined, {
      prop,
      wrong: 'is a variable whose default would be a secret in the document',
      got: variable.friendlyUniqueId,
      expected: 'a variable without a default',
      nextStep: `Set it by the environment: TF_VAR_${variable.friendlyUniqueId}`,
    });
}
