import type { BlockReader } from './block-reader';

/** What the configuration of an application and of one of its functions may hold together, in bytes. */
export const MAX_CONFIG_BYTES = 4096;

/** Checks that every key of a `config` can be the name of an environment variable. */
export function checkConfig(reader: BlockReader, config: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(config).filter((key) => !/^[A-Za-z_]\w*$/.test(key))) {
    reader.problem(
      'config',
      `holds the key ${JSON.stringify(name)}; a key has letters, digits and _, and no digit first`,
    );
  }
}

/** How many bytes of the limit these configurations take. */
export function configBytes(...configs: readonly Readonly<Record<string, string>>[]): number {
  const entries = Object.entries(Object.assign({}, ...configs) as Record<string, string>);
  return entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
}
