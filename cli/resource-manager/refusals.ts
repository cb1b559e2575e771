import { blocksOf, isObject, stringsIn } from '../../terraform';
import type { TerraformDocument } from '../../terraform';
import { TERRAFORM, versionProblems } from './newer-terraform';
import { listAt, recordAt } from './record-at';
import { leftReferences } from './variable-text';

/** Resource Manager signs in by itself, and the machine that it runs on has no files of yours. */
const LOGIN_SETTINGS = [
  ...['auth', 'config_file_profile', 'fingerprint', 'private_key', 'private_key_password', 'private_key_path'],
  'user_ocid',
];

/** What the machine that Resource Manager runs Terraform on has. */
const PROGRAMS = ['ansible', 'ansible-playbook', 'docker', 'echo', 'fn', 'sh'];
const PROVISIONERS = ['file', 'local-exec', 'remote-exec'];

const MAX_VARIABLES = 250;
const MAX_VARIABLE_BYTES = 8192;

type Problems = readonly string[];

/**
 * What Resource Manager could not run, or would run otherwise than it is meant: one sentence each, which begins with the place.
 *
 * @param document as it would be handed over: no push, no backend, no variables but such as the form has
 * @see https://docs.oracle.com/iaas/Content/ResourceManager/Concepts/terraformconfigresourcemanager.htm
 */
export function refusals(document: TerraformDocument): readonly string[] {
  return [
    ...versionProblems(document),
    ...providerProblems(document),
    ...provisionerProblems(document),
    ...sourceProblems(document),
    ...variableProblems(document),
  ];
}

function providerProblems(document: TerraformDocument): Problems {
  const sources = Object.entries(recordAt(document, 'terraform', 'required_providers')).flatMap(([name, settings]) => {
    const source = String(isObject(settings) ? settings['source'] : settings);
    const [host] = source.split('/').length === 3 ? source.split('/') : ['registry.terraform.io'];
    return host === 'registry.terraform.io'
      ? []
      : [`provider ${name}: comes from ${String(host)}, and Resource Manager asks registry.terraform.io only.`];
  });
  const logins = listAt(recordAt(document, 'provider'), 'oci').flatMap((settings) =>
    LOGIN_SETTINGS.filter((name) => name in settings).map(
      (name) => `provider oci: has ${name}, and Resource Manager logs in by itself. Leave it out.`,
    ),
  );
  return [...sources, ...logins];
}

function provisionerProblems(document: TerraformDocument): Problems {
  return blocksOf(document).flatMap(({ address, body }) =>
    listAt(body, 'provisioner').flatMap((provisioner) =>
      Object.entries(provisioner).flatMap(([type, settings]) => {
        if (!PROVISIONERS.includes(type)) return [`${address}: has the provisioner ${type}, which Terraform has not.`];
        const command = isObject(settings) ? settings['command'] : undefined;
        const [program = ''] = (typeof command === 'string' ? command : '').trim().split(/\s+/);
        if (type !== 'local-exec' || PROGRAMS.includes(program)) return [];
        return [
          `${address}: runs ${program} where Terraform runs, and Resource Manager's machines have ${PROGRAMS.join(', ')} only.`,
        ];
      }),
    ),
  );
}

function sourceProblems(document: TerraformDocument): Problems {
  const modules = Object.entries(recordAt(document, 'module')).flatMap(([name, body]) => {
    const { source } = isObject(body) ? body : {};
    return /^\.{0,2}\//.test(String(source))
      ? [`module ${name}: is a folder (${String(source)}), which is no part of the file.`]
      : [];
  });
  const states = Object.entries(recordAt(document, 'data', 'terraform_remote_state')).flatMap(([name, body]) => {
    const { backend } = isObject(body) ? body : {};
    if (backend === 'local') {
      return [`data.terraform_remote_state.${name}: reads a file of your machine. Hand the value over as a variable.`];
    }
    return backend === 'oci'
      ? [
          `data.terraform_remote_state.${name}: reads from the backend oci, which takes Terraform 1.12; Resource Manager has ${TERRAFORM}. Hand the value over as a variable.`,
        ]
      : [];
  });
  return [...modules, ...states];
}

function variableProblems(document: TerraformDocument): Problems {
  const variables = Object.entries(recordAt(document, 'variable'));
  const problems = variables.flatMap(([name, body]) => {
    const { default: preset, sensitive } = isObject(body) ? body : {};
    const isSet = preset !== undefined && preset !== null && preset !== '';
    return [
      ...(sensitive === true && isSet
        ? [`variable ${name}: is sensitive and has a default, which the file would tell.`]
        : []),
      ...(Buffer.byteLength(JSON.stringify(preset ?? '')) > MAX_VARIABLE_BYTES
        ? [
            `variable ${name}: has a default of more than ${String(MAX_VARIABLE_BYTES)} bytes, which Resource Manager refuses.`,
          ]
        : []),
      ...(leftReferences(document, name).length > 0 && isText(document, name)
        ? [`variable ${name}: is referred to in a way that JSON cannot be read in.`]
        : []),
    ];
  });
  return variables.length > MAX_VARIABLES
    ? [
        ...problems,
        `variable: there are ${String(variables.length)}, and Resource Manager takes ${String(MAX_VARIABLES)}.`,
      ]
    : problems;
}

/** Whether a variable was made text, which is to be read as JSON everywhere. */
function isText(document: TerraformDocument, name: string): boolean {
  return stringsIn(document).some((text) => text.includes(`jsondecode(var.${name})`));
}
