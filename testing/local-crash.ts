import { findBundle } from '../local/function-runner';
import { Container } from '../local/function-runner/container';
import { OBEDIENT, writeBundle } from './local-function';

/**
 * A program that lets a function connect to a socket, prints what the function saw, and crashes with the container still
 * running.
 */
async function main(directory: string, socket: string): Promise<void> {
  const { image } = writeBundle(directory, OBEDIENT);
  const container = await Container.start({
    bundle: findBundle(directory, image),
    session: { token: 'token', privateKeyPem: 'key', expiresAtMs: 0 },
    environment: (folder) => ({
      FN_LISTENER: `unix:${folder}/lsnr.sock`,
      OCI_RESOURCE_PRINCIPAL_RPST: `${folder}/rpst`,
      OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: `${folder}/private.pem`,
    }),
    onLog: () => undefined,
    startTimeoutMs: 5000,
    signal: new AbortController().signal,
  });
  const { body } = await container.call(
    {},
    Buffer.from(JSON.stringify({ connect: socket })),
    new AbortController().signal,
  );
  process.stdout.write(body, () => {
    throw new Error('crashed on purpose');
  });
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
