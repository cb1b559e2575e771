/**
 * Makes `lib/`, what the package ships: the rooms of the library compiled to CommonJS with their types.
 *
 * The bindings are on no registry, so the package carries them (`provider/lib`), and `lib/` asks for them by a relative path.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const LIB = path.join(ROOT, 'lib');
const BINDINGS = /(["'])@cdktf\/provider-oci\/(?:lib\/([\w-]+)|(schema))\1/g;

fs.rmSync(LIB, { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', path.join(ROOT, 'tsconfig.lib.json')], {
  stdio: 'inherit',
});
for (const name of fs.readdirSync(LIB, { recursive: true })) {
  const file = path.join(LIB, name);
  if (!/\.(js|d\.ts)$/.test(name)) continue;
  const bindings = path.posix.relative(path.posix.dirname(name.split(path.sep).join('/')), '../provider/lib');
  const code = fs.readFileSync(file, 'utf8');
  const relative = code.replace(BINDINGS, (_match, quote, binding) =>
    [quote, bindings, '/', binding === undefined ? 'schema.json' : `${binding}/index.js`, quote].join(''),
  );
  if (relative !== code) fs.writeFileSync(file, relative);
}
