/** The least that signs: reads key and token, signs, forwards. It checks nothing, and no gateway could rely on it. */
const crypto = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const { URL } = require('node:url');
const fdk = require('@fnproject/fdk');

const { OCI_RESOURCE_PRINCIPAL_RPST, OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM, UPSTREAM_ENDPOINT } = process.env;
const { hostname, port, host } = new URL(UPSTREAM_ENDPOINT);
const agent = new http.Agent({ keepAlive: true });
const NAMES = 'x-date (request-target) host content-type content-length x-content-sha256';
let session;

fdk.handle(
  (body) => {
    session ??= {
      keyId: `ST$${fs.readFileSync(OCI_RESOURCE_PRINCIPAL_RPST, 'utf8')}`,
      key: crypto.createPrivateKey(fs.readFileSync(OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM)),
    };
    const headers = {
      'x-date': new Date().toUTCString(),
      host,
      'content-type': 'application/json',
      'content-length': String(body.length),
      'x-content-sha256': crypto.createHash('sha256').update(body).digest('base64'),
    };
    const text = NAMES.split(' ')
      .map((name) => `${name}: ${name === '(request-target)' ? 'post /20180409/resources' : headers[name]}`)
      .join('\n');
    const signature = crypto.sign('sha256', Buffer.from(text), session.key).toString('base64');
    headers.authorization = `Signature version="1",keyId="${session.keyId}",algorithm="rsa-sha256",headers="${NAMES}",signature="${signature}"`;
    return new Promise((resolve, reject) => {
      const request = http.request(
        { agent, hostname, port, method: 'POST', path: '/20180409/resources', headers },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => resolve(fdk.rawResult(Buffer.concat(chunks))));
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  },
  { inputMode: 'buffer' },
);
