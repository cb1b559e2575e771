import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { kindOf, leftReferences, withTextVariables } from '../../../cli/resource-manager/variable-text';
import { describeWith } from '../../../testing/optional-tool';
import { scratch } from '../../../testing/scratch';

const KEY = { type: 'object({ kid = string, n = string })', description: 'A key', nullable: false };
const changed = (text: string, type = KEY.type): unknown =>
  withTextVariables({ variable: { key: { type } }, locals: { text } })['locals'];

describe('the type of a variable', () => {
  test.each([
    ['string', 'string'],
    ['${string}', 'string'],
    [undefined, 'string'],
    ['number', 'number'],
    ['bool', 'boolean'],
    ['list(string)', 'array'],
    ['list( number )', 'array'],
    ['list(object({ a = string }))', 'json'],
    ['set(string)', 'json'],
    ['map(string)', 'json'],
    ['object({ a = string })', 'json'],
    ['tuple([string])', 'json'],
    ['any', 'json'],
  ])('%s is asked for as %s', (type, kind) => {
    expect(kindOf({ type })).toBe(kind);
  });

  test.each([['number'], ['bool'], ['list(string)'], ['map(string)'], ['object({ a = string })']])(
    '%s is asked for as JSON when it is sensitive',
    (type) => {
      expect(kindOf({ type, sensitive: true })).toBe('json');
    },
  );

  test.each([[undefined], ['string'], ['${string}']])('%s is asked for as a string when it is sensitive', (type) => {
    expect(kindOf({ type, sensitive: true })).toBe('string');
  });
});

describe('a variable that there is no field for', () => {
  test('becomes text, and stays what it is besides', () => {
    expect(withTextVariables({ variable: { key: KEY } })['variable']).toEqual({ key: { ...KEY, type: 'string' } });
  });

  test('has its default as JSON', () => {
    const variable = { tags: { type: 'map(string)', default: { team: 'shop' } } };
    expect(withTextVariables({ variable })['variable']).toEqual({
      tags: { type: 'string', default: '{"team":"shop"}' },
    });
  });

  test('keeps a default of null', () => {
    const variable = { tags: { type: 'map(string)', default: null } };
    expect(withTextVariables({ variable })['variable']).toEqual({ tags: { type: 'string', default: null } });
  });

  test.each([
    ['${var.key}', '${jsondecode(var.key)}'],
    [
      'a ${lookup(var.key, "kid")} b ${var.key.n}',
      'a ${lookup(jsondecode(var.key), "kid")} b ${jsondecode(var.key).n}',
    ],
    ['%{ for x in var.key }${x}%{ endfor }', '%{ for x in jsondecode(var.key) }${x}%{ endfor }'],
    ['${"a-${var.key.n}"}', '${"a-${jsondecode(var.key).n}"}'],
  ])('is read as JSON in %s', (text, expected) => {
    expect(changed(text)).toEqual({ text: expected });
  });

  test.each(['var.key', '$${var.key}', '${var.key2}', '${var.key-old}', '${local.var.key}', '${var.other} var.key'])(
    'is left alone in %s',
    (text) => {
      expect(changed(text)).toEqual({ text });
    },
  );

  test('is a set where it was one', () => {
    expect(changed('${var.key}', 'set(string)')).toEqual({ text: '${toset(jsondecode(var.key))}' });
  });

  test('stays sensitive', () => {
    const pin = { type: 'number', sensitive: true };
    expect(withTextVariables({ variable: { pin }, locals: { a: '${var.pin}' } })).toEqual({
      variable: { pin: { type: 'string', sensitive: true } },
      locals: { a: '${jsondecode(var.pin)}' },
    });
  });

  test('leaves variables that there is a field for', () => {
    const document = {
      variable: { name: { type: 'string' }, names: { type: 'list(string)' } },
      locals: { a: '${var.names}' },
    };
    expect(withTextVariables(document)).toEqual(document);
  });

  test('has no reference left that is not read', () => {
    expect(leftReferences({ locals: { a: '${var.key}', b: '${jsondecode(var.key)}' } }, 'key')).toEqual(['${var.key}']);
  });
});

describeWith(['terraform'], 'Terraform itself', () => {
  const terraform = (folder: string, environment: Record<string, string>, ...args: string[]): string => {
    const { stdout, stderr, status } = spawnSync('terraform', [...args, '-no-color'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: folder, CHECKPOINT_DISABLE: '1', ...environment },
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };

  test('reads the key as it is pasted', () => {
    const folder = scratch('terraform');
    const document = withTextVariables({
      variable: { key: KEY },
      output: { kid: { value: '${lookup(var.key, "kid")}' }, n: { value: '${var.key.n}' } },
    });
    fs.writeFileSync(path.join(folder, 'cdk.tf.json'), JSON.stringify(document));
    // What Resource Manager does with the fields of its form.
    const environment = { TF_VAR_key: '{"kid":"SIGNING_KEY","n":"0vx7","e":"AQAB","use":"sig"}' };
    terraform(folder, environment, 'init', '-input=false');
    terraform(folder, environment, 'apply', '-auto-approve', '-input=false');
    expect(JSON.parse(terraform(folder, environment, 'output', '-json'))).toMatchObject({
      kid: { value: 'SIGNING_KEY' },
      n: { value: '0vx7' },
    });
  }, 60_000);
});
