import fs from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import { shownUrl } from '../../constructs/shown-url';
import { tryProfileEntry } from '../../oci-user/oci-profile';
import type { OciProfile } from '../../oci-user/oci-profile';
import { isPrincipal } from '../../oci-user/principal';
import { isObject, readDocument } from '../../terraform';
import { httpsOrigin, region } from '../arguments';
import { Checklist, Unchecked } from '../checklist';
import { findTerraform } from '../deployed/terraform-program';
import type { TerraformProgram } from '../deployed/terraform-program';
import { onInterrupt } from '../interrupted';
import { serviceUrl } from '../oci/oci-service';
import { profileOptions, userProfile } from '../oci/user-profile';
import { ownCommand } from '../own-command';
import { Printer } from '../printer';
import { synthesizedStacks } from '../stack/synth';
import type { SynthesizedStack } from '../stack/synth';
import { UserError } from '../user-error';
import { baseRegistries } from './base-registries';
import {
  checkClock,
  checkDomain,
  checkFixedKey,
  checkKeyAccess,
  checkRegion,
  checkRegistries,
  checkRegistry,
} from './cloud-checks';
import type { CloudSetup } from './cloud-checks';
import { checkProvider } from './provider-check';
import { checkNode, checkTerraform, installable } from './tool-checks';
import { checkKey } from './user-checks';
import { checkVariables } from './variable-checks';

/** What the verb `doctor` takes; see `--help`. */
export interface DoctorOptions {
  readonly region?: string;
  readonly domain?: URL;
  readonly varFile?: readonly string[];
  readonly profile?: string;
  readonly config?: string;
  readonly json?: boolean;
}

/** What {@link doctor} can be given by a test. */
export interface DoctorSetup extends Partial<CloudSetup> {
  readonly printer?: Printer;
  readonly environment?: NodeJS.ProcessEnv;
  /** Where the provider comes from. */
  readonly providerRegistry?: URL;
  /** The one registry that the images of functions are built on. */
  readonly baseRegistry?: URL;
  /** Whether the gateway of the last synth fetches a key that nothing in the stack makes public. */
  readonly keyIsFetched?: boolean;
  /** Those of the last synth. */
  readonly stacks?: readonly SynthesizedStack[];
  /** The stacks of the last synth that keep their state in Terraform's backend `oci`. */
  readonly ociStacks?: readonly string[];
}

const TIMEOUT_MS = 10_000;

