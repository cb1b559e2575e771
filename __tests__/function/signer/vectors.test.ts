import { createPrivateKey } from 'node:crypto';
import { contentOf } from '../../../function/signer/content';
import { signature } from '../../../function/signer/signature';
import { signingString } from '../../../function/signer/signing-string';
import vectors from '../vectors/oci-go-sdk.json';

const privateKey = createPrivateKey(vectors.privateKey.join('\n'));

describe('the published vectors', () => {
  it.each(vectors.cases)('meets the signature of $title', ({ fields, signature: expected }) => {
    expect(signature(signingString(fields), privateKey)).toBe(expected);
  });

  it('meets the digest and the length of the published body', () => {
    const { body, fields } = vectors.cases[1] ?? { fields: [] };
    const content = contentOf(Buffer.from(body ?? ''));

    expect(fields).toContainEqual({ name: 'x-content-sha256', value: content.sha256 });
    expect(fields).toContainEqual({ name: 'content-length', value: String(content.bytes.length) });
  });
});
