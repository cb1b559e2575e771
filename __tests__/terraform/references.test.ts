import { changed, problemsOf, readDocumentStack, wholeDocument } from '../../testing/document-fixture';

const CONFIG = 'resource.oci_functions_function.F.config.X';

/** The value that an expression has inside the whole document. */
function configured(text: string, document = wholeDocument()): unknown {
  return readDocumentStack(changed(CONFIG, text, document)).functions[0]?.config['X'];
}

describe('what a reference can name', () => {
  test.each([
    ['a variable', '${var.region}', 'eu-frankfurt-1'],
    ['a configured attribute', '${oci_functions_application.A.display_name}', 'oracleapi'],
    ['a computed attribute', '${oci_functions_application.A.id}', 'id of oci_functions_application.A'],
    ['a part of a map', '${oci_functions_application.A.config.ONE}', '1'],
    ['a part of a map by key', '${oci_functions_application.A.config["ONE"]}', '1'],
    ['an element', '${oci_functions_application.A.subnet_ids[0]}', 's'],
    ['a nested block', '${oci_apigateway_deployment.Other.specification[0].routes[0].path}', '/search'],
    ['every nested block', '${join(",", oci_apigateway_deployment.Other.specification[0].routes[*].path)}', '/search'],
    ['a block of a set', '${one(oci_identity_domains_app.Server.scopes).value}', 'search'],
    ['the folder', '${path.module}/assets', './assets'],
    ['text around it', 'a ${var.region} b', 'a eu-frankfurt-1 b'],
    ['nothing, escaped', '$${request.auth[sub]}', '${request.auth[sub]}'],
  ])('%s', (_, text, value) => {
    const { oci_apigateway_deployment: deployments } = wholeDocument()['resource'] as {
      oci_apigateway_deployment: { D: { specification: { routes: { backend: object }[] } } };
    };
    const backend = { type: 'ORACLE_FUNCTIONS_BACKEND', function_id: 'f' };
    const other = {
      ...deployments.D,
      path_prefix: '/other',
      specification: { routes: [{ path: '/search', backend }] },
    };
    const document = changed('resource.oci_apigateway_deployment.Other', other);
    expect(configured(text, document)).toBe(value);
  });

  test('a local value', () => {
    const document = changed('locals', { name: 'a-${var.region}', list: ['x', '${local.name}'] });
    expect(configured('${local.list[1]}', document)).toBe('a-eu-frankfurt-1');
  });

  test('what a terraform_data was given', () => {
    const document = changed('resource.terraform_data', { T: { input: { a: ['${var.region}'] } } });
    expect(configured('${terraform_data.T.output.a[0]}', document)).toBe('eu-frankfurt-1');
  });

  test('a data source', () => {
    const document = changed('data.oci_identity_domain', { D: { domain_id: '${var.region}' } });
    const source = {
      computed: ({ attribute, values }: { attribute: string; values: object }) =>
        attribute === 'url' ? JSON.stringify(values) : 'x',
    };
    const stack = readDocumentStack(changed(CONFIG, '${data.oci_identity_domain.D.url}', document), source);
    expect(stack.functions[0]?.config['X']).toBe('{"domain_id":"eu-frankfurt-1"}');
  });
});

