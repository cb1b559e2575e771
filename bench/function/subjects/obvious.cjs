/** The port that most people would write: fdk and oci-common's resource principal, signer and fetch. */
const fdk = require('@fnproject/fdk');
const { DefaultRequestSigner, ResourcePrincipalAuthenticationDetailsProvider } = require('oci-common');

const provider = ResourcePrincipalAuthenticationDetailsProvider.builder();
const signer = new DefaultRequestSigner(provider);
const endpoint = process.env.UPSTREAM_ENDPOINT ?? 'https://query.eu-frankfurt-1.oci.oraclecloud.com';

fdk.handle(async (input, context) => {
  const request = {
    uri: `${endpoint}/20180409/resources`,
    method: 'POST',
    headers: new Headers({ 'content-type': 'application/json' }),
    body: JSON.stringify(input),
  };
  await signer.signHttpRequest(request);
  const response = await fetch(request.uri, { method: request.method, headers: request.headers, body: request.body });
  context.httpGateway.statusCode = response.status;
  return response.json();
});
