import { ImageError } from '../image/image-error';
import { ProfileError } from '../oci-user/oci-profile';
import { DocumentError } from '../review';
import { StackError } from '../terraform';
import { UserError } from './user-error';

/** What is printed before a non-zero exit: what the user can act on, or a stack when the fault is ours. */
export function explain(error: unknown): string {
  if (error instanceof StackError) {
    const count = error.problems.length;
    return `${error.message}\n${String(count)} problem${count === 1 ? '' : 's'} in the synthesized stack`;
  }
  if (isMendable(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Whether the user can mend it: its message says what it is and what to do. */
export function isMendable(error: unknown): error is Error {
  return [UserError, DocumentError, ImageError, ProfileError, StackError].some((kind) => error instanceof kind);
}
