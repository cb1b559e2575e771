import fs from 'node:fs';
import path from 'node:path';

/** Where this project keeps what it can make anew, beside other tools' caches; none where there is no `node_modules`. */
export function cacheFolder(name: string): string | undefined {
  const modules = path.resolve('node_modules');
  return fs.existsSync(modules) ? path.join(modules, '.cache', 'signed-api', name) : undefined;
}
