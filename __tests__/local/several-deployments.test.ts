import { roundTrip, startLocalCloud } from '../../local';
import type { Hop, LocalCloud } from '../../local';
import { DefaultStack, only } from '../../testing/default-stack';

interface Specification {
  routes: Record<string, unknown>[];
  request_policies: { authentication: Record<string, unknown> };
}

const stack = new DefaultStack();
const hops: Hop[] = [];
let cloud: LocalCloud;

/** The default stack with a second deployment that has the same routes, and one more that everybody may call. */
beforeAll(async () => {
  const directory = stack.copy({
    document: (document) => {
      const first = only(document, 'oci_apigateway_deployment');
      const second = structuredClone(first) as { path_prefix: string; specification: Specification };
      const { routes, request_policies: policies } = second.specification;
      second.path_prefix = '/second';
      policies.authentication['is_anonymous_access_allowed'] = true;
      routes.push({
        path: '/health',
        methods: ['GET'],
        backend: { type: 'STOCK_RESPONSE_BACKEND', status: 203, body: 'up $${here}' },
        request_policies: { authorization: { type: 'ANONYMOUS' } },
      });
      Object.assign(document.resource['oci_apigateway_deployment'] ?? {}, { Second: second });
    },
  });
  cloud = await startLocalCloud({ stackDirectory: directory, port: 0, onHop: (hop) => hops.push(hop) });
});

afterAll(async () => {
  await cloud.close();
  stack.remove();
});

const urlOf = (prefix: string): string => cloud.routes.find(({ url }) => url.includes(prefix))?.url ?? '';

describe('two deployments of one gateway', () => {
  test.each(['/oracleapi/', '/second/'])('lead a call of %s to the function', async (prefix) => {
    const route = cloud.routes.find(({ url }) => url.includes(prefix));
    if (route === undefined) throw new Error('no route');
    expect((await roundTrip(cloud, route, hops)).status).toBe(200);
  });

  test('have routes of their own', async () => {
    const health = urlOf('/second/').replace('/search', '/health');
    expect((await fetch(health)).status).toBe(203);
    expect((await fetch(health.replace('/second/', '/oracleapi/'))).status).toBe(404);
  });

  test('answer a stock response as the stack says, without the expression that Terraform would read', async () => {
    const response = await fetch(urlOf('/second/').replace('/search', '/health'));
    expect(await response.text()).toBe('up ${here}');
  });
});
