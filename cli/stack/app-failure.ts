/** Sentences about props, in the report that Node makes of an error that nobody caught. */
const PROP_ERROR = /^\[PropError: ([\s\S]+)\]\s*Node\.js v\S+\s*$/m;
/** What validations found, between cdktf's heading and its advice to switch them off. */
const VALIDATIONS =
  /Validation failed with the following errors:\n([\s\S]+?)\n\s*If you wish to ignore these validations/;
/** What esbuild could not read, a line each, as tsx prints it. */
const SYNTAX = /^Error: Transform failed with \d+ errors?:\n((?:.+: ERROR: .+\n)+)/m;

/** A file or package that is not there, as Node says of both kinds of modules. */
const MISSING = /^Error(?: \[ERR_MODULE_NOT_FOUND\])?: (Cannot find (?:module|package) '.+)$/m;

/** What the user has to read of what a failed app printed: its sentences, or all of it where it has none. */
export function appFailure(printed: string): string {
  const [, sentences] =
    PROP_ERROR.exec(printed) ?? VALIDATIONS.exec(printed) ?? SYNTAX.exec(printed) ?? MISSING.exec(printed) ?? [];
  if (sentences === undefined) return printed.trimEnd();
  const lines = sentences.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join('\n');
}
