import fs from 'node:fs';
import path from 'node:path';
import { homeFolder } from '../../oci-user/home-folder';
import { Unchecked } from '../checklist';
import type { CheckOutcome } from '../checklist';
import type { TerraformProgram } from '../deployed/terraform-program';
import { send } from '../http-request';
import type { SynthesizedStack } from '../stack/synth';
import type { CloudSetup } from './cloud-checks';

/** Where Terraform and OpenTofu get providers from, unless they are told of a mirror. */
const REGISTRIES = { terraform: 'https://registry.terraform.io', tofu: 'https://registry.opentofu.org' };
/** What every registry of the kind answers. */
const DISCOVERY = '/.well-known/terraform.json';

/** What says where providers come from. */
export interface ProviderSources {
  readonly environment: NodeJS.ProcessEnv;
  readonly stacks: readonly SynthesizedStack[];
  /** Undefined when none was found. */
  readonly program: TerraformProgram | undefined;
  /** A test has its own. */
  readonly registry?: URL;
}

/**
 * Whether the provider can be downloaded, where it is not there yet and no mirror has it.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export async function checkProvider(sources: ProviderSources, cloud: CloudSetup): Promise<CheckOutcome> {
  const { environment, stacks, program } = sources;
  const mirror = mirrorIn(environment);
  if (mirror !== undefined) throw new Unchecked(`${mirror} says where providers come from.`);
  if (stacks.length > 0 && stacks.every(hasProvider)) return { ok: 'oracle/oci is there, from an earlier init' };
  const registry = sources.registry ?? new URL(REGISTRIES[program?.isOpenTofu === true ? 'tofu' : 'terraform']);
  const { status } = await send(new URL(DISCOVERY, registry), cloud);
  return status === 200
    ? { ok: `${registry.host} answers` }
    : { failed: `${registry.host} answers ${status}. Without it, name a mirror in a provider_installation block.` };
}

function hasProvider({ directory }: SynthesizedStack): boolean {
  const providers = path.join(directory, '.terraform', 'providers');
  if (!fs.existsSync(providers)) return false;
  return fs.readdirSync(providers, { recursive: true, encoding: 'utf8' }).some((name) => /oracle[\\/]oci$/.test(name));
}

/** The file of Terraform's own configuration that names a mirror. */
function mirrorIn({ TF_CLI_CONFIG_FILE, HOME }: NodeJS.ProcessEnv): string | undefined {
  const home = HOME || homeFolder();
  const files = [TF_CLI_CONFIG_FILE || path.join(home, '.terraformrc'), path.join(home, '.tofurc')];
  return files.find((file) => /^\s*provider_installation\b/m.test(tryText(file)));
}

function tryText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
