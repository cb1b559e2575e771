import fs from 'node:fs';
import path from 'node:path';
import { search } from '../../../apis';
import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from '../../../constructs';
import { scratch } from '../../../testing/scratch';

/** The search API's file, copied below the project, where its imports are found. */
function copyOfSearch(folder: string): string {
  const copy = path.join(folder, 'search.ts');
  const text = fs.readFileSync(search.source, 'utf8');
  fs.writeFileSync(copy, text.replace("'./define-api'", "'../../apis/define-api'"));
  return copy;
}

describe('EsbuildBundler', () => {
  const below = path.join(__dirname, '..', '..', '..', 'dist');

  beforeAll(() => {
    fs.mkdirSync(below, { recursive: true });
  });

  test('makes the same code of the same declaration in another folder', () => {
    const folder = fs.mkdtempSync(path.join(below, 'copy-'));
    try {
      const bundle = (source: string): string => {
        const api = { ...search, source };
        const { directory } = bundleFunction(api, {
          outDir: scratch('declaration'),
          bundler: new EsbuildBundler(),
          image: DEFAULT_IMAGE,
        });
        return fs.readFileSync(path.join(directory, 'func.js'), 'utf8');
      };
      expect(bundle(copyOfSearch(folder))).toBe(bundle(search.source));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
