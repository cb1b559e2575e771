// Exchanges the job's own OIDC token for a session of OCI, and writes it as a profile of OCI's configuration file.
// Needs Node alone. Nothing that it prints is a secret; its key is made here and never leaves the machine.
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { URL, URLSearchParams } from 'node:url';

const AUDIENCE = 'https://cloud.oracle.com';
const TIMEOUT_MS = 30_000;

function setting(name) {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set. docs/pipelines.md says what it is.`);
  return value;
}

/** The client's secret and the job's token go there, so never in the clear; loopback is for tests. */
function domainUrl() {
  const text = setting('OCI_DOMAIN_URL');
  if (URL.canParse(text)) {
    const url = new URL(text);
    const isLoopback = url.protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
    if ((url.protocol === 'https:' || isLoopback) && url.username === '' && url.password === '') return url;
  }
  const got = oneLine(text.replace(/\/\/[^/]*@/, '//…@'));
  throw new Error(
    `OCI_DOMAIN_URL is not an https URL: got ${got}; expected https://…. The identity domain's details page shows it.`,
  );
}

/** One request, with its answer as JSON; `who` and `next` are for the messages. */
async function ask(url, init, { who, next }) {
  let response;
  let text;
  try {
    const signal = globalThis.AbortSignal.timeout(TIMEOUT_MS);
    response = await fetch(url, { ...init, redirect: 'error', signal });
    text = await response.text();
  } catch (error) {
    const reason =
      error.name === 'TimeoutError'
        ? `no answer within ${String(TIMEOUT_MS / 1000)} s`
        : (error.cause?.code ?? error.cause?.message ?? error.message);
    throw new Error(`${who} cannot be reached at ${url.host}: ${oneLine(reason)}. ${next}`, { cause: error });
  }
  let answer;
  try {
    answer = JSON.parse(text) ?? {};
  } catch {
    answer = undefined;
  }
  return { status: response.status, isOk: response.ok, answer };
}

/** GitHub gives a token to who asks for it; GitLab puts it into the variable that `id_tokens` names. */
async function jobToken() {
  const { OCI_ID_TOKEN, ACTIONS_ID_TOKEN_REQUEST_URL } = process.env;
  if (OCI_ID_TOKEN) return OCI_ID_TOKEN;
  if (!ACTIONS_ID_TOKEN_REQUEST_URL)
    throw new Error('There is no OIDC token: set id_tokens (GitLab), or permissions: id-token: write (GitHub).');
  const url = new URL(ACTIONS_ID_TOKEN_REQUEST_URL);
  url.searchParams.set('audience', AUDIENCE);
  const headers = { authorization: `Bearer ${setting('ACTIONS_ID_TOKEN_REQUEST_TOKEN')}` };
  const next = "Run the job again; GitHub's status page says whether it is GitHub.";
  const { status, isOk, answer } = await ask(url, { headers }, { who: 'GitHub', next });
  if (!isOk) throw new Error(`GitHub gave no OIDC token: status ${String(status)}. ${next}`);
  if (typeof answer?.value !== 'string') {
    throw new Error(`GitHub gave no OIDC token: its answer has no value. ${next}`);
  }
  return answer.value;
}

/** The session is good only together with the key that it was asked for. */
async function session(domain, publicKey) {
  const [id, secret] = [setting('OCI_CLIENT_ID'), setting('OCI_CLIENT_SECRET')];
  const credential = Buffer.from(`${id}:${secret}`).toString('base64');
  const subjectToken = await jobToken();
  const init = {
    method: 'POST',
    headers: { authorization: `Basic ${credential}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      requested_token_type: 'urn:oci:token-type:oci-upst',
      public_key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      subject_token: subjectToken,
      subject_token_type: 'jwt',
    }).toString(),
  };
  const next = 'Is OCI_DOMAIN_URL the URL of the identity domain?';
  const url = new URL(`${domain.pathname.replace(/\/+$/, '')}/oauth2/v1/token`, domain);
  const { status, isOk, answer } = await ask(url, init, { who: 'The identity domain', next });
  if (answer === undefined) {
    throw new Error(`The identity domain gave no session: status ${String(status)}, and no JSON. ${next}`);
  }
  if (!isOk) {
    const told = oneLine(answer.error_description ?? answer.error ?? '', [secret, credential, subjectToken]);
    throw new Error(
      `The identity domain gave no session: status ${String(status)}${told === '' ? '' : ` (${told})`}. Its trust has to match the job${claimsOf(subjectToken)}: see docs/pipelines.md.`,
    );
  }
  if (typeof answer.token !== 'string' || answer.token === '') {
    throw new Error(`The identity domain gave no session: its answer has no token. ${next}`);
  }
  return answer.token;
}

/** What a trust looks at, none of it secret; the token itself is. */
function claimsOf(token) {
  try {
    const { iss, sub, aud } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
    return ` (${oneLine(`iss ${iss}, sub ${sub}, aud ${aud}`)})`;
  } catch {
    return '';
  }
}

/** Text of others for a log: no line breaks or control characters, none of the secrets, no token. */
function oneLine(text, secrets = []) {
  const hidden = secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), String(text));
  return hidden
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

async function main() {
  const folder = path.join(os.homedir(), '.oci');
  const config = path.join(folder, 'config');
  if (fs.existsSync(config)) throw new Error(`${config} is there already; this is for machines that live for one job.`);
  const [tenancy, region, domain] = [setting('OCI_TENANCY'), setting('OCI_REGION'), domainUrl()];
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const token = await session(domain, publicKey);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name, text) => {
    fs.writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    return path.join(folder, name);
  };
  const key = write('session_key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const file = write('session_token', token);
  const entries = { tenancy, region, key_file: key, security_token_file: file };
  const lines = Object.entries(entries).map(([name, value]) => `${name}=${value}`);
  write('config', `[DEFAULT]\n${lines.join('\n')}\n`);
  process.stdout.write(`${config} has a session in ${region}.\n`);
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
