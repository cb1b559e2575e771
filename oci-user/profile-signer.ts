import { createPrivateKey } from 'node:crypto';
import { signRequest } from '../function/signer/sign-request';
import type { OciProfile } from './oci-profile';
import type { SignGet } from './sign-get';

/** Signs as the user of a profile. */
export function signGet(profile: OciProfile): SignGet {
  return async (url) => {
    const key = { keyId: await profile.getKeyId(), privateKey: createPrivateKey(profile.getPrivateKey()) };
    return signRequest({ method: 'GET', host: url.host, target: url.pathname + url.search }, key, new Date());
  };
}
