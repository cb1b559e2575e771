import { docPages } from '../../testing/doc-page';
import { writtenTypes } from '../../testing/doc-prop-table';
import { DocProps } from '../../testing/doc-props';
import { PublicApi } from '../../testing/public-api';

const PAGES = docPages();
const API = new PublicApi(writtenTypes(PAGES));

/** Constructs without a table, and why. */
const ELSEWHERE = new Map([
  ['OciBackend', 'docs/state.md explains where the state is kept'],
  ['ImagePush', 'FunctionImage makes it, as its prop `pushAtDeploy` says'],
  ['ImportBlock', 'IdcsApps makes it, for its prop `signingCertificatePublicAccess`'],
]);

/** Types of props that the pages do not take apart, and why. */
const LEFT_OUT = new Map([
  ['Api', 'docs/declaring-an-api.md explains it'],
  ['ConditionedSubject', '`PolicySubject.anyUserWhere` and `PolicySubject.function` make it'],
]);

const DOCS = new DocProps(PAGES, API, LEFT_OUT);

test.each(PAGES)('the tables of docs/constructs/$name.md have the props, types and defaults of the code', (page) => {
  expect(DOCS.problems(page)).toEqual([]);
});

test('every construct has a table of its props', () => {
  const missing = API.constructs().filter((name) => !DOCS.documented().includes(name));
  expect(missing.sort()).toEqual([...ELSEWHERE.keys()].sort());
});
