import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Signs a text with RSA-SHA256 (PKCS#1 v1.5), in base64. The same text and key give the same signature. */
export function signature(text: string, privateKey: KeyObject): string {
  return sign('sha256', Buffer.from(text), privateKey).toString('base64');
}
