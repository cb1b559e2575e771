import fs from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { parse } from 'yaml';
import { writeWhole, zipOf } from '../../../cli/resource-manager/archive';
import { packageStack } from '../../../cli/resource-manager/package';
import { UserError } from '../../../cli/user-error';
import { OciBackend } from '../../../constructs';
import { search } from '../../../apis';
import { OracleApiStack } from '../../../stacks/oracle-api-stack';
import { stubImage, synthOracleStack } from '../../../testing/oracle-stack';
import { scratch } from '../../../testing/scratch';
import { stackFolder } from '../../../testing/stack-folder';
import { resource, synthStack } from '../../../testing/synth';
import type { TerraformDocument } from '../../../terraform';

const document = synthOracleStack();
const [, tag = ''] = /:(\w+)$/.exec(String(resource(document, 'oci_functions_function')['image'])) ?? [];
const images = [{ name: 'search', value: `ocir.eu-test-1.oci.oraclecloud.com/ns/search:${tag}` }];
const packed = (from: TerraformDocument = document, assets = {}): ReturnType<typeof packageStack> =>
  packageStack(stackFolder(from, assets), 'oracleapi', '1.0.0', images);
const filesOf = (bytes: Buffer): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content).toString()]),
  );
const inside = (from?: TerraformDocument): TerraformDocument =>
  JSON.parse(filesOf(packed(from).bytes)['cdk.tf.json'] ?? '') as TerraformDocument;
const simple = { terraform: { required_providers: { oci: { source: 'oracle/oci', version: '~> 8.28' } } } };
const KEY = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n';
const pack = (from: TerraformDocument, assets = {}): ReturnType<typeof packageStack> =>
  packageStack(stackFolder(from, assets), 'own', '1.0.0', []);

describe('the zip file', () => {
  const made = packed(document, { 'ImagePusher/program/push.js': 'x', 'Bundle/1/func.js': 'y' });
  const files = filesOf(made.bytes);

  test('has the document, the form, and a file that Resource Manager asks for', () => {
    expect(Object.keys(files)).toEqual(['cdk.tf.json', 'schema.yaml', 'versions.tf']);
    expect(made.files).toEqual(Object.keys(files));
  });

  test('has a form with every variable of its document', () => {
    const schema = parse(files['schema.yaml'] ?? '') as { variables: object; schemaVersion: unknown; version: unknown };
    expect(Object.keys(schema.variables).sort()).toEqual(Object.keys(inside()['variable'] as object).sort());
    expect(schema).toMatchObject({ schemaVersion: '1.1.0', version: '1.0.0' });
  });

  test('has types that both agree on', () => {
    const { variables } = parse(files['schema.yaml'] ?? '') as { variables: Record<string, { type: string }> };
    const declared = inside()['variable'] as Record<string, { type: string }>;
    // Everything that the default stack asks for is text in the end.
    expect(Object.values(declared).map(({ type }) => type)).toEqual(Object.keys(variables).map(() => 'string'));
  });

  test('says how much there is', () => {
    expect(made).toMatchObject({
      variables: Object.keys(document['variable'] as object).length,
      outputs: Object.keys(document['output'] as object).length,
    });
  });

  test('keeps the provider and where it comes from', () => {
    expect(inside()).toMatchObject({
      terraform: { required_providers: { oci: { source: 'oracle/oci', version: '~> 8.28' } } },
      provider: { oci: [{ region: '${var.region}' }] },
    });
  });

  test('has no backend', () => {
    const terraform = { ...simple.terraform, backend: { local: { path: '../../../terraform.own.tfstate' } } };
    expect(filesOf(pack({ terraform }).bytes)['cdk.tf.json']).not.toContain('tfstate');
  });

  test('has no local command', () => {
    expect(JSON.stringify(document)).toContain('local-exec');
    expect(files['cdk.tf.json']).not.toContain('local-exec');
  });

  test("has none of cdktf's comments, and no path of a machine", () => {
    expect(files['cdk.tf.json']).not.toContain('"//"');
    expect(files['cdk.tf.json']).not.toContain(process.cwd());
  });

  test('asks for a Terraform that Resource Manager has', () => {
    expect(files['versions.tf']).toContain('required_version = ">= 1.5.0"');
  });

  test('has the assets that the document names, and no others', () => {
    const own = { ...simple, locals: { page: '${file("assets/Page/1/page.html")}' } };
    const withAssets = filesOf(pack(own, { 'Page/1/page.html': 'hello', 'Other/1/other.html': 'x' }).bytes);
    expect(withAssets).toMatchObject({ 'assets/Page/1/page.html': 'hello' });
    expect(Object.keys(withAssets)).not.toContain('assets/Other/1/other.html');
  });
});

