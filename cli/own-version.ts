import fs from 'node:fs';
import path from 'node:path';

const NAME = 'cdktf-oci-signed-api';

/** The version in the package's own description, which is one folder further up where the package is compiled. */
export function ownVersion(): string {
  for (const folder of [path.join(__dirname, '..'), path.join(__dirname, '..', '..')]) {
    const file = path.join(folder, 'package.json');
    const { name, version = '' } = fs.existsSync(file)
      ? (JSON.parse(fs.readFileSync(file, 'utf8')) as { readonly name?: string; readonly version?: string })
      : {};
    if (name === NAME) return version;
  }
  throw new Error(`no package.json of ${NAME} above ${__dirname}`);
}
