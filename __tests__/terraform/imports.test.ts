import { changed, problemsOf, readDocumentStack } from '../../testing/document-fixture';

const APP = 'oci_identity_domains_app.Client';
const importing = (...blocks: unknown[]): Record<string, unknown> => changed('import', blocks);

describe('an import', () => {
  test('names a resource and what it takes over', () => {
    expect(problemsOf(importing({ to: APP, id: 'apps/${var.region}', provider: 'oci' }))).toEqual([]);
  });

  test('may stand alone, without a list', () => {
    expect(problemsOf(changed('import', { to: APP, id: 'x' }))).toEqual([]);
  });

  test('changes nothing of the model', () => {
    const { identityDomainApps } = readDocumentStack(importing({ to: APP, id: 'x' }));
    expect(identityDomainApps.map(({ address }) => address)).toContain(APP);
  });

  test.each<[string, unknown, string]>([
    ['be an object', 'x', 'import.[0]: must be an object'],
    ['say what is imported', { to: APP }, 'import.[0].id: is required'],
    ['import nothing', { to: APP, id: '' }, 'import.[0].id: is required'],
    ['say where to', { id: 'x' }, 'import.[0].to: is required'],
    ['go to a list', { to: [APP], id: 'x' }, 'import.[0].to: must be the address of a resource'],
    [
      'go to what does not exist',
      { to: 'oci_identity_domains_app.Clients', id: 'x' },
      'import.[0].to: names oci_identity_domains_app.Clients, which is no resource of the document; did you mean oci_identity_domains_app.Client?',
    ],
    [
      'refer to what does not exist',
      { to: APP, id: '${var.regio}' },
      expect.stringContaining('import.[0].id: refers to var.regio, which the document does not have') as never,
    ],
    ['have an id that is no text', { to: APP, id: ['x'] }, 'import.[0].id: must be string; got an array'],
    [
      'name a provider that does not exist',
      { to: APP, id: 'x', provider: 'oci.other' },
      'import.[0].provider: must name a provider configuration; got "oci.other"',
    ],
    [
      'say anything else',
      { to: APP, id: 'x', for_each: ['a'] },
      'import.[0].for_each: is not understood here; expected one of to, id, provider',
    ],
  ])('has to be right: it must not %s', (_what, block, problem) => {
    expect(problemsOf(importing(block))).toEqual([problem]);
  });

  test('must not take over a second thing for the same resource', () => {
    expect(problemsOf(importing({ to: APP, id: 'x' }, { to: APP, id: 'y' }))).toEqual([
      `import.[1].to: names ${APP}, which another import names`,
    ]);
  });
});
