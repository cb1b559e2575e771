import { createPrivateKey } from 'node:crypto';
import { contentOf } from '../../function/signer/content';
import { signRequest } from '../../function/signer/sign-request';
import type { OciProfile } from '../../oci-user/oci-profile';
import { send } from '../http-request';
import type { HttpAnswer, HttpRequest } from '../http-request';

/** A request that OCI lets through only when it knows who made it. */
export interface SignedRequest extends Omit<HttpRequest, 'body'> {
  readonly body?: string;
}

/** Sends a request to OCI, signed as the user of a profile. */
export async function sendSigned(url: URL, profile: OciProfile, request: SignedRequest = {}): Promise<HttpAnswer> {
  const { method = 'GET', headers = {}, body, ...rest } = request;
  const content = body === undefined ? undefined : contentOf(Buffer.from(body), headers['content-type']);
  const key = { keyId: await profile.getKeyId(), privateKey: createPrivateKey(profile.getPrivateKey()) };
  const target = url.pathname + url.search;
  const signed = signRequest({ method, host: url.host, target, content }, key, new Date());
  return send(url, { ...rest, method, headers: { ...headers, ...signed }, body: content?.bytes });
}
