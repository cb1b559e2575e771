import fs from 'node:fs';
import type { HttpAnswer } from '../http-request';
import type { Printer } from '../printer';
import { bodyData, bodyText, oneLine } from '../shown-text';
import { UserError } from '../user-error';
import { verdictOf } from '../verdict';
import type { Between, Verdict } from '../verdict';

/**
 * Prints status, request id and body; a body that is empty is left out.
 *
 * @param file takes the body of a success, as it came, instead
 * @throws UserError when the file cannot be written; then the body is printed, as the call may have changed something
 */
export function printAnswer(
  printer: Printer,
  what: string,
  answer: HttpAnswer,
  { between, isLocal, file }: { readonly between: Between; readonly isLocal?: boolean; readonly file?: string },
): Verdict {
  const verdict = verdictOf(answer, between, isLocal);
  const { status, requestId, problem } = verdict;
  const line = `${what} → ${status}${requestId === undefined ? '' : `  request id ${oneLine(requestId)}`}`;
  const unwritten = file !== undefined && problem === undefined ? tryWriteBody(file, answer.bytes) : undefined;
  const isWritten = file !== undefined && problem === undefined && unwritten === undefined;
  const body = isWritten ? { file, bytes: answer.bytes.length } : bodyData(answer.text);
  const data = { status, requestId, problem, ...body };
  if (problem === undefined) printer.step('answer', line, data);
  else printer.failure('answer', line, data);
  if (isWritten) printer.text(`${String(answer.bytes.length)} bytes written to ${file}`);
  else if (answer.text !== '') printer.text(bodyText(answer.text));
  if (unwritten !== undefined) throw unwritten;
  return verdict;
}

/** Whole or not at all; gives the error if it was not. */
function tryWriteBody(file: string, bytes: Buffer): UserError | undefined {
  const draft = `${file}.${String(process.pid)}`;
  try {
    fs.writeFileSync(draft, bytes, { mode: 0o600 });
    fs.renameSync(draft, file);
    return undefined;
  } catch (error) {
    fs.rmSync(draft, { force: true });
    const { code = 'no reason' } = error as NodeJS.ErrnoException;
    return new UserError(`--out: ${file} cannot be written (${code}). Name another file.`, { cause: error });
  }
}
