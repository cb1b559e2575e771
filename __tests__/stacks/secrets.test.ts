import fs from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { PlantedSecrets } from '../../testing/planted-secrets';
import { projectCopy } from '../../testing/project-copy';

/** Processes that start from nothing, on a machine that may be busy. */
const TIMEOUT_MS = 120_000;

describe('the search for planted secrets', () => {
  const planted = new PlantedSecrets();
  const write = (name: string, content: string | Uint8Array): void => {
    fs.writeFileSync(path.join(planted.folder, name), content);
  };

  test.each(planted.places)('finds %s', (place) => {
    const secret = planted.secret(place);
    expect(secret.length).toBeGreaterThan(19);
    expect(planted.leaksIn('a', `before ${secret} after`)).toEqual([`${place} is in a`]);
    expect(planted.leaksIn('b', Buffer.from(`user:${secret}`).toString('base64'))).toEqual([`${place} is in b`]);
    expect(planted.leaksIn('c', secret.slice(1))).toEqual([]);
  });

  test('finds nothing where nothing is', () => {
    expect(planted.files()).toEqual(['cdktf.json']);
    expect(planted.leaks()).toEqual([]);
  });

  test('looks into files and into what zip files hold', () => {
    const secret = planted.secret('CLIENT_SECRET');
    write('a.json', JSON.stringify({ secret }));
    write('b.zip', zipSync({ 'c.txt': Buffer.from(secret.repeat(9)) }, { level: 9 }));
    expect(planted.leaks()).toEqual(['CLIENT_SECRET is in a.json', 'CLIENT_SECRET is in b.zip/c.txt']);
  });
});

describe('cdktf synth of the default stack', () => {
  test(
    'takes no secret of the environment or of the home into what it writes and prints',
    () => {
      const planted = new PlantedSecrets();
      expect(planted.cdktf('synth')).toMatchObject({ exitCode: 0 });
      expect(planted.files()).toEqual(
        expect.arrayContaining(['cdktf.out/manifest.json', 'cdktf.out/stacks/oracleapi/cdk.tf.json']),
      );
      expect(planted.files().filter((name) => name.includes('/assets/'))).not.toEqual([]);
      expect(planted.leaks()).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('npm run build', () => {
  test(
    'takes no secret of the environment or of the home into what it writes and prints',
    () => {
      // The verb works in its own project alone.
      const project = projectCopy();
      const planted = new PlantedSecrets(project, project);
      expect(planted.signedApi('build')).toMatchObject({ exitCode: 0, stderr: '' });
      expect(planted.files()).toContain('dist/functions/search/func.js');
      expect(planted.leaks()).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
