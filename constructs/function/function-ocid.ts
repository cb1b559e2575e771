import type { PropChecks } from '../prop-error';

/** Notes what is not the OCID of a function; one that only Terraform will know is not judged. */
export function checkFunctionId(checks: PropChecks, prop: string, functionId: string | undefined): void {
  checks.expect(/^ocid1\.fnfunc\./.test(functionId ?? ''), {
    prop,
    wrong: 'is not the OCID of a function',
    got: functionId,
    expected: "an OCID that starts with 'ocid1.fnfunc.'",
  });
}
