import { withPushedImages } from '../../../cli/resource-manager/pushed-images';
import { UsageError } from '../../../cli/usage-error';
import { UserError } from '../../../cli/user-error';
import { FunctionImage } from '../../../constructs';
import { stubImage, synthOracleStack } from '../../../testing/oracle-stack';
import { searchApis } from '../../../testing/search-apis';
import { resource, resources } from '../../../testing/synth';

const document = synthOracleStack();
const { image: place } = resource(document, 'oci_functions_function');
const [, tag = ''] = /:(\w+)$/.exec(String(place)) ?? [];
const reference = `ocir.eu-test-1.oci.oraclecloud.com/ns/oracleapi/search:${tag}`;
const given = [{ name: 'search', value: reference }];
const run = (...args: Parameters<typeof withPushedImages>): ReturnType<typeof withPushedImages> =>
  withPushedImages(...args);

describe('an image that was pushed already', () => {
  const { document: changed } = run(document, given, 'out');

  test("is the function's", () => {
    expect(resource(changed, 'oci_functions_function')).toMatchObject({ display_name: 'search', image: reference });
  });

  test('is not waited for', () => {
    expect(resource(document, 'oci_functions_function')).toHaveProperty('depends_on');
    expect(resource(changed, 'oci_functions_function')).not.toHaveProperty('depends_on');
  });

  test('is not pushed', () => {
    expect(Object.keys(resources(document, 'terraform_data'))).toHaveLength(1);
    expect(changed['resource']).not.toHaveProperty('terraform_data');
  });

  test('takes the repository and the namespace out, which nothing else needs', () => {
    expect(changed['resource']).not.toHaveProperty('oci_artifacts_container_repository');
    expect(changed['data']).not.toHaveProperty('oci_objectstorage_namespace');
  });

  test('leaves everything else', () => {
    const gone = ['oci_functions_function', 'terraform_data', 'oci_artifacts_container_repository'];
    const others = Object.entries(document['resource'] as object).filter(([type]) => !gone.includes(type));
    expect(changed['resource']).toMatchObject(Object.fromEntries(others));
    expect(changed['output']).toEqual(document['output']);
    expect(changed['variable']).toEqual(document['variable']);
  });

  test('leaves a repository that something else refers to', () => {
    const id =
      Object.keys((document['resource'] as Record<string, object>)['oci_artifacts_container_repository'] ?? {})[0] ??
      '';
    const output = { repository: { value: `\${oci_artifacts_container_repository.${id}.id}` } };
    const { document: kept } = run({ ...document, output }, given, 'out');
    expect(Object.keys(resources(kept, 'oci_artifacts_container_repository'))).toHaveLength(1);
  });

  test("leaves a repository that was not the image's", () => {
    const more = structuredClone(document) as { resource: Record<string, Record<string, object>> };
    more.resource['oci_artifacts_container_repository'] = {
      ...more.resource['oci_artifacts_container_repository'],
      Other: { '//': { metadata: { path: 'oracleapi/Other' } }, display_name: 'other' },
    };
    const { document: kept } = run(more, given, 'out');
    expect(Object.keys(resources(kept, 'oci_artifacts_container_repository'))).toEqual(['Other']);
  });
});

describe('images of several functions', () => {
  const two = synthOracleStack({ apis: searchApis(2) });

  test('are each named by the function', () => {
    expect(() => run(two, given, 'out')).toThrow(/^search-2 pushes its image while Terraform applies/);
  });

  test('are refused together', () => {
    expect(() => run(two, [], 'out')).toThrow(/^search pushes[^]*\nsearch-2 pushes/);
  });
});

describe('a function that pushes', () => {
  test('is refused without an image, with the commands that help', () => {
    const bundle = /^node \S+ (\S+)$/.exec(
      (resource(document, 'terraform_data')['provisioner'] as { 'local-exec': { command: string } }[])[0]?.[
        'local-exec'
      ].command ?? '',
    )?.[1];
    expect(() => run(document, [], 'cdktf.out/stacks/oracleapi')).toThrow(
      new UserError(
        [
          "search pushes its image while Terraform applies, with Node, which Resource Manager's machines do not have. Push it, then name it:",
          `  npm run -s signed-api -- image push cdktf.out/stacks/oracleapi/${String(bundle)} <registry host>/<namespace>/<repository>`,
          `  npm run -s signed-api -- resource-manager --image search=<registry host>/<namespace>/<repository>:${tag}`,
        ].join('\n'),
      ),
    );
  });

  test('is refused with an image of another content, as one that a pipeline pushes', () => {
    const waiting = synthOracleStack({ image: { ...stubImage().image, pushAtDeploy: false } });
    const value = 'ocir.eu-test-1.oci.oraclecloud.com/ns/search:0123456789abcdef';
    const to = 'ocir.eu-test-1.oci.oraclecloud.com/ns/search';
    expect(() => run(waiting, [{ name: 'search', value }], 'out')).toThrow(
      new UserError(
        [
          `--image search=${value}: is another content than this synth's, whose tag is ${tag}. Push it, then name it:`,
          `  npm run -s signed-api -- image push dist/functions/search ${to}`,
          `  npm run -s signed-api -- resource-manager --image search=${to}:${tag}`,
        ].join('\n'),
      ),
    );
  });
});

describe('a name of --image', () => {
  test('has to be one of a function', () => {
    expect(() => run(document, [{ name: 'serach', value: reference }], 'out')).toThrow(
      new UsageError('--image serach=…: no function of the stack has this name; it has: search.'),
    );
  });

  test('is there once', () => {
    expect(() => run(document, [...given, ...given], 'out')).toThrow(
      new UsageError('--image search=… is there twice.'),
    );
  });
});

describe('a stack that pushes nothing', () => {
  test('is taken as it is where a pipeline pushes, and says which function waits', () => {
    const waiting = synthOracleStack({ image: { ...stubImage().image, pushAtDeploy: false } });
    expect(run(waiting, [], 'out')).toEqual({ document: waiting, waiting: ['search'] });
  });

  test('is taken as it is where the image is elsewhere', () => {
    const elsewhere = structuredClone(document) as {
      resource: Record<string, Record<string, Record<string, unknown>>>;
    };
    for (const one of Object.values(elsewhere.resource['oci_functions_function'] ?? {})) {
      one['image'] = FunctionImage.fromRegistry('ocir.eu-test-1.oci.oraclecloud.com/ns/search:1').imageReference;
    }
    expect(run(elsewhere, [], 'out')).toEqual({ document: elsewhere, waiting: [] });
  });
});