describe('what a reference cannot name', () => {
  test.each([
    [
      'an unknown variable',
      '${var.regoin}',
      'refers to var.regoin, which the document does not have; did you mean var.region?',
    ],
    [
      'an unknown block',
      '${oci_functions_application.B.id}',
      'which the document does not have; did you mean oci_functions_application.A?',
    ],
    ['an unknown attribute', '${oci_functions_application.A.nam}', 'which has no attribute nam'],
    [
      'an unknown attribute inside',
      '${oci_identity_domains_app.Server.scopes[*].valu}',
      'which has no attribute valu; did you mean value?',
    ],
    [
      'an attribute of a list',
      '${oci_apigateway_deployment.D.specification.routes}',
      'asked of a list; take an element first',
    ],
    [
      'an element of a set',
      '${oci_identity_domains_app.Server.scopes[0].value}',
      'whose elements have no order; tolist() gives them one',
    ],
    ['a part of text', '${oci_functions_application.A.id.x}', 'where there is only a string'],
    ['half a reference', '${oci_functions_application}', 'which is not a whole reference'],
    ['a module', '${module.m.x}', 'the reference to module.m.x is not understood here'],
    ['each', '${each.value}', 'the reference to each.value is not understood here'],
    ['the workspace', '${terraform.workspace}', 'the reference to terraform.workspace is not understood here'],
    ['the working folder', '${path.cwd}', 'the reference to path.cwd is not understood here'],
    ['self outside of a provisioner', '${self.id}', 'refers to self, which the document does not have'],
    ['a branch that is not taken', '${true ? "a" : var.nothing}', 'refers to var.nothing'],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(changed(CONFIG, text))).toEqual([
      expect.stringMatching(/^oci_functions_function\.F\.config\.X: /) as string,
    ]);
    expect(problemsOf(changed(CONFIG, text))[0]).toContain(problem);
  });

  test('an unknown function is refused with address and attribute', () => {
    expect(problemsOf(changed(CONFIG, '${title("a")}'))).toEqual([
      'oci_functions_function.F.config.X: the function title() is not understood here',
    ]);
  });

  test('what cannot be read is refused with address and attribute', () => {
    expect(problemsOf(changed(CONFIG, '${var.region'))).toEqual([
      'oci_functions_function.F.config.X: cannot be read: found the end at character 13, expected "}"',
    ]);
  });

  test('what fails when it is evaluated is refused with address and attribute', () => {
    expect(problemsOf(changed(CONFIG, '${tonumber(var.region)}'))).toEqual([
      'oci_functions_function.F.config.X: tonumber(): must be number; got "eu-frankfurt-1"',
    ]);
  });

  test('every part of a map that fails is named', () => {
    const config = { A: '${tonumber(var.region)}', B: 'b', C: '${[][0]}' };
    expect(problemsOf(changed('resource.oci_functions_function.F.config', config))).toEqual([
      'oci_functions_function.F.config.A: tonumber(): must be number; got "eu-frankfurt-1"',
      'oci_functions_function.F.config.C: [0] is outside of a list of 0',
    ]);
  });
});

describe('cycles', () => {
  test('two blocks that refer to each other are named, though their attributes do not', () => {
    const document = changed(
      'resource.oci_functions_application.A.config.X',
      '${oci_functions_function.F.display_name}',
    );
    expect(problemsOf(document)).toEqual([
      'oci_functions_application.A: refers to itself: ' +
        'oci_functions_application.A -> oci_functions_function.F -> oci_functions_application.A',
    ]);
  });

  test('a local that refers to itself is named', () => {
    expect(problemsOf(changed('locals', { a: '${local.b}', b: '${local.a}' }))).toEqual([
      'local.a: refers to itself: local.a -> local.b -> local.a',
    ]);
  });

  test('depends_on counts', () => {
    const document = changed('resource.oci_functions_application.A.depends_on', ['oci_functions_function.F']);
    expect(problemsOf(document)[0]).toContain('refers to itself');
  });
});

describe('what multiplies blocks', () => {
  test.each([
    ['count', 'resource.oci_functions_function.F.count', 2, 'oci_functions_function.F.count'],
    ['for_each', 'resource.oci_functions_function.F.for_each', {}, 'oci_functions_function.F.for_each'],
    [
      'dynamic',
      'resource.oci_apigateway_deployment.D.specification.dynamic',
      { routes: { for_each: [], content: {} } },
      'oci_apigateway_deployment.D.specification[0].dynamic',
    ],
  ])('%s is refused by name', (_, path, value, place) => {
    expect(problemsOf(changed(path, value))).toEqual([`${place}: is not understood here; write each block out`]);
  });

  test('a key of a map may be called dynamic', () => {
    expect(problemsOf(changed('resource.oci_functions_function.F.config.dynamic', 'x'))).toEqual([]);
  });
});
