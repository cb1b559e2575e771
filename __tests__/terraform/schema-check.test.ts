import { checkDocument } from '../../terraform';
import { changed, wholeDocument } from '../../testing/document-fixture';

/** What the schema check says of the whole document with one value changed. */
function problemsWith(path: string, value: unknown): readonly string[] {
  return checkDocument(changed(path, value)).map(
    ({ address, attribute = '', message }) => `${address}.${attribute}: ${message}`,
  );
}

const APPLICATION = 'resource.oci_functions_application.A';
const FUNCTION = 'resource.oci_functions_function.F';
const ROUTES = 'resource.oci_apigateway_deployment.D.specification.routes';

describe('names', () => {
  test('an unknown attribute is refused with the nearest one', () => {
    expect(problemsWith(`${FUNCTION}.memory_in_mb`, '256')).toEqual([
      'oci_functions_function.F.memory_in_mb: is not known to the provider; did you mean memory_in_mbs?',
    ]);
  });

  test('an unknown attribute deep inside is refused with its path', () => {
    expect(problemsWith(`${ROUTES}.0.backend.functionid`, 'x')).toEqual([
      'oci_apigateway_deployment.D.specification[0].routes[0].backend[0].functionid: ' +
        'is not known to the provider; did you mean function_id?',
    ]);
  });

  test.each(['constructor', '__proto__', 'toString'])('%s is no attribute', (name) => {
    const document = JSON.parse(JSON.stringify(wholeDocument()).replace('"shape"', '"x"')) as Record<string, unknown>;
    const text = JSON.stringify(document).replace('"subnet_ids"', `"${name}":"x","subnet_ids"`);
    expect(checkDocument(JSON.parse(text) as Record<string, unknown>)).toEqual([
      expect.objectContaining({ address: 'oci_functions_application.A', attribute: name }),
    ]);
  });

  test('an unknown type of resource is refused', () => {
    expect(problemsWith('resource.oci_functions_aplication', { B: {} })).toEqual([
      'oci_functions_aplication.B.: is of type oci_functions_aplication, a resource that is not in the ' +
        "provider's schema; did you mean oci_functions_application?",
    ]);
  });

  test('a resource of another provider is refused', () => {
    expect(problemsWith('resource.aws_s3_bucket', { B: {} })[0]).toMatch(
      /^aws_s3_bucket\.B\.: is of type aws_s3_bucket/,
    );
  });

  test('a required attribute must be there', () => {
    expect(problemsWith(`${FUNCTION}.display_name`, undefined)).toEqual([
      'oci_functions_function.F.display_name: is required',
    ]);
  });

  test('null counts as not there', () => {
    expect(problemsWith(`${FUNCTION}.display_name`, null)).toEqual([
      'oci_functions_function.F.display_name: is required',
    ]);
    expect(problemsWith(`${FUNCTION}.timeout_in_seconds`, null)).toEqual([]);
    expect(problemsWith(`${FUNCTION}.state`, null)).toEqual([]);
  });

  test('what only the cloud sets cannot be given', () => {
    expect(problemsWith(`${FUNCTION}.invoke_endpoint`, 'x')).toEqual([
      'oci_functions_function.F.invoke_endpoint: is set by the cloud and cannot be given',
    ]);
  });
});

describe('types', () => {
  test.each([
    ['a number as text', `${FUNCTION}.timeout_in_seconds`, '30'],
    ['text as a number', `${FUNCTION}.memory_in_mbs`, 256],
    ['a boolean as text', 'resource.oci_identity_domains_app.Client.active', 'true'],
    ['text as a boolean', `${FUNCTION}.config.X`, true],
    ['an expression of any type', `${FUNCTION}.timeout_in_seconds`, '${var.region}'],
    ['a list as an expression', `${ROUTES}.0.methods`, '${tolist(["GET"])}'],
  ])('%s is accepted', (_, path, value) => {
    expect(problemsWith(path, value)).toEqual([]);
  });

  test.each([
    ['text for a number', `${FUNCTION}.timeout_in_seconds`, 'soon', '.timeout_in_seconds: must be number; got "soon"'],
    ['a literal expression', `${FUNCTION}.timeout_in_seconds`, '${"soon"}', 'must be number; got "soon"'],
    ['an array for text', `${FUNCTION}.image`, ['x'], '.image: must be string; got an array'],
    ['text for a list', `${ROUTES}.0.methods`, 'GET', '.methods: must be list(string); got "GET"'],
    ['an interpolated text for a list', `${ROUTES}.0.methods`, 'G${"E"}T', '.methods: must be list(string); got text'],
    ['an object in a list of texts', `${ROUTES}.0.methods`, ['GET', {}], '.methods[1]: must be string; got an object'],
    ['an array for a map', `${FUNCTION}.config`, [], '.config: must be map(string); got an array'],
    ['an array in a map of texts', `${FUNCTION}.config`, { X: [] }, '.config.X: must be string; got an array'],
    ['text for a block', ROUTES, 'x', '.routes[0]: must be a block: an object, or an array of objects; got string'],
  ])('%s is refused', (_, path, value, problem) => {
    expect(problemsWith(path, value)).toContainEqual(expect.stringContaining(problem));
  });
});