describe('the bytes of the zip file', () => {
  test('are the same from two folders', () => {
    expect(packed().bytes.equals(packed().bytes)).toBe(true);
  });

  test('are the same in every time zone', () => {
    const before = process.env.TZ;
    try {
      const zips = ['Asia/Tokyo', 'America/Los_Angeles'].map((zone) => {
        process.env.TZ = zone;
        return packed().bytes.toString('base64');
      });
      expect(zips[0]).toBe(zips[1]);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  test('do not depend on the order of the files', () => {
    const files: [string, string][] = [
      ['b', '2'],
      ['a', '1'],
    ];
    expect(zipOf(new Map(files)).equals(zipOf(new Map([...files].reverse())))).toBe(true);
  });

  test('are others for another document', () => {
    expect(pack(simple).bytes.equals(pack({ ...simple, locals: { a: 1 } }).bytes)).toBe(false);
  });
});

describe('a backend', () => {
  const inBucket = synthStack((app) => {
    const stack = new OracleApiStack(app, 'oracleapi', { apis: [search], ...stubImage() });
    new OciBackend(stack, { bucket: 'states', namespace: 'shopns' });
    return stack;
  });

  test('is left out with the Terraform that it takes', () => {
    expect(inBucket['terraform']).toHaveProperty('required_version');
    expect(inside(inBucket)['terraform']).toEqual({ required_providers: expect.anything() as unknown });
  });

  test('is told of', () => {
    expect(packed(inBucket).leftBackend).toBe('oci');
  });

  test('of a cloud is left out, too', () => {
    const { leftBackend, bytes } = pack({ terraform: { ...simple.terraform, cloud: { organization: 'o' } } });
    expect(leftBackend).toBe('cloud');
    expect(filesOf(bytes)['cdk.tf.json']).not.toContain('organization');
  });

  test("leaves a demand of a version that is the stack's own", () => {
    const terraform = { ...simple.terraform, required_version: '>= 1.4.0', backend: { oci: {} } };
    expect(filesOf(pack({ terraform }).bytes)['cdk.tf.json']).toContain('>= 1.4.0');
  });
});

describe('a stack that Resource Manager cannot run', () => {
  test('is refused with all that is wrong', () => {
    const from = { ...simple, removed: [], provider: { oci: [{ auth: 'ApiKey' }] } };
    expect(() => pack(from)).toThrow(
      new UserError(
        [
          'Resource Manager cannot run this stack:',
          '  removed: is no block of Terraform 1.5, the newest that Resource Manager has.',
          '  provider oci: has auth, and Resource Manager logs in by itself. Leave it out.',
        ].join('\n'),
      ),
    );
  });

  test('is refused with the secrets that it would tell, in its own types and in its assets', () => {
    const locals = { page: '${file("assets/Page/1/page.html")}' };
    const variable = { settings: { type: 'map(string)', default: { api_key: 'hunter2' } } };
    const provider = { oci: [{ auth: 'ApiKey' }] };
    expect(() =>
      pack({ ...simple, locals, variable, provider }, { 'Page/1/page.html': KEY, 'Other/1/a.pem': KEY }),
    ).toThrow(
      new UserError(
        [
          'Resource Manager cannot run this stack:',
          '  provider oci: has auth, and Resource Manager logs in by itself. Leave it out.',
          'The file would hold secrets:',
          '  variable.settings.default.api_key: is a secret by its name, and stands there as text. Make it a sensitive variable without default.',
          '  assets/Page/1/page.html: holds a private key. Leave it out.',
        ].join('\n'),
      ),
    );
  });

  test("is one that switches the domain's key set to public", () => {
    const open = synthOracleStack({ keys: 'remote', signingCertificatePublicAccess: true });
    expect(() => packed(open)).toThrow('Leave out what imports it, such as signingCertificatePublicAccess.');
  });
});

describe('the file', () => {
  test('is written whole', () => {
    const file = path.join(scratch('zip'), 'deep', 'a.zip');
    writeWhole(file, Buffer.from('1'));
    writeWhole(file, Buffer.from('2'));
    expect(fs.readFileSync(file, 'utf8')).toBe('2');
    expect(fs.readdirSync(path.dirname(file))).toEqual(['a.zip']);
  });

  test('is another one each time, so that who reads the old one reads it to its end', () => {
    const file = path.join(scratch('zip'), 'a.zip');
    writeWhole(file, Buffer.from('1'));
    const reader = fs.openSync(file, 'r');
    writeWhole(file, Buffer.from('2'));
    expect(fs.readFileSync(reader, 'utf8')).toBe('1');
    fs.closeSync(reader);
  });

  test('is told of when it cannot be written, and leaves nothing', () => {
    const folder = scratch('zip');
    const file = path.join(folder, 'a.zip');
    fs.mkdirSync(path.join(file, 'inside'), { recursive: true });
    const shown = path.relative(process.cwd(), file);
    expect(() => {
      writeWhole(file, Buffer.from('1'));
    }).toThrow(`${shown}: cannot be written (EISDIR). Name another file with --out.`);
    expect(fs.readdirSync(folder)).toEqual(['a.zip']);
  });

  test('is told of when it is to be below a file', () => {
    const file = path.join(scratch('zip'), 'a.zip');
    writeWhole(file, Buffer.from('1'));
    const shown = path.relative(process.cwd(), path.join(file, 'b.zip'));
    expect(() => {
      writeWhole(path.join(file, 'b.zip'), Buffer.from('2'));
    }).toThrow(`${shown}: cannot be written (EEXIST). Name another file with --out.`);
    expect(fs.readFileSync(file, 'utf8')).toBe('1');
  });
});
