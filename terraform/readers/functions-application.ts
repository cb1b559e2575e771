import type { FunctionsApplication } from '../model/functions';
import type { BlockReader } from './block-reader';
import { checkConfig } from './function-config';

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
    shape: reader.optionalText('shape') ?? 'GENERIC_X86',
    config,
  };
}
