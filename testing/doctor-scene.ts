import { doctor } from '../cli/doctor/doctor';
import type { DoctorOptions, DoctorSetup } from '../cli/doctor/doctor';
import { jsonLines } from './command';
import { DomainStandIn } from './domain-stand-in';
import { loopbackServer } from './loopback-server';
import { ociUser } from './oci-user';
import type { OciUser } from './oci-user';
import { recordedPrinter } from './recorded-printer';
import { scratch } from './scratch';

/** Where the user's files are. */
export const folder = scratch('doctor');
export const user = ociUser(folder);
/** What the tenancy is subscribed to. */
export const REGIONS = [
  { regionKey: 'FRA', regionName: 'eu-frankfurt-1', status: 'READY', isHomeRegion: true },
  { regionKey: 'ZRH', regionName: 'eu-zurich-1', status: 'IN_PROGRESS', isHomeRegion: false },
];
/** What the identity domain's key set holds. */
export const KEY = { kty: 'RSA', kid: 'SIGNING_KEY', alg: 'RS256', n: 'AQAB', e: 'AQAB' };

/** The identity service: lets through what the user signed. */
export function identity(body: unknown = REGIONS, status = 200): Promise<DomainStandIn> {
  return DomainStandIn.start(user.publicKey, user.keyId, (_request, response) => {
    response.writeHead(status).end(JSON.stringify(body));
  });
}

/** An identity domain, whose key set only the signed see. */
export async function domain(jwkStatus = 401): Promise<URL> {
  return loopbackServer((request, response) => {
    if (request.url === '/.well-known/openid-configuration') response.end('{"issuer":"https://identity.test/"}');
    else if (request.headers.authorization !== undefined || jwkStatus === 200)
      response.end(JSON.stringify({ keys: [KEY] }));
    else response.writeHead(jwkStatus).end();
  });
}

export const registry = (status = 401): Promise<URL> =>
  loopbackServer((_request, response) => response.writeHead(status).end());

export interface Looked {
  readonly lines: Readonly<Record<string, Record<string, unknown> | undefined>>;
  readonly failure?: string;
}

/** Looks; the line of every check by its name, and how it ended. */
export async function look(options: DoctorOptions = {}, setup: DoctorSetup = {}): Promise<Looked> {
  const { printer, printed } = recordedPrinter(true);
  const failure = await doctor(
    { config: user.configFile, ...options },
    {
      printer,
      signal: new AbortController().signal,
      keyIsFetched: false,
      ociStacks: [],
      stacks: [],
      serviceUrl: () => new URL('http://127.0.0.1:1'),
      baseRegistry: new URL('http://127.0.0.1:1'),
      providerRegistry: new URL('http://127.0.0.1:1'),
      ...setup,
      // Nothing of whoever runs the tests.
      environment: { HOME: folder, ...setup.environment },
    },
  ).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
  const lines = jsonLines(printed()).map((line): [string, Record<string, unknown>] => [String(line.step), line]);
  return { lines: Object.fromEntries(lines), failure };
}

/** Looks with everything in its place but for what is given. */
export async function lookAtCloud(
  { regions, skewMs = 0, own = user }: { regions?: DomainStandIn; skewMs?: number; own?: OciUser } = {},
  setup: DoctorSetup = {},
): Promise<Looked> {
  const services: Record<string, URL> = { identity: (regions ?? (await identity())).url, ocir: await registry() };
  return look(
    { config: own.configFile, domain: await domain() },
    {
      serviceUrl: (service) => services[service] as URL,
      baseRegistry: await registry(),
      providerRegistry: await registry(200),
      now: () => Date.now() + skewMs,
      ...setup,
    },
  );
}
