import { IdentityDomainsSetting } from '@cdktf/provider-oci/lib/identity-domains-setting';
import type { Construct } from 'constructs';
import { ImportBlock } from './import-block';

const SETTINGS_SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:Settings';
/** The domain's one settings object. */
const SETTINGS_ID = 'Settings';

/** The domain's settings, taken over with all that stands in them. */
export interface SigningCertificateAccess {
  readonly setting: IdentityDomainsSetting;
  readonly settingImport: ImportBlock;
}

/**
 * Lets anyone read the domain's signing certificate, and leaves its other settings as they are.
 *
 * The provider writes the settings as one object: when it makes them, with no more than stands in the configuration, which
 * may reset the others. So they are imported; from then on it writes back all that it has read.
 *
 * @see https://docs.oracle.com/en-us/iaas/tools/terraform-provider-oci/latest/docs/r/identity_domains_setting.html
 */
export function openSigningCertificate(scope: Construct, domainUrl: string): SigningCertificateAccess {
  const setting = new IdentityDomainsSetting(scope, 'Setting', {
    idcsEndpoint: domainUrl,
    settingId: SETTINGS_ID,
    schemas: [SETTINGS_SCHEMA],
    // Required, and not ours to change.
    csrAccess: 'none',
    signingCertPublicAccess: true,
    // An import does not fill in `setting_id`, and a change of it would replace the settings by a new object.
    lifecycle: { ignoreChanges: ['csr_access', 'schemas', 'setting_id'] },
  });
  const settingImport = new ImportBlock(scope, 'SettingImport', {
    to: setting,
    id: `idcsEndpoint/${domainUrl}/settings/${SETTINGS_ID}`,
  });
  return { setting, settingImport };
}
