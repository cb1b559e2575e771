import { diffDocuments } from '../../../../review';
import { blockOf } from '../../../../testing/small-documents';

type Body = Readonly<Record<string, unknown>>;
const notes = (type: string, before: Body, after: Body) => blockOf(type, before, after)?.notes;

describe('what is stored', () => {
  test.each([
    ['oci_objectstorage_bucket', { access_type: 'ObjectRead' }, 'anyone may list and read its objects'],
    ['oci_objectstorage_bucket', { access_type: 'ObjectReadWithoutList' }, 'anyone may read its objects'],
    ['oci_artifacts_container_repository', { is_public: true }, 'anyone may pull its images'],
    ['oci_artifacts_container_repository', { is_public: 'true' }, 'anyone may pull its images'],
  ])('is open to anyone: %s %j', (type, open, text) => {
    expect(notes(type, { x: 1 }, open)).toEqual([{ text, access: true }]);
    expect(notes(type, { ...open, x: 1 }, { ...open, x: 2 })).toEqual([]);
  });

  test.each([
    ['oci_objectstorage_bucket', { access_type: 'NoPublicAccess' }],
    ['oci_objectstorage_bucket', { access_type: '${var.access}' }],
    ['oci_objectstorage_bucket', { access_type: 'constructor' }],
    ['oci_artifacts_container_repository', { is_public: false }],
    ['oci_artifacts_container_configuration', { is_public: true }],
  ])('is not: %s %j', (type, closed) => {
    expect(notes(type, { x: 1 }, closed)).toEqual([]);
  });

  test('may be had with an address that needs no signature', () => {
    expect(
      notes('oci_objectstorage_preauthrequest', { access_type: 'ObjectRead' }, { access_type: 'AnyObjectWrite' }),
    ).toEqual([{ text: 'whoever knows its address needs no signature: AnyObjectWrite', access: true }]);
    expect(
      notes('oci_objectstorage_preauthrequest', { access_type: 'ObjectRead', x: 1 }, { access_type: 'ObjectRead' }),
    ).toEqual([]);
  });
});

describe('a log', () => {
  const removed = (type: string, body: Body) => diffDocuments({ resource: { [type]: { One: body } } }, {})[0];

  test.each([{}, { is_enabled: true }, { is_enabled: 'true' }])('that goes writes nothing any more: %j', (body) => {
    expect(removed('oci_logging_log', body)).toMatchObject({
      access: true,
      notes: [{ text: 'nothing writes this log any more', access: true }],
    });
  });

  test.each([
    ['oci_logging_log_group', {}],
    ['oci_apm_apm_domain', {}],
  ])('is no %s', (type, body) => {
    expect(removed(type, body)).toMatchObject({ access: false, notes: [] });
  });

  test.each([false, 'false'])('that wrote nothing goes unnoticed: %p', (is_enabled) => {
    expect(removed('oci_logging_log', { is_enabled })?.notes).toEqual([]);
  });
});

describe('what is only read', () => {
  test('opens nothing, and writes nothing', () => {
    const bucket = { data: { oci_objectstorage_bucket: { One: { access_type: 'ObjectRead' } } } };
    expect(diffDocuments({}, bucket)).toMatchObject([{ access: false, notes: [] }]);
    expect(diffDocuments({ data: { oci_logging_log: { One: {} } } }, {})).toMatchObject([{ access: false, notes: [] }]);
  });
});
