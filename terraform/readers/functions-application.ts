import type { FunctionsApplication } from '../model/functions';
import type { BlockReader } from './block-reader';
import { checkConfig } from './function-config';

const SHAPES = ['GENERIC_X86', 'GENERIC_ARM', 'GENERIC_X86_ARM'] as const;

/** Reads an `oci_functions_application`. */
export function readFunctionsApplication(reader: BlockReader): FunctionsApplication {
  // The network and what observes a function change nothing of its answers.
  reader.withoutEffect('subnet_ids', 'network_security_group_ids', 'syslog_url', 'logging', 'trace_config');
  reader.withoutEffect('defined_tags', 'freeform_tags', 'timeouts');
  const config = reader.textMap('config');
  checkConfig(reader, config);
  return {
    address: reader.place.address,
    id: reader.completedText('id'),
    compartmentId: reader.text('compartment_id'),
    displayName: reader.text('display_name'),
    shape: readShape(reader),
    signedImagesOnly: readImagePolicy(reader),
    config,
  };
}

function readShape(reader: BlockReader): string {
  return (reader.has('shape') ? reader.choice('shape', SHAPES) : undefined) ?? 'GENERIC_X86';
}

function readImagePolicy(reader: BlockReader): boolean {
  const policy = reader.block('image_policy_config');
  if (policy === undefined) {
    return false;
  }
  const enabled = policy.optionalFlag('is_policy_enabled') ?? false;
  policy.demand('is_policy_enabled');
  const keys = policy.blocks('key_details');
  for (const key of keys) {
    key.text('kms_key_id');
  }
  if (enabled && keys.length === 0) {
    policy.problem('key_details', 'is required where is_policy_enabled is true: no image could run');
  }
  return enabled;
}
