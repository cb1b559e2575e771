import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { deployed } from '../../../cli/deployed/deployed';
import { deployedStack } from '../../../cli/deployed/deployed-stack';
import { parseOutputs, readOutputs } from '../../../cli/deployed/outputs';
import { readStandardInput } from '../../../cli/standard-input';
import { resultOf, startCommand } from '../../../testing/command';
import { DefaultStack } from '../../../testing/default-stack';
import { DeployedStandIn } from '../../../testing/deployed-stand-in';
import { describeWith } from '../../../testing/optional-tool';
import { scratch } from '../../../testing/scratch';

const folder = scratch('outputs');
const file = (text: string): string => {
  const name = path.join(folder, `file-${String(fs.readdirSync(folder).length)}`);
  fs.writeFileSync(name, text);
  return name;
};
const nowhere = (): string => {
  throw new Error('was asked for the folder');
};

describe('the outputs of a stack', () => {
  test('are read from what terraform output -json prints', async () => {
    const text = '{"endpoint":{"sensitive":false,"type":"string","value":"https://gateway.test"}}';
    expect(await readOutputs({ file: file(text), directory: nowhere })).toEqual(
      new Map([['endpoint', 'https://gateway.test']]),
    );
  });

  test('are read from what cdktf writes', () => {
    expect(parseOutputs('{"oracleapi":{"endpoint":"https://gateway.test"}}', 'x')).toEqual(
      new Map([['endpoint', 'https://gateway.test']]),
    );
  });

  test('are read from standard input', async () => {
    const stack = await DeployedStandIn.start();
    const child = startCommand(['call', 'search', '--outputs', '-']);
    child.stdin.end(stack.outputs());
    expect(await resultOf(child)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test.each<[string, string, string]>([
    ['no JSON', 'planted', "x is no JSON; expected what 'terraform output -json' prints."],
    ['something else', '{"endpoint":"planted"}', "x holds no outputs; expected what 'terraform output -json' prints."],
    [
      'several stacks',
      '{"one":{"a":"planted"},"two":{"a":"planted"}}',
      'x has the outputs of 2 stacks; expected those of one.',
    ],
  ])('are refused when they are %s, and nothing of them is told', (_what, text, message) => {
    expect(() => parseOutputs(text, 'x')).toThrow(message);
    expect(message).not.toContain('planted');
  });

  test('are none of a stack that is not deployed', async () => {
    const name = file('{}');
    await expect(readOutputs({ file: name, directory: nowhere })).rejects.toThrow(
      `${name} has no outputs: the stack is not deployed. Run npm run deploy first.`,
    );
  });

  test('are not in a file that is not there', async () => {
    await expect(readOutputs({ file: 'nowhere.json', directory: nowhere })).rejects.toThrow(
      "--outputs: nowhere.json is not there; expected what 'terraform output -json' prints.",
    );
  });
});

describe('outputs that do not list the APIs', () => {
  const stack = new DefaultStack();
  afterAll(() => {
    stack.remove();
  });

  test("are completed by the last synth's descriptions", async () => {
    const outputs = file('{"endpoint":{"type":"string","value":"https://gateway.test/oracleapi/"}}');
    const { apis } = await deployed({ outputs, stack: stack.directory });
    expect(apis).toEqual([
      {
        name: 'search',
        open: false,
        method: 'POST',
        url: 'https://gateway.test/oracleapi/search',
        example: { type: 'Structured', query: 'query autonomousdatabase resources' },
        readsOnly: true,
      },
    ]);
  });

  test('know an operation as reading only when it may be repeated', () => {
    const outputs = new Map([['endpoint', 'https://gateway.test']]);
    const of = (method: string, repeatable: boolean): boolean | undefined =>
      deployedStack(outputs, () => [
        { name: 'x', route: { method: 'POST', path: '/x' }, upstream: { method, repeatable }, example: {} },
      ]).apis[0]?.readsOnly;
    expect([of('GET', false), of('POST', true), of('POST', false), of('DELETE', true), of('PUT', true)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('standard input', () => {
  test('is read whole', async () => {
    expect(await readStandardInput(undefined, Readable.from([Buffer.from('{"a"'), Buffer.from(':1}')]))).toBe(
      '{"a":1}',
    );
  });

  test('is waited for until Ctrl-C', async () => {
    const interrupt = new AbortController();
    const reading = readStandardInput(interrupt.signal, new PassThrough());
    interrupt.abort(new Error('interrupted'));
    await expect(reading).rejects.toThrow('interrupted');
  });
});

describe('the folder of a stack', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  const stack = path.join(folder, 'synthesized');
  beforeAll(() => {
    fs.mkdirSync(stack);
    fs.writeFileSync(path.join(stack, 'cdk.tf.json'), '{}');
  });

  /** A program that stands in for Terraform. */
  const program = (script: string): void => {
    const name = file(`#!/bin/sh\n[ "$1" = version ] && { echo '{"terraform_version":"1.6.0"}'; exit; }\n${script}\n`);
    fs.chmodSync(name, 0o755);
    process.env.TERRAFORM_BINARY_NAME = name;
  };

  test('is where the program of cdktf is asked', async () => {
    program(`printf '{"args":{"type":"string","value":"%s"}}' "$*"`);
    expect(await readOutputs({ directory: () => stack })).toEqual(
      new Map([['args', `-chdir=${stack} output -no-color -json`]]),
    );
  });

  test('is said when it was not initialized', async () => {
    program(`echo 'Error: Backend initialization required, please run "terraform init"' >&2; exit 1`);
    await expect(readOutputs({ directory: () => stack })).rejects.toThrow(
      /output failed in .*synthesized: Backend initialization required, please run "terraform init"\. Run \S+ -chdir=\S+synthesized init, or deploy first; or pass --outputs FILE\.$/,
    );
  });

  test('is of no use without Terraform', async () => {
    delete process.env.TERRAFORM_BINARY_NAME;
    process.env.PATH = folder;
    await expect(readOutputs({ directory: () => stack })).rejects.toThrow(
      /^Neither terraform nor tofu is on the PATH\. Install one of them, or pass --outputs FILE\.$/,
    );
  });

  test('is of no use without the program that is named instead', async () => {
    const nowhere = path.join(folder, 'nowhere');
    process.env.TERRAFORM_BINARY_NAME = nowhere;
    await expect(readOutputs({ directory: () => stack })).rejects.toThrow(
      `${nowhere} (TERRAFORM_BINARY_NAME) is not there. Install one of them, or pass --outputs FILE.`,
    );
  });

  test('is of no use with a program that does not run', async () => {
    const broken = file('#!/bin/sh\nexit 126\n');
    fs.chmodSync(broken, 0o755);
    process.env.TERRAFORM_BINARY_NAME = broken;
    await expect(readOutputs({ directory: () => stack })).rejects.toThrow(
      `${broken} is there, but '${broken} version' fails (126). Install one of them, or pass --outputs FILE.`,
    );
  });

  test('is one', async () => {
    await expect(readOutputs({ directory: () => '/nowhere' })).rejects.toThrow(
      /^\/nowhere holds no synthesized stack: it has no cdk\.tf\.json\. Check --stack, or run a synth\.$/,
    );
  });

  test('is left alone after Ctrl-C', async () => {
    program('exec sleep 60');
    const interrupt = new AbortController();
    const reading = readOutputs({ directory: () => stack, signal: interrupt.signal });
    setTimeout(() => {
      interrupt.abort(new Error('interrupted'));
    }, 50);
    await expect(reading).rejects.toThrow('interrupted');
  });
});

describeWith(['terraform'], 'terraform itself', () => {
  test('gives the outputs of a stack, also the sensitive ones', async () => {
    const directory = fs.mkdtempSync(path.join(folder, 'stack-'));
    const output = {
      endpoint: { value: 'https://gateway.test' },
      client_secret: { value: 'secret-1', sensitive: true },
      apis: { value: { search: { method: 'POST', url: 'https://gateway.test/search' } } },
    };
    fs.writeFileSync(path.join(directory, 'cdk.tf.json'), JSON.stringify({ output }));
    const terraform = (...args: string[]): void => {
      execFileSync('terraform', [`-chdir=${directory}`, ...args], { stdio: 'pipe' });
    };
    terraform('init');
    terraform('apply', '-auto-approve');
    const stack = await deployed({ stack: directory });
    expect(stack.apis).toMatchObject([{ name: 'search', method: 'POST', url: 'https://gateway.test/search' }]);
    expect(await readOutputs({ directory: () => directory })).toEqual(
      new Map(Object.entries(output).map(([name, { value }]) => [name, value])),
    );
  }, 60_000);
});
