export { DocumentError } from './document-error';
export { readDocuments } from './read-documents';
export type { Documents, StackDocument } from './read-documents';
export { countsOf } from './diff/diff';
export type { BlockDiff, Change, Counts, Kind, Note, StackDiff } from './diff/diff';
export { diffDocuments } from './diff/diff-documents';
export { diffStacks } from './diff/diff-stacks';
export { COMMENT_LIMIT, COMMENT_MARK, diffMarkdown } from './diff/markdown';
export { diffText } from './diff/text';
