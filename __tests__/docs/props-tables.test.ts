import { docPages } from '../../testing/doc-page';
import { DocProps, writtenTypes } from '../../testing/doc-props';
import { PublicApi } from '../../testing/public-api';

const PAGES = docPages();
const API = new PublicApi(writtenTypes(PAGES));
const DOCS = new DocProps(PAGES, API);

/** Constructs without a table, and why. */
const ELSEWHERE = new Map([
  ['OciBackend', 'docs/state.md explains where the state is kept'],
  ['ImagePush', 'FunctionImage makes it, as its prop `pushAtDeploy` says'],
  ['ImportBlock', 'IdcsApps makes it, for its prop `signingCertificatePublicAccess`'],
]);

test.each(PAGES)('the tables of docs/constructs/$name.md have the props, types and defaults of the code', (page) => {
  expect(DOCS.problems(page)).toEqual([]);
});

test('every construct has a table of its props', () => {
  const missing = API.constructs().filter((name) => !DOCS.documented().includes(name));
  expect(missing.sort()).toEqual([...ELSEWHERE.keys()].sort());
});
