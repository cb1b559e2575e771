import { generateKeyPairSync } from 'node:crypto';
import { zipSync } from 'fflate';
import { holdsPrivateKey, privateKeysIn } from '../../../cli/resource-manager/private-key';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PKCS8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PKCS1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const LOCKED = privateKey
  .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'planted' })
  .toString();
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'sec1', format: 'pem' })
  .toString();
const OTHERS = ['OPENSSH PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'].map(
  (kind) => `-----BEGIN ${kind}-----\nbm90IGEga2V5IGF0IGFsbA==\n-----END ${kind}-----\n`,
);
const KEYS: readonly [string, string][] = [
  ['of PKCS #8', PKCS8],
  ['of PKCS #1', PKCS1],
  ['that takes a pass phrase', LOCKED],
  ['of an elliptic curve', EC],
  ['of OpenSSH', OTHERS[0] ?? ''],
  ['of PGP', OTHERS[1] ?? ''],
  ['with line ends of Windows', PKCS8.replaceAll('\n', '\r\n')],
  ['in one line', JSON.stringify(PKCS8)],
  ['in a text within a text', JSON.stringify(JSON.stringify(PKCS8))],
  ['in Base64', Buffer.from(PKCS8).toString('base64')],
  ['between other text', `key = <<EOT\n${PKCS1}EOT`],
];
const OTHER_TEXTS: readonly [string, string][] = [
  ['a public key', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
  ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----\n'],
  ['a public key in Base64', publicKey.export({ type: 'spki', format: 'pem' }).toString('base64')],
  ['what asks whether a text is a key', '${startswith(var.key, "-----BEGIN PRIVATE KEY-----")}'],
  ['words', 'Paste the BEGIN PRIVATE KEY line as well.'],
];

describe('a text holds a private key', () => {
  test.each(KEYS)('%s', (_what, text) => {
    expect(holdsPrivateKey(text)).toBe(true);
  });

  test('whose bytes are elsewhere', () => {
    expect(holdsPrivateKey('-----BEGIN PRIVATE KEY-----')).toBe(true);
  });

  test.each(OTHER_TEXTS)('not when it is %s', (_what, text) => {
    expect(holdsPrivateKey(text)).toBe(false);
  });
});

describe('a file holds a private key', () => {
  test.each(KEYS)('%s', (_what, text) => {
    expect(privateKeysIn('assets/a', Buffer.from(text))).toEqual(['assets/a']);
  });

  test('in an entry of a zip file, and in a zip file in there', () => {
    const inner = zipSync({ 'b.pem': Buffer.from(PKCS8) }, { level: 9 });
    const zip = zipSync({ 'a.txt': Buffer.from('a'), 'c/key.pem': Buffer.from(EC), 'inner.zip': inner }, { level: 9 });
    expect(privateKeysIn('assets/a.zip', zip)).toEqual(['assets/a.zip/c/key.pem', 'assets/a.zip/inner.zip/b.pem']);
  });

  test.each([
    ...OTHER_TEXTS,
    ['a program that reads keys', 'if (pem.indexOf("-----BEGIN PRIVATE KEY-----") !== 0) throw new TypeError("pem");'],
    ['a program that writes keys', '`-----BEGIN PRIVATE KEY-----\\n${bytes.match(/.{64}/g).join("\\n")}\\n`'],
    ['no zip file, although it begins like one', 'PK\u0003\u0004 and nothing besides'],
  ])('not when it is %s', (_what, text) => {
    expect(privateKeysIn('assets/a', Buffer.from(text))).toEqual([]);
  });
});
