import type { OciFunction } from '../model/functions';
import type { BlockReader } from './block-reader';
import { checkConfig } from './function-config';

/** Sizes, and the step in which provisioned concurrency grows with each, which is also the least. */
const CONCURRENCY_STEP: Readonly<Record<string, number>> = {
  128: 40,
  256: 20,
  512: 10,
  1024: 10,
  2048: 10,
  3072: 10,
};
const MEMORY_MB = Object.keys(CONCURRENCY_STEP);
const DEFAULT_TIMEOUT_SECONDS = 30;

/** Reads an `oci_functions_function`. */
export function readFunction(reader: BlockReader): OciFunction {
  // A digest says which image it is.
  reader.withoutEffect('image_digest', 'trace_config');
  reader.withoutEffect('defined_tags', 'freeform_tags', 'timeouts');
  const config = reader.textMap('config');
  checkConfig(reader, config);
  checkDetachedTimeout(reader);
  checkDestination(reader, 'success_destination');
  checkDestination(reader, 'failure_destination');
  const memoryMb = readMemory(reader);
  checkConcurrency(reader, memoryMb);
  return {
    address: reader.place.address,
    id: reader.completedText('id'),
    applicationId: reader.text('application_id'),
    displayName: reader.text('display_name'),
    image: reader.text('image'),
    memoryMb,
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

function checkDetachedTimeout(reader: BlockReader): void {
  const given = reader.optionalNumber('detached_mode_timeout_in_seconds') ?? DEFAULT_TIMEOUT_SECONDS;
  if (!Number.isInteger(given) || given < 5 || given > 3600) {
    reader.problem('detached_mode_timeout_in_seconds', `must be a whole number from 5 to 3600; got ${given}`);
  }
}

/** A gateway waits for its answer, so what is said of detached calls is not about it; the service refuses other kinds. */
function checkDestination(reader: BlockReader, name: string): void {
  const block = reader.block(name);
  block?.choice('kind', ['NONE', 'NOTIFICATION', 'QUEUE', 'STREAM']);
  block?.withoutEffect('topic_id', 'queue_id', 'channel_id', 'stream_id');
}

/** It says how soon an answer comes, not which; the service refuses other numbers all the same. */
function checkConcurrency(reader: BlockReader, memoryMb: number): void {
  const block = reader.block('provisioned_concurrency_config');
  const strategy = block?.choice('strategy', ['CONSTANT', 'NONE']);
  const count = block?.optionalNumber('count');
  const step = CONCURRENCY_STEP[memoryMb];
  if (strategy !== 'CONSTANT' || step === undefined) {
    return;
  }
  block?.demand('count');
  if (count !== undefined && (count < step || count % step !== 0)) {
    block?.problem('count', `must be a multiple of ${step} with ${memoryMb} MB; got ${count}`);
  }
}
