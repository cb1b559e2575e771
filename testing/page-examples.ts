import fs from 'node:fs';
import path from 'node:path';

const BLOCK = /^```ts\n([\s\S]*?)^```/gm;

/** The TypeScript blocks of a page of `docs/`, in its order. */
export function pageExamples(page: string): readonly string[] {
  return [...pageText(page).matchAll(BLOCK)].map(([, code = '']) => code);
}

/** A page of `docs/`. */
export function pageText(page: string, extension = 'md'): string {
  return fs.readFileSync(path.join(__dirname, '..', 'docs', `${page}.${extension}`), 'utf8');
}
