import type { OciFunction } from '../model/functions';
import type { BlockReader } from './block-reader';
import { checkConfig } from './function-config';

const MEMORY_MB = ['128', '256', '512', '1024', '2048', '3072'];
const DEFAULT_TIMEOUT_SECONDS = 30;

/** Reads an `oci_functions_function`. */
export function readFunction(reader: BlockReader): OciFunction {
  // A digest says which image it is, provisioned concurrency how soon an answer comes, not which.
  reader.withoutEffect('image_digest', 'provisioned_concurrency_config', 'trace_config');
  reader.withoutEffect('defined_tags', 'freeform_tags', 'timeouts');
  const config = reader.textMap('config');
  checkConfig(reader, config);
  return {
    address: reader.place.address,
    id: reader.completedText('id'),
    applicationId: reader.text('application_id'),
    displayName: reader.text('display_name'),
    image: reader.text('image'),
    memoryMb: readMemory(reader),
    timeoutSeconds: readTimeout(reader),
    config,
  };
}

function readMemory(reader: BlockReader): number {
  const given = reader.optionalText('memory_in_mbs');
  if (given !== undefined && !MEMORY_MB.includes(given)) {
    // The provider lets any whole number pass; the service does not.
    reader.problem('memory_in_mbs', `must be one of ${MEMORY_MB.join(', ')}; got ${given}`);
  }
  reader.demand('memory_in_mbs');
  return Number(given ?? 0);
}

function readTimeout(reader: BlockReader): number {
  const given = reader.optionalNumber('timeout_in_seconds') ?? DEFAULT_TIMEOUT_SECONDS;
  if (!Number.isInteger(given) || given < 5 || given > 300) {
    reader.problem('timeout_in_seconds', `must be a whole number from 5 to 300; got ${given}`);
  }
  return given;
}
