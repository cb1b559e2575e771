import type { TokenAuthentication } from '../../terraform/model/deployment';

/**
 * The token that a request carries where the deployment wants it.
 *
 * @returns the token, or why there is none
 */
export function findToken(
  request: Request,
  location: TokenAuthentication['token'],
): { readonly token: string } | { readonly missing: string } {
  if ('queryParameter' in location) {
    const token = new URL(request.url).searchParams.get(location.queryParameter) ?? '';
    return token === '' ? { missing: `no token in query parameter ${location.queryParameter}` } : { token };
  }
  const { header, scheme } = location;
  const value = request.headers.get(header);
  if (value === null) return { missing: `no token: header ${header} is missing` };
  // Compared exactly: whether OCI folds the case of a scheme is not documented, and a client that matches always works.
  const [given, token = '', ...rest] = value.split(/ +/);
  if (given !== scheme) return { missing: `header ${header} has another scheme than ${scheme}` };
  if (token === '' || rest.length > 0) return { missing: `header ${header} is not ${scheme} and one token` };
  return { token };
}
