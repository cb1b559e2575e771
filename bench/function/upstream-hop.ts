import http from 'node:http';
import { summarize } from '../statistics';

const BODY = Buffer.from('{"type":"Structured","query":"query autonomousdatabase resources"}');

/** The median time of one small POST to the upstream over a connection that stays open, in milliseconds. */
export async function measureUpstreamHop(upstream: string, calls: number): Promise<number> {
  const agent = new http.Agent({ keepAlive: true });
  const samples: number[] = [];
  try {
    for (let call = -50; call < calls; call += 1) {
      const startedAt = performance.now();
      await post(upstream, agent);
      if (call >= 0) samples.push(performance.now() - startedAt);
    }
  } finally {
    agent.destroy();
  }
  return summarize(samples).median;
}

async function post(upstream: string, agent: http.Agent): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': BODY.length };
    const request = http.request(`${upstream}/20180409/resources`, { method: 'POST', agent, headers }, (response) => {
      response.on('error', reject).on('end', resolve).resume();
    });
    request.on('error', reject);
    request.end(BODY);
  });
}
