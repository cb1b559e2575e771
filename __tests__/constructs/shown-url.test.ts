import { hasUser, shownUrl } from '../../constructs/shown-url';
import { UNKNOWN } from '../../testing/synth-authentication';

describe('the address that an error shows', () => {
  test.each([
    ['https://idp.test/jwk', 'https://idp.test/jwk'],
    ['https://idp.test/@name', 'https://idp.test/@name'],
    ['idp.test/jwk', 'idp.test/jwk'],
    ['', ''],
    ['https://user:secret@idp.test/jwk', 'https://***@idp.test/jwk'],
    ['https://secret@idp.test', 'https://***@idp.test'],
    ['https://user:a@b:secret@idp.test/', 'https://***@idp.test/'],
    ['user:secret@idp.test', 'user:***@idp.test'],
    ['//user:secret@idp.test', '//***@idp.test'],
    ['https://user:sec/ret@idp.test/jwk', 'https://***@idp.test/jwk'],
    ['https://user:sec?ret@idp.test/jwk', 'https://***@idp.test/jwk'],
    ['https://idp.test/?a=secret&b=secret=', 'https://idp.test/?a=***&b=***'],
    ['https://idp.test/?secret', 'https://idp.test/?***'],
    ['https://idp.test/#secret', 'https://idp.test/#***'],
    ['https://idp.test/?a=secret\n#secret', 'https://idp.test/?a=***#***'],
    [`https://user:${UNKNOWN}@idp.test/`, 'https://***@idp.test/'],
    [`https://${UNKNOWN}/a@b`, `https://${UNKNOWN}/a@b`],
  ])('of %j is %j', (url, shown) => {
    expect(shownUrl(url)).toBe(shown);
  });

  test.each([
    ['https://user@idp.test/', true],
    [`https://user:${UNKNOWN}@idp.test/`, true],
    ['https://idp.test/@name', false],
    ['https://idp.test/?mail=a@b', false],
  ])('of %s has a user: %p', (url, expected) => {
    expect(hasUser(url)).toBe(expected);
  });
});
