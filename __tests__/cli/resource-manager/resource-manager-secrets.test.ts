import { PlantedSecrets } from '../../../testing/planted-secrets';

/** Processes that start from nothing, on a machine that may be busy. */
const TIMEOUT_MS = 180_000;
const REPOSITORY = 'ocir.eu-test-1.oci.oraclecloud.com/ns/oracleapi/search';
const ZIP = 'dist/resource-manager/oracleapi.zip';

describe('signed-api resource-manager on a machine full of secrets', () => {
  test(
    'takes none into the document, the assets, the zip file, or what it prints',
    () => {
      const planted = new PlantedSecrets();
      const refused = planted.signedApi('resource-manager');
      const [, tag = ''] = /:([0-9a-f]{16})$/m.exec(refused.stderr) ?? [];
      const image = ['--image', `search=${REPOSITORY}:${tag}`];
      expect(planted.signedApi('resource-manager', ...image)).toMatchObject({ exitCode: 0, stderr: '' });
      expect(planted.signedApi('resource-manager', '--json', ...image)).toMatchObject({ exitCode: 0, stderr: '' });

      expect(planted.files()).toEqual(
        expect.arrayContaining([
          'cdktf.out/stacks/oracleapi/cdk.tf.json',
          ...[ZIP, `${ZIP}/cdk.tf.json`, `${ZIP}/schema.yaml`, `${ZIP}/versions.tf`],
        ]),
      );
      expect(planted.files().filter((name) => /^cdktf\.out\/.*\/assets\//.test(name))).not.toEqual([]);
      expect(planted.leaks()).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
