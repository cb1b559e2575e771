import { unzipSync } from 'fflate';

const MARK = /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----/;
/** What only asks whether a text is a key has the mark between quotes. */
const HELD = new RegExp(String.raw`${MARK.source}(?!\\?["'])`);
/** Programs that read keys hold the mark too; a key goes on with its own bytes, after headers perhaps. */
const WHOLE = new RegExp(String.raw`${MARK.source}(?:\s|\\+[rn]|[\w-]+: [^\n\\]*)*[A-Za-z0-9+/]{16}`);
/** The mark's beginning, and what follows it, as Base64 writes them. */
const ENCODED = /LS0tLS1CRUdJTi[A-Za-z0-9+/]+/g;

/** Whether a text of a document holds a private key, as it is or in Base64. */
export function holdsPrivateKey(text: string): boolean {
  return HELD.test(text) || encodedTexts(text).some((one) => MARK.test(one));
}

/** The places of private keys in a file: itself, or what is in it if it is a zip file. */
export function privateKeysIn(name: string, content: Buffer | Uint8Array): readonly string[] {
  if (isZip(content)) {
    return entriesOf(content).flatMap(([entry, bytes]) => privateKeysIn(`${name}/${entry}`, bytes));
  }
  const text = Buffer.from(content).toString('latin1');
  return [text, ...encodedTexts(text)].some((one) => WHOLE.test(one)) ? [name] : [];
}

function encodedTexts(text: string): string[] {
  return (text.match(ENCODED) ?? []).map((part) => Buffer.from(part, 'base64').toString('latin1'));
}

function isZip(content: Uint8Array): boolean {
  return Buffer.from(content.subarray(0, 4)).toString('latin1') === 'PK\u0003\u0004';
}

function entriesOf(content: Uint8Array): [string, Uint8Array][] {
  try {
    return Object.entries(unzipSync(content));
  } catch {
    return [];
  }
}
