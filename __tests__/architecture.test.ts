import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '..');

/** Which rooms the files of a room may import from; a room may always import from itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['stacks', 'apis', 'constructs'],
  'index.ts': ['stacks', 'apis', 'constructs'],
  stacks: ['constructs', 'apis'],
  constructs: ['apis'],
  apis: [],
  function: ['apis'],
  http: [],
  terminal: [],
  'oci-user': ['function'],
  image: ['http', 'terminal', 'oci-user'],
  terraform: [],
  local: ['terraform', 'apis'],
  review: ['terraform'],
  cli: [
    'function',
    'http',
    'terminal',
    'oci-user',
    'image',
    'local',
    'review',
    'terraform',
    'constructs',
    'stacks',
    'apis',
  ],
};

/** Packages that only some rooms may import. */
const PACKAGE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  cdktf: ['main.ts', 'stacks', 'constructs'],
  constructs: ['main.ts', 'stacks', 'constructs'],
  '@cdktf/provider-oci': ['stacks', 'constructs', 'terraform'],
  '@fnproject/fdk': ['function'],
  esbuild: ['constructs'],
  hono: ['local'],
  jose: ['local', 'cli'],
  commander: ['cli'],
  fflate: ['cli'],
  yaml: ['cli'],
  // The oracle of the tests; in the function it would cost 740 KB.
  'oci-common': ['oci-user'],
  containerify: ['image'],
  'https-proxy-agent': ['http'],
  'proxy-from-env': ['http'],
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly specifier: string;
}

function filesOf(room: string): string[] {
  const start = path.join(ROOT, room);
  if (!fs.existsSync(start)) return [];
  if (fs.statSync(start).isFile()) return [room];
  return fs
    .readdirSync(start, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(room, file));
}

function importsOf(room: string): Import[] {
  return filesOf(room).flatMap((file) =>
    ts
      .preProcessFile(fs.readFileSync(path.join(ROOT, file), 'utf8'), true, true)
      .importedFiles.map(({ fileName }) => ({ file, room, specifier: fileName })),
  );
}

function targetRoom({ file, specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const [room = ''] = path.relative(ROOT, path.resolve(ROOT, path.dirname(file), specifier)).split(path.sep);
  return fs.existsSync(path.join(ROOT, `${room}.ts`)) ? `${room}.ts` : room;
}

function targetFile({ file, specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = path.join(path.dirname(file), specifier);
  return [`${target}.ts`, path.join(target, 'index.ts')].find((name) => fs.existsSync(path.join(ROOT, name)));
}

/** What leads back to itself: nodes that are left when those are taken away, again and again, that lead nowhere. */
function circlesOf(arrows: readonly (readonly [string, string])[]): string[] {
  let left = arrows;
  for (let before = -1; before !== left.length;) {
    before = left.length;
    const [starts, ends] = [new Set(left.map(([from]) => from)), new Set(left.map(([, to]) => to))];
    left = left.filter(([from, to]) => starts.has(to) && ends.has(from));
  }
  return left.map(([from, to]) => `${from} -> ${to}`);
}

function packageName(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

const rooms = Object.keys(MAY_IMPORT);
const imports = rooms.flatMap(importsOf);
const say = ({ file, specifier }: Import): string => `${file} imports ${specifier}`;

describe('the direction of imports', () => {
  test.each(rooms)('%s has files to look at', (room) => {
    expect(filesOf(room)).not.toHaveLength(0);
  });

  test.each(rooms)('%s imports only from the rooms that it may see', (room) => {
    const allowed = [room, ...(MAY_IMPORT[room] ?? [])];
    const strangers = imports.filter((one) => {
      const target = targetRoom(one);
      return one.room === room && target !== undefined && !allowed.includes(target);
    });
    expect(strangers.map(say)).toEqual([]);
  });

  test('no file imports another in a circle, nor does a folder of the command line or of the pusher', () => {
    const files = imports.flatMap((one) => {
      const target = targetFile(one);
      return target === undefined ? [] : [[one.file, target] as const];
    });
    expect(circlesOf(files)).toEqual([]);
    const folders = files
      .map((ends) => ends.map((file) => path.dirname(file)) as [string, string])
      .filter((ends) => ['cli', 'image'].some((room) => ends.every((folder) => folder.startsWith(room + path.sep))))
      .filter(([from, to]) => from !== to);
    expect(circlesOf(folders)).toEqual([]);
  });

  test.each(Object.keys(PACKAGE_ROOMS))('the package %s is imported only where it belongs', (name) => {
    const strangers = imports.filter(
      ({ room, specifier }) => packageName(specifier) === name && !(PACKAGE_ROOMS[name] ?? []).includes(room),
    );
    expect(strangers.map(say)).toEqual([]);
  });

  test('node modules are named with the node: prefix', () => {
    const bare = imports.filter(({ specifier }) =>
      ['fs', 'path', 'http', 'https', 'crypto', 'url'].includes(specifier),
    );
    expect(bare.map(say)).toEqual([]);
  });
});
