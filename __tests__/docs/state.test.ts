import { exampleDocument, typeProblems } from '../../testing/doc-example';
import { pageExamples, pageText } from '../../testing/page-examples';

const [native = '', compatible = '', ...others] = pageExamples('state');

describe('the page of the state', () => {
  test('has two examples, which compile', () => {
    expect(others).toEqual([]);
    expect(
      typeProblems(
        new Map([
          ['state-native', native],
          ['state-compatible', compatible],
        ]),
      ),
    ).toEqual([]);
  });

  test('keeps the state of the stack in a bucket', () => {
    expect(exampleDocument(native)['terraform']).toMatchObject({
      required_version: '>= 1.12.0',
      backend: {
        oci: {
          bucket: 'terraform-states',
          namespace: 'axab12cd34ef',
          key: 'oracleapi/terraform.tfstate',
          region: 'eu-frankfurt-1',
        },
      },
    });
  });

  test('has no other backend beside it', () => {
    const { backend } = exampleDocument(native)['terraform'] as { backend: object };
    expect(Object.keys(backend)).toEqual(['oci']);
  });

  test('keeps the state in a bucket that is taken for one of S3', () => {
    expect(exampleDocument(compatible)['terraform']).toMatchObject({
      backend: {
        s3: {
          bucket: 'terraform-states',
          key: 'oracleapi/terraform.tfstate',
          region: 'eu-frankfurt-1',
          endpoints: { s3: 'https://axab12cd34ef.compat.objectstorage.eu-frankfurt-1.oraclecloud.com' },
          use_path_style: true,
          skip_region_validation: true,
          skip_credentials_validation: true,
          skip_requesting_account_id: true,
          skip_metadata_api_check: true,
          skip_s3_checksum: true,
        },
      },
    });
  });

  test('has the props of the backend, and no others', () => {
    const page = pageText('state');
    const props = pageText('../constructs/state/oci-backend-props', 'ts');
    const table = page.slice(page.indexOf('| prop '), page.indexOf('All values are constants'));
    const listed = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    const declared = [...props.matchAll(/readonly (\w+)\??:/g)].map(([, name]) => name);
    expect(listed).toEqual(declared);
  });
});