/** The verb, for the command line. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look whether this machine and this tenancy have what a deploy needs; changes nothing')
    .addOption(
      new Option('--region <name>', "the region (default: TF_VAR_region, or else the profile's)").argParser(region),
    )
    .addOption(
      new Option('--domain <url>', 'the identity domain (default: TF_VAR_identity_domain_url)').argParser(httpsOrigin),
    )
    .addOption(
      new Option('--var-file <file>', 'values of variables that the deploy is given too (repeatable)').argParser(
        (file: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), file],
      ),
    )
    .addOption(new Option('--profile <name>', 'who you are: a profile of the configuration file (default: DEFAULT)'))
    .addOption(new Option('--config <file>', "the configuration file of OCI's tools (default: ~/.oci/config)"))
    .addOption(new Option('--json', 'print one JSON object a line'))
    .action(async (options: DoctorOptions) => {
      await doctor(options);
    });
}

/** `signed-api doctor`: a line for each thing that a deploy needs. Fails when one is missing. */
export async function doctor(options: DoctorOptions, setup: DoctorSetup = {}): Promise<void> {
  const { printer = new Printer({ json: options.json === true }), environment = process.env } = setup;
  const cloud: CloudSetup = {
    serviceUrl: setup.serviceUrl ?? serviceUrl,
    signal: setup.signal ?? onInterrupt(),
    timeoutMs: setup.timeoutMs ?? TIMEOUT_MS,
    now: setup.now ?? Date.now,
  };
  const checks = new Checklist(printer);
  await checks.check('node', () => checkNode());
  const stacks = setup.stacks ?? stacksOfSynth();
  let program: TerraformProgram | undefined;
  await checks.check('terraform', async () => {
    const ociStacks = setup.ociStacks ?? ociStacksAmong(stacks);
    program = await findTerraform(`Install ${installable(ociStacks)}`, cloud.signal);
    return checkTerraform(program, ociStacks);
  });
  await checks.check('provider', () =>
    checkProvider({ environment, stacks, program, registry: setup.providerRegistry }, cloud),
  );
  await checks.check('variables', () => checkVariables(stacks, { environment, files: options.varFile ?? [] }));

  let found: OciProfile | undefined;
  await checks.check('configuration', () => {
    const { OCI_CLI_AUTH: auth = '' } = environment;
    if (isPrincipal(auth) && options.profile === undefined && options.config === undefined) {
      throw new Unchecked(`OCI_CLI_AUTH=${auth} signs for the push, without a profile. Pass --profile to look at one.`);
    }
    found = userProfile(options);
    return { ok: `${found.file}, profile ${found.name}` };
  });
  const profile = needed(() => found, 'there is no profile to sign with.');
  await checks.check('key', () => checkKey(profile(), cloud.now()));

  const regionOf = needed(
    () =>
      present(options.region) ??
      present(environment.TF_VAR_region) ??
      tryProfileEntry(profileOptions(options), 'region'),
    'no region is known. Set TF_VAR_region, or pass --region.',
  );
  await checks.check('clock', () => checkClock(regionOf(), cloud));
  await checks.check('region', () => checkRegion(regionOf(), profile(), cloud));

  const domain = needed(
    () => options.domain ?? domainOf(environment),
    'no identity domain is known. Set TF_VAR_identity_domain_url, or pass --domain.',
  );
  await checks.check('identity domain', () => checkDomain(domain(), cloud));
  const keyIsFetched = setup.keyIsFetched ?? keyIsFetchedBy(stacks);
  await checks.check('signing key', () => checkKeyAccess(domain(), keyIsFetched, cloud));
  const fixedKey = needed(
    () => present(environment.TF_VAR_identity_domain_signing_key),
    asksForKey(stacks)
      ? `TF_VAR_identity_domain_signing_key is not set. Run ${ownCommand('signing-key --domain URL')}.`
      : "TF_VAR_identity_domain_signing_key is not set, which keys: 'remote' does not need.",
  );
  await checks.check('fixed key', () => checkFixedKey(fixedKey(), domain(), profile(), cloud));

  await checks.check('registry', () => checkRegistry(cloud.serviceUrl('ocir', regionOf()), cloud));
  await checks.check('base image', () =>
    checkRegistries(setup.baseRegistry === undefined ? baseRegistries(stacks) : [setup.baseRegistry], cloud),
  );
  checks.done();
}

/** What a check cannot do without. */
function needed<Value>(find: () => Value | undefined, reason: string): () => Value {
  return () => {
    const value = find();
    if (value === undefined) throw new Unchecked(reason);
    return value;
  };
}

function domainOf({ TF_VAR_identity_domain_url: text }: NodeJS.ProcessEnv): URL | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return httpsOrigin(text);
  } catch {
    throw new UserError(
      `TF_VAR_identity_domain_url is not the URL of a domain: got ${shownUrl(text)}; expected https:// and a host, as its details page has it.`,
    );
  }
}

function asksForKey(stacks: readonly SynthesizedStack[]): boolean {
  return stacks.some(({ directory }) =>
    fs.readFileSync(path.join(directory, 'cdk.tf.json'), 'utf8').includes('"identity_domain_signing_key"'),
  );
}

function keyIsFetchedBy(stacks: readonly SynthesizedStack[]): boolean {
  return stacks.some(({ directory }) => {
    const document = fs.readFileSync(path.join(directory, 'cdk.tf.json'), 'utf8');
    return document.includes('"REMOTE_JWKS"') && !document.includes('"oci_identity_domains_setting"');
  });
}

/** No synth, no stacks. */
function stacksOfSynth(): readonly SynthesizedStack[] {
  try {
    return synthesizedStacks(process.cwd()).filter(({ directory }) =>
      fs.existsSync(path.join(directory, 'cdk.tf.json')),
    );
  } catch {
    return [];
  }
}

function ociStacksAmong(stacks: readonly SynthesizedStack[]): string[] {
  return stacks
    .filter(({ directory }) => {
      const { terraform } = readDocument(directory);
      const backend = isObject(terraform) ? terraform['backend'] : undefined;
      return isObject(backend) && backend['oci'] !== undefined;
    })
    .map(({ name }) => name);
}

function present(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
