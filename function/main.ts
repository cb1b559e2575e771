import { handle } from '@fnproject/fdk';
import api from 'signed-api/declaration';
import { fdkHandler } from './fdk-handler';
import { createHandler } from './handler';
import { createLog, errorText } from './log';
import { nodeFiles } from './principal/source';
import { upstreamOf } from './upstream-of';

const { env } = process;
const log = createLog((line) => process.stderr.write(line), Date.now, env.LOG_LEVEL);

// The FDK would let the process die of it, and with it whatever call is under way.
process.on('unhandledRejection', (reason) => {
  log.write('error', { api: api.name, code: 'UnhandledRejection', error: errorText(reason) });
});

const upstream = upstreamOf({
  api,
  environment: env,
  files: nodeFiles,
  now: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
  tracesSigning: log.level === 'debug',
});

handle(fdkHandler(createHandler({ api, upstream: upstream.client, now: Date.now, log })), { inputMode: 'buffer' });
// Once the platform can see the socket: a process that waits for its first call has key and connection ready by then.
setImmediate(upstream.prepare);
