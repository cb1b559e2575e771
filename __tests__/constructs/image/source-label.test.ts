import fs from 'node:fs';
import path from 'node:path';
import { projectLabels, tryProjectSource } from '../../../constructs/image/source-label';
import { scratch } from '../../../testing/scratch';

function sourceOf(description: unknown): string | undefined {
  const project = scratch('project');
  const text = typeof description === 'string' ? description : JSON.stringify(description);
  fs.writeFileSync(path.join(project, 'package.json'), text);
  return tryProjectSource(project);
}

describe("the project's source", () => {
  test.each<[unknown, string]>([
    ['https://git.example.com/apis', 'https://git.example.com/apis'],
    ['git+https://git.example.com/apis.git', 'https://git.example.com/apis'],
    [{ type: 'git', url: 'git+https://github.com/a/b.git', directory: 'c' }, 'https://github.com/a/b'],
    ['a/b', 'https://github.com/a/b'],
    ['github:a/b', 'https://github.com/a/b'],
    ['gitlab:a/b.c', 'https://gitlab.com/a/b.c'],
    ['bitbucket:a/b', 'https://bitbucket.org/a/b'],
  ])('is what package.json says: %j', (repository, source) => {
    expect(sourceOf({ repository })).toBe(source);
  });

  test.each<[string, unknown]>([
    ['no repository', {}],
    ['one with a password', { repository: 'https://user:planted@git.example.com/apis' }],
    ['one of ssh, which names a user', { repository: 'git@github.com:a/b.git' }],
    ['one without TLS', { repository: 'http://git.example.com/apis' }],
    ['one that is none', { repository: { url: 5 } }],
    ['no JSON', '{'],
  ])('is not known with %s', (_what, description) => {
    expect(sourceOf(description)).toBeUndefined();
  });

  test("is among an image's labels, of which one's own win", () => {
    const project = scratch('project');
    fs.writeFileSync(path.join(project, 'package.json'), '{"repository":"a/b"}');
    const name = 'org.opencontainers.image.source';
    expect(projectLabels({ other: 'x' }, project)).toEqual({ [name]: 'https://github.com/a/b', other: 'x' });
    expect(projectLabels({ [name]: 'own' }, project)).toEqual({ [name]: 'own' });
    expect(projectLabels(undefined, scratch('nothing'))).toBeUndefined();
  });

  test('is not known without a package.json', () => {
    expect(tryProjectSource(scratch('nothing'))).toBeUndefined();
  });
});
