import { isUtf8 } from 'node:buffer';
import { UsageError } from './usage-error';

/**
 * Bytes as the text that they are; without the mark that some editors put before it.
 *
 * @param source how the user knows them
 * @throws UsageError when they are no UTF-8, as what would be sent were other bytes
 */
export function utf8Text(bytes: Buffer, source: string): string {
  if (!isUtf8(bytes)) throw new UsageError(`${source} is no UTF-8 text. Save it as UTF-8.`);
  return bytes.toString().replace(/^\uFEFF/, '');
}
