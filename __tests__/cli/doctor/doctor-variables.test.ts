import fs from 'node:fs';
import path from 'node:path';
import type { DoctorSetup } from '../../../cli/doctor/doctor';
import { folder, look } from '../../../testing/doctor-scene';

const VARIABLES = {
  compartment_ocid: { type: 'string' },
  region: { type: 'string' },
  tenancy_ocid: { type: 'string' },
  with_default: { type: 'string', default: '' },
};
const VALUES = {
  TF_VAR_compartment_ocid: 'ocid1.compartment.oc1..a',
  TF_VAR_region: 'eu-frankfurt-1',
  TF_VAR_tenancy_ocid: 'ocid1.tenancy.oc1..a',
};

function stack(files: Readonly<Record<string, string>> = {}): NonNullable<DoctorSetup['stacks']>[number] {
  const directory = fs.mkdtempSync(path.join(folder, 'stack-'));
  const all = { 'cdk.tf.json': JSON.stringify({ variable: VARIABLES }), ...files };
  for (const [name, text] of Object.entries(all)) fs.writeFileSync(path.join(directory, name), text);
  return { name: 'shop', directory };
}

async function variables(
  environment: NodeJS.ProcessEnv,
  { files = {}, varFile }: { files?: Readonly<Record<string, string>>; varFile?: readonly string[] } = {},
): Promise<unknown> {
  return (await look({ varFile }, { environment, stacks: [stack(files)] })).lines.variables;
}

describe('the variables', () => {
  test('all have a value in the environment', async () => {
    expect(await variables(VALUES)).toMatchObject({ ok: true, text: 'all have a value' });
  });

  test('are named that have none', async () => {
    expect(await variables({ TF_VAR_region: 'eu-frankfurt-1', TF_VAR_tenancy_ocid: '' })).toMatchObject({
      ok: false,
      problem:
        'without a value: compartment_ocid of shop, tenancy_ocid of shop. Set TF_VAR_<name>, or pass --var-file to the deploy and here.',
    });
  });

  test.each(['terraform.tfvars', 'own.auto.tfvars'])('may be in %s beside the stack', async (name) => {
    const text = 'compartment_ocid = "a"\n  region="b"\n# tenancy_ocid = "c"\n';
    expect(await variables({}, { files: { [name]: text } })).toMatchObject({
      problem: expect.stringMatching(/^without a value: tenancy_ocid of shop\./) as string,
    });
  });

  test('are not in a file that Terraform does not read', async () => {
    expect(await variables({}, { files: { 'own.tfvars': 'region = "b"' } })).toMatchObject({
      problem: expect.stringContaining('region of shop') as string,
    });
  });

  test('may be in files that the deploy is given', async () => {
    const file = path.join(folder, 'own.tfvars.json');
    fs.writeFileSync(file, JSON.stringify({ compartment_ocid: 'planted', tenancy_ocid: 'planted' }));
    const other = path.join(folder, 'other.tfvars');
    fs.writeFileSync(other, 'region = "planted"');
    const line = await variables({}, { varFile: [file, other] });
    expect(line).toMatchObject({ ok: true });
    expect(JSON.stringify(line)).not.toContain('planted');
  });

  test('cannot be in a file that is not there', async () => {
    expect(await variables({}, { varFile: ['/nowhere/own.tfvars'] })).toMatchObject({
      ok: false,
      problem: '--var-file: /nowhere/own.tfvars is not there.',
    });
  });

  test.each([
    ['tenancy_ocid', 'ocid1.compartment.oc1..a', 'ocid1.tenancy.…'],
    ['compartment_ocid', 'mine', 'ocid1.compartment.…'],
  ])('have the form that they should: %s', async (name, value, expected) => {
    expect(await variables({ ...VALUES, [`TF_VAR_${name}`]: value })).toMatchObject({
      ok: false,
      problem: `TF_VAR_${name} has another form: got ${value}; expected ${expected}.`,
    });
  });

  test('are told all at once', async () => {
    expect(await variables({ TF_VAR_tenancy_ocid: 'a', TF_VAR_compartment_ocid: 'b' })).toMatchObject({
      problem:
        'TF_VAR_compartment_ocid has another form: got b; expected ocid1.compartment.…. ' +
        'TF_VAR_tenancy_ocid has another form: got a; expected ocid1.tenancy.…. ' +
        'without a value: region of shop. Set TF_VAR_<name>, or pass --var-file to the deploy and here.',
    });
  });

  test('that a stack asks for, and the key among them, are told how they are had', async () => {
    const document = JSON.stringify({ variable: { identity_domain_signing_key: { type: 'object' } } });
    const stacks = [stack({ 'cdk.tf.json': document })];
    expect((await look({ domain: new URL('https://127.0.0.1:1') }, { stacks })).lines['fixed key']).toMatchObject({
      reason: 'TF_VAR_identity_domain_signing_key is not set. Run npm run -s signed-api -- signing-key --domain URL.',
    });
  });

  test('are told without a password that stands in one', async () => {
    const document = { 'cdk.tf.json': JSON.stringify({ variable: { identity_domain_url: { type: 'string' } } }) };
    const environment = { TF_VAR_identity_domain_url: 'https://me:planted@domain.test/' };
    const { lines } = await look({}, { environment, stacks: [stack(document)] });
    expect(lines.variables).toMatchObject({
      problem:
        'TF_VAR_identity_domain_url has another form: got https://***@domain.test/; expected https://idcs-….identity.oraclecloud.com.',
    });
  });

  test('are none that stand in a map, a list or a text of a file', async () => {
    const text = [
      'settings = { # {',
      '  tenancy_ocid = "a"',
      '  inner = { region = "}" }',
      '}',
      'list = [',
      '  { compartment_ocid = "c" },',
      ']',
      'text = "{"',
      'region = "b"',
    ].join('\n');
    expect(await variables({}, { files: { 'terraform.tfvars': text } })).toMatchObject({
      problem: expect.stringMatching(/^without a value: compartment_ocid of shop, tenancy_ocid of shop\./) as string,
    });
  });

  test('are not looked at in a document that was broken off, and the other checks go on', async () => {
    const stacks = [stack({ 'cdk.tf.json': '{"variable":' })];
    const { lines } = await look({}, { stacks, ociStacks: undefined, baseRegistry: undefined });
    for (const name of ['terraform', 'variables', 'base image']) {
      expect(lines[name]).toMatchObject({
        ok: false,
        problem: expect.stringMatching(/^cdk\.tf\.json: /) as string,
      });
    }
    expect(lines.key).toMatchObject({ ok: true });
  });

  test('are not looked at without a synth', async () => {
    expect((await look()).lines.variables).toMatchObject({
      skipped: true,
      reason: 'there is no synthesized stack. Run npm run synth.',
    });
  });
});
