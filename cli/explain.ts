import { StackError } from '../terraform';
import { UserError } from './user-error';

/** What is printed before a non-zero exit: what the user can act on, or a stack when the fault is ours. */
export function explain(error: unknown): string {
  if (error instanceof StackError) {
    const count = error.problems.length;
    return `${error.message}\n${String(count)} problem${count === 1 ? '' : 's'} in the synthesized stack`;
  }
  if (error instanceof UserError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