describe('numbers of blocks', () => {
  const SPECIFICATION = 'resource.oci_apigateway_deployment.D.specification';
  const document = wholeDocument();
  const { specification } = (document['resource'] as { oci_apigateway_deployment: { D: { specification: object } } })
    .oci_apigateway_deployment.D;

  test('a block that can be there once may be an object or an array of one', () => {
    expect(problemsWith(SPECIFICATION, specification)).toEqual([]);
    expect(problemsWith(SPECIFICATION, [specification])).toEqual([]);
  });

  test('too many blocks are refused', () => {
    expect(problemsWith(SPECIFICATION, [specification, specification])).toEqual([
      'oci_apigateway_deployment.D.specification: must not be there more than once; got 2',
    ]);
  });

  test('too few blocks are refused', () => {
    expect(problemsWith(SPECIFICATION, [])).toEqual(['oci_apigateway_deployment.D.specification: is required']);
    expect(problemsWith(ROUTES, undefined)).toEqual([
      'oci_apigateway_deployment.D.specification[0].routes: is required',
    ]);
  });

  test('a single block is an object', () => {
    expect(problemsWith(`${FUNCTION}.timeouts`, { create: '5m' })).toEqual([]);
    expect(problemsWith(`${FUNCTION}.timeouts`, { creat: '5m' })).toEqual([
      'oci_functions_function.F.timeouts.creat: is not known to the provider; did you mean create?',
    ]);
  });
});

describe('meta-arguments', () => {
  test('lifecycle is accepted', () => {
    const lifecycle = {
      create_before_destroy: true,
      ignore_changes: ['config', 'defined_tags["x"]'],
      replace_triggered_by: ['oci_apigateway_gateway.G'],
    };
    expect(problemsWith(`${FUNCTION}.lifecycle`, lifecycle)).toEqual([]);
    expect(problemsWith(`${FUNCTION}.lifecycle`, { ignore_changes: 'all' })).toEqual([]);
  });

  test.each([
    [{ prevent_destruction: true }, 'lifecycle.prevent_destruction: is not known to Terraform'],
    [
      { ignore_changes: ['confg'] },
      'ignore_changes[0]: names confg, which the provider does not know; did you mean config?',
    ],
    [{ prevent_destroy: 'yes' }, 'lifecycle.prevent_destroy: must be bool; got "yes"'],
    [
      { replace_triggered_by: ['oci_apigateway_gateway.X'] },
      'refers to oci_apigateway_gateway.X, which the document does not have',
    ],
    [
      { replace_triggered_by: ['${oci_apigateway_gateway.G}'] },
      'replace_triggered_by[0]: must be an address without ${…}; got "${oci_apigateway_gateway.G}"',
    ],
    [{ precondition: [{ condition: '${true}' }] }, 'lifecycle.precondition[0].error_message: is required'],
  ])('lifecycle %j is refused', (lifecycle, problem) => {
    expect(problemsWith(`${FUNCTION}.lifecycle`, lifecycle)).toEqual([expect.stringContaining(problem)]);
  });

  test('depends_on names what the document has', () => {
    expect(problemsWith(`${APPLICATION}.depends_on`, ['oci_apigateway_gateway.G'])).toEqual([]);
    expect(problemsWith(`${APPLICATION}.depends_on`, ['oci_apigateway_gateway.H'])).toEqual([
      'oci_functions_application.A.depends_on[0]: refers to oci_apigateway_gateway.H, which the document does not have; ' +
        'did you mean oci_apigateway_gateway.G?',
    ]);
  });

  test('a terraform_data with a provisioner is accepted', () => {
    const data = {
      triggers_replace: { image: '${oci_functions_function.F.image}' },
      provisioner: [{ 'local-exec': { command: 'push ${self.id}', environment: { A: '${var.region}' } } }],
    };
    expect(problemsWith('resource.terraform_data', { Push: data })).toEqual([]);
  });

  test.each([
    [{ 'remote-exec': {} }, 'provisioner[0].remote-exec: is a provisioner that is not understood here'],
    [
      { 'local-exec': { comand: 'x', command: 'x' } },
      'local-exec.comand: is not known to the provider; did you mean command?',
    ],
    [{ 'local-exec': { command: '${self.image}' } }, 'refers to self, which has no attribute image'],
  ])('the provisioner %j is refused', (provisioner, problem) => {
    expect(problemsWith('resource.terraform_data', { Push: { provisioner: [provisioner] } })).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  test('all problems come together', () => {
    const document = changed(`${FUNCTION}.image`, [], changed(`${APPLICATION}.shap`, 'x'));
    expect(checkDocument(document)).toHaveLength(2);
  });
});
