import { createPrivateKey, createPublicKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { createTokenIssuer } from '../../../local/resource-principal';
import type { TokenIssuer } from '../../../local/resource-principal';

const NOW_MS = 1_700_000_000_900;
const TENANCY = 'ocid1.tenancy.oc1..one';
const HOLDER = { functionId: 'ocid1.fnfunc.oc1..one', compartmentId: 'ocid1.compartment.oc1..one' };

let issuer: TokenIssuer;
beforeAll(async () => {
  issuer = await createTokenIssuer({ tenancyId: TENANCY, now: () => NOW_MS });
});

describe('a session token', () => {
  test('says whose it is', async () => {
    expect(decodeJwt((await issuer.issue(HOLDER)).token)).toMatchObject({
      res_tenant: TENANCY,
      res_compartment: HOLDER.compartmentId,
      res_id: HOLDER.functionId,
      res_type: 'fnfunc',
      ptype: 'resource',
      ttype: 'res_sp',
    });
  });

  test('lives for 15 minutes of whole seconds', async () => {
    const { token, expiresAtMs } = await issuer.issue(HOLDER);
    expect(decodeJwt(token)).toMatchObject({ iat: 1_700_000_000, exp: 1_700_000_900 });
    expect(expiresAtMs).toBe(1_700_000_900_000);
  });

  test('is signed with RS256 by its issuer', async () => {
    const { token } = await issuer.issue(HOLDER);
    expect(decodeProtectedHeader(token).alg).toBe('RS256');
    await expect(jwtVerify(token, issuer.publicKey, { currentDate: new Date(NOW_MS) })).resolves.toBeDefined();
  });

  test('is refused by the key of another issuer', async () => {
    const { token } = await issuer.issue(HOLDER);
    const other = await createTokenIssuer({ tenancyId: TENANCY, now: () => NOW_MS });
    await expect(jwtVerify(token, other.publicKey, { currentDate: new Date(NOW_MS) })).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
  });

  test('names the public half of the key beside it, and nothing of the private one', async () => {
    const { token, privateKeyPem } = await issuer.issue(HOLDER);
    const jwk: unknown = JSON.parse(String(decodeJwt(token).jwk));
    expect(jwk).toEqual(createPublicKey(createPrivateKey(privateKeyPem)).export({ format: 'jwk' }));
    expect(Object.keys(jwk as object).sort()).toEqual(['e', 'kty', 'n']);
  });

  test('comes with a new key each time', async () => {
    const [first, second] = await Promise.all([issuer.issue(HOLDER), issuer.issue(HOLDER)]);
    expect(first.privateKeyPem).not.toBe(second.privateKeyPem);
  });
});
