export { OciProfile, readProfile } from '../image/oci-profile';
export type { ProfileOptions } from '../image/oci-profile';
