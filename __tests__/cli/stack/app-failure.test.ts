import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { appFailure } from '../../../cli/stack/app-failure';
import { scratch } from '../../../testing/scratch';

const ROOT = path.join(__dirname, '..', '..', '..');

/** What an app prints whose stack is given these options and this statement. */
function printed(options: string, statement = ''): string {
  const main = path.join(scratch('app'), 'main.ts');
  fs.writeFileSync(
    main,
    `import { App } from '${ROOT}/node_modules/cdktf';
import { search } from '${ROOT}/apis';
import { OracleApiStack } from '${ROOT}/stacks/oracle-api-stack';
const app = new App({ outdir: '${path.dirname(main)}' });
const stack = new OracleApiStack(app, 'oracleapi', { apis: [search], ${options} });
${statement}
app.synth();
`,
  );
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const cwd = path.dirname(main);
  const { stderr, stdout } = spawnSync(process.execPath, ['--import', tsx, main], { cwd, encoding: 'utf8' });
  return stdout + stderr;
}

describe('what the user reads of a failed app', () => {
  test('is which file is not there', () => {
    const cwd = scratch('no-main');
    const tsx = pathToFileURL(require.resolve('tsx')).href;
    const missing = spawnSync(process.execPath, ['--import', tsx, 'main.ts'], { cwd, encoding: 'utf8' });
    expect(appFailure(missing.stdout + missing.stderr)).toMatch(
      /^Cannot find module '\S+\/main\.ts' imported from \S+$/,
    );
    fs.writeFileSync(path.join(cwd, 'main.ts'), "import './stacks';\n");
    const imports = spawnSync(process.execPath, ['--import', tsx, 'main.ts'], { cwd, encoding: 'utf8' });
    expect(appFailure(imports.stdout + imports.stderr)).toMatch(/^Cannot find module '\.\/stacks'$/);
  });

  test('is every sentence about its props, and no report of Node', () => {
    expect(appFailure(printed("network: { cidrBlock: '10.0.0.0/8', gatewayCidrBlock: 'x' }"))).toBe(
      'cidrBlock has a size that no network of OCI has: got "10.0.0.0/8"; expected a prefix length of /16 to /30 (at oracleapi/Network)\n' +
        'gatewayCidrBlock is not a block of IPv4 addresses: got "x"; expected an address and a prefix length, for example 10.0.0.0/16 (at oracleapi/Network)',
    );
  });

  test('is what validations found, and no advice to switch them off', () => {
    const route =
      "stack.gateway.addRoute({ path: '/x', methods: ['GET'], functionId: 'ocid1.fnfunc.oc1..x', scopes: ['admin'] });";
    expect(appFailure(printed('', route))).toBe(
      '[oracleapi] scopes of /x has what no client can be given: got ["admin"]; expected some of invoke. Name it in apps.scopes as well.',
    );
  });

  test('is where its text cannot be read, and what is wrong there', () => {
    expect(appFailure(printed('', 'const one = = 1;'))).toMatch(/^\/\S+\/main\.ts:6:12: ERROR: Unexpected "="$/);
  });

  test('is each place of several that cannot be read', () => {
    const places = ['/shop/main.ts:3:5: ERROR: Unexpected "="', '/shop/main.ts:9:1: ERROR: Expected ";"'];
    const report = `triggerUncaughtException(\n^\n\nError: Transform failed with 2 errors:\n${places.join('\n')}\n    at f (main.js:1:1)\n`;
    expect(appFailure(report)).toBe(places.join('\n'));
  });

  test('is all of it where it has no such sentence', () => {
    expect(appFailure('TypeError: no\n    at main.ts:1\n')).toBe('TypeError: no\n    at main.ts:1');
  });
});
