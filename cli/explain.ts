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
  if ([UserError, DocumentError, ImageError, ProfileError].some((kind) => error instanceof kind))
    return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
