import path from 'node:path';
import type { BuildFailure, Message } from 'esbuild';
import type { PropProblem } from '../prop-error';

/** More say nothing new: of one import that is not found, there may be many. */
const MAX_PROBLEMS = 5;

/**
 * What esbuild complains of, each in one line: about a file it is about the API, about an option about the bundling.
 *
 * @param workingDir what esbuild's names of files are relative to
 */
export function esbuildProblems(error: unknown, workingDir: string): readonly PropProblem[] {
  const { errors = [], message } = error as Partial<BuildFailure> & Error;
  if (errors.length === 0) return [ofOptions(message)];
  return errors.slice(0, MAX_PROBLEMS).map((one) => {
    const place = placeOf(one, workingDir);
    return place === undefined ? ofOptions(one.text) : ofApi(`${place}: ${one.text}`);
  });
}

function placeOf({ location }: Message, workingDir: string): string | undefined {
  if (location === null) return undefined;
  const file = path.relative(process.cwd(), path.resolve(workingDir, location.file));
  return [file.split(path.sep).join('/'), location.line, location.column + 1].join(':');
}

function ofApi(got: string): PropProblem {
  const expected = 'a declaration that esbuild can read, with all that it imports';
  return { prop: 'api', wrong: 'cannot be bundled', got, expected };
}

function ofOptions(got: string): PropProblem {
  return { prop: 'bundling', wrong: 'is refused by esbuild', got, expected: 'options that esbuild takes' };
}
