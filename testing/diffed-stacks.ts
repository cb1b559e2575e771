import type { App } from 'cdktf';
import { search } from '../apis';
import { OracleApiStack } from '../stacks/oracle-api-stack';
import type { TerraformDocument } from '../terraform';
import { QUERY } from './function-apis';
import { stubImage } from './oracle-stack';
import { synthStack } from './synth';

/** The default stack, and the same with one more API and one route for everybody. */
export function diffedStacks(): { readonly before: TerraformDocument; readonly after: TerraformDocument } {
  const stub = stubImage();
  return {
    before: synthStack((app) => new OracleApiStack(app, 'oracleapi', { apis: [search], ...stub })),
    after: synthStack((app: App) => {
      const stack = new OracleApiStack(app, 'oracleapi', { apis: [search, QUERY], ...stub });
      const [first] = stack.functions;
      stack.gateway.addRoute({
        path: '/health',
        methods: ['GET'],
        functionId: first?.functionId ?? '',
        allowAnonymousCallers: true,
      });
      return stack;
    }),
  };
}
