import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { SeenByFunction } from '../../../testing/local-function';
import { scratch } from '../../../testing/scratch';

const ROOT = path.join(__dirname, '..', '..', '..');

/** Calls a function, prints what it saw, and throws with the container still running. */
const PROGRAM = `
import { Container } from './local/function-runner/container';
import { findBundle } from './local/function-runner';
import { OBEDIENT, writeBundle } from './testing/local-function';

const directory = process.argv[1] ?? '';
const { image } = writeBundle(directory, OBEDIENT);
void Container.start({
  bundle: findBundle(directory, image),
  session: { token: 'token', privateKeyPem: 'key', expiresAtMs: 0 },
  environment: (folder) => ({
    FN_LISTENER: 'unix:' + folder + '/lsnr.sock',
    OCI_RESOURCE_PRINCIPAL_RPST: folder + '/rpst',
    OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: folder + '/private.pem',
  }),
  onLog: () => undefined,
  startTimeoutMs: 5000,
}).then(async (container) => {
  const { body } = await container.call({}, Buffer.from('{}'), new AbortController().signal);
  process.stdout.write(body.toString(), () => setImmediate(() => { throw new Error('crash'); }));
});
`;

describe('a process that crashes', () => {
  test('takes its containers and their folders with it', () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=commonjs-typescript', '--eval', PROGRAM, scratch('exit')],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(stderr).toContain('crash');
    const { pid, folder } = JSON.parse(stdout) as SeenByFunction;
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(fs.existsSync(folder)).toBe(false);
  });
});
