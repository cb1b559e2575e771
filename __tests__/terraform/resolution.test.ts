import type { ComputedAttribute } from '../../terraform';
import { changed, problemsOf, readDocumentStack } from '../../testing/document-fixture';

const output = (value: unknown, more: object = {}): Record<string, unknown> => changed('output.o', { value, ...more });

describe('computed attributes', () => {
  test('the stand-in sees the address, the type and what is configured', () => {
    let seen: ComputedAttribute | undefined;
    readDocumentStack(output('${oci_functions_function.F.invoke_endpoint}'), {
      computed: (wanted) => {
        seen = wanted.attribute === 'invoke_endpoint' ? wanted : seen;
        return `some ${wanted.attribute}`;
      },
    });
    expect(seen).toMatchObject({
      address: 'oci_functions_function.F',
      mode: 'managed',
      type: 'oci_functions_function',
    });
    expect(seen?.values).toMatchObject({ display_name: 'search', application_id: 'some id' });
  });

  test('the stand-in resolves only what it reads', () => {
    const document = changed('resource.oci_functions_function.F.config.X', '${tonumber("a")}');
    const computed = ({ values }: ComputedAttribute): unknown => `${String(values['display_name'])} id`;
    expect(problemsOf(document, { computed })).toEqual([
      'oci_functions_function.F.config.X: tonumber(): must be number; got "a"',
    ]);
  });

  test('each is asked for once', () => {
    const asked: string[] = [];
    readDocumentStack(output('${oci_functions_function.F.id} ${oci_functions_function.F.id}'), {
      computed: ({ address, attribute }) => {
        asked.push(`${address}.${attribute}`);
        return 'x';
      },
    });
    expect(asked).toEqual([...new Set(asked)]);
  });

  test('a configured attribute wins and is not asked for', () => {
    const document = changed('resource.oci_identity_domains_app.Client.name', 'my-client');
    expect(readDocumentStack(document).identityDomainApps[0]?.client?.clientId).toBe('my-client');
  });

  test('one that nobody knows is named', () => {
    expect(problemsOf(output('${oci_functions_function.F.time_created}'))).toEqual([
      'oci_functions_function.F.time_created: is known only to the cloud, and no stand-in gave it a value',
    ]);
  });

  test('one that nobody knows does no harm in a branch that is not taken', () => {
    expect(problemsOf(output('${true ? "a" : lower(oci_functions_function.F.time_created)}'))).toEqual([]);
  });

  test('try does not fall back from one that nobody knows', () => {
    expect(problemsOf(output('${try(oci_functions_function.F.time_created, "a")}'))).toHaveLength(1);
  });

  test('one inside a nested block is asked for by its path', () => {
    const document = output('${one(oci_identity_domains_app.Server.scopes).fqs}');
    const stack = readDocumentStack(document, { computed: ({ attribute }) => `<${attribute}>` });
    expect(stack.outputs[0]?.value).toBe('<scopes[0].fqs>');
  });

  test('a value of another type than the schema has is named', () => {
    expect(problemsOf(output('${oci_functions_function.F.shape}'), { computed: () => ['x'] })).toContainEqual(
      'oci_functions_function.F.shape: is given by the cloud with another type: must be string; got tuple([string])',
    );
  });

  test('objects may leave out what nobody asks for', () => {
    const services = changed('data.oci_core_services', { S: {} });
    const computed = ({ attribute }: ComputedAttribute): unknown => (attribute === 'services' ? [{ id: 'a' }] : 'x');
    const read = (part: string): unknown =>
      readDocumentStack(changed('output.o', { value: `\${data.oci_core_services.S.services[0].${part}}` }, services), {
        computed,
      }).outputs[0]?.value;
    expect(read('id')).toBe('a');
    expect(() => read('name')).toThrow('data.oci_core_services.S.services[0].name: is known only to the cloud');
  });
});

describe('blocks', () => {
  test('hold what is configured, of the types of the schema', () => {
    const stack = readDocumentStack(changed('resource.oci_functions_function.F.memory_in_mbs', 512));
    const block = stack.blocks.find(({ address }) => address === 'oci_functions_function.F');
    expect(block).toEqual({
      address: 'oci_functions_function.F',
      mode: 'managed',
      type: 'oci_functions_function',
      values: {
        application_id: 'id of oci_functions_application.A',
        display_name: 'search',
        image: 'fra.ocir.io/ns/search:1',
        memory_in_mbs: '512',
        config: { BOTH: 'function' },
      },
    });
  });

  test('nested blocks are arrays, however they are written', () => {
    const stack = readDocumentStack(changed('resource.oci_functions_function.F.trace_config', { is_enabled: true }));
    const block = stack.blocks.find(({ address }) => address === 'oci_functions_function.F');
    expect(block?.values['trace_config']).toEqual([{ is_enabled: true }]);
  });

  test('a condition that does not hold stops the reader in the words of the document', () => {
    const postcondition = [{ condition: '${self.memory_in_mbs == "128"}', error_message: 'too large' }];
    const path = 'resource.oci_functions_function.F';
    const document = changed(`${path}.lifecycle`, { postcondition });
    expect(problemsOf(document)).toEqual(['oci_functions_function.F: too large']);
    expect(problemsOf(changed(`${path}.memory_in_mbs`, '128', document))).toEqual([]);
  });
});

describe('outputs', () => {
  test('have their value, its type and their description', () => {
    expect(readDocumentStack(output(['${var.region}', 1, { a: true }], { description: 'd' })).outputs).toEqual([
      { name: 'o', value: ['eu-frankfurt-1', 1, { a: true }], sensitive: false, description: 'd' },
    ]);
  });

  test('are flagged when they are sensitive', () => {
    expect(readDocumentStack(output('${sensitive("a")}', { sensitive: true })).outputs).toEqual([
      { name: 'o', value: 'a', sensitive: true },
    ]);
  });

  test.each([
    ['a function', '${sensitive("a")}'],
    ['a text around it', 'x ${sensitive("a")}'],
    ['a part of it', ['${sensitive("a")}']],
    ['a variable', '${upper(var.secret)}'],
  ])('must be sensitive when %s is', (_, value) => {
    const document = changed('variable.secret', { sensitive: true, default: 'a' }, output(value));
    expect(problemsOf(document)).toEqual([
      'output.o.sensitive: must be true, since the value refers to a sensitive one',
    ]);
  });

  test('need not be sensitive when the mark is taken off', () => {
    expect(problemsOf(output('${nonsensitive(sensitive("a"))}'))).toEqual([]);
  });

  test('must have a value', () => {
    expect(problemsOf(changed('output.o', { description: 'd' }))).toEqual(['output.o.value: is required']);
  });

  test('a problem in one is named once and does not hide another', () => {
    const document = changed('output.p', { value: '${[][0]}' }, output('${tonumber("a")}'));
    expect(problemsOf(document)).toEqual([
      'output.o.value: tonumber(): must be number; got "a"',
      'output.p.value: [0] is outside of a list of 0',
    ]);
  });
});
