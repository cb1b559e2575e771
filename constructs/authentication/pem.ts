import { X509Certificate } from 'node:crypto';
import { Token } from 'cdktf';
import type { PropChecks } from '../prop-error';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * Reads the certificates of a text and notes what is wrong with it; a text that only Terraform will know is not judged.
 *
 * @returns none if the text is wrong or unknown
 */
export function checkCertificates(checks: PropChecks, prop: string, pem: string): readonly X509Certificate[] {
  if (Token.isUnresolved(pem)) return [];
  // Whatever is given in place of a certificate may be its key, so it is not repeated.
  const got = `${String(pem.length)} characters`;
  checks.expect(!pem.includes('PRIVATE KEY'), {
    prop,
    wrong: 'holds a private key, which would be in the document',
    got,
    expected: 'certificates alone',
  });
  const certificates = tryRead(pem);
  checks.expect(certificates !== undefined, {
    prop,
    wrong: 'has no certificates that can be read',
    got,
    expected: 'one or more in PEM: -----BEGIN CERTIFICATE----- and so on',
  });
  return certificates ?? [];
}

function tryRead(pem: string): readonly X509Certificate[] | undefined {
  try {
    const certificates = (pem.match(CERTIFICATE) ?? []).map((text) => new X509Certificate(text));
    return certificates.length > 0 ? certificates : undefined;
  } catch {
    return undefined;
  }
}
