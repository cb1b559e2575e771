import { isMendable } from './explain';
import type { Printer } from './printer';
import { UserError } from './user-error';

/** How a check ended, in one line. */
export type CheckOutcome =
  | { readonly ok: string; readonly data?: Readonly<Record<string, unknown>> }
  /** It works, and the user may want it otherwise. */
  | { readonly advice: string }
  | { readonly failed: string }
  /** It could not be looked at, and why. */
  | { readonly skipped: string };

/** What a check throws that could not even start, because another one failed. */
export class Unchecked extends Error {}

/** Runs checks one after the other, a line each, and remembers how many failed. */
export class Checklist {
  private failures = 0;

  constructor(private readonly printer: Printer) {}

  /** Runs one check; what the user can mend is a failure of it, anything else is thrown. */
  async check(name: string, work: () => CheckOutcome | Promise<CheckOutcome>): Promise<void> {
    try {
      this.say(name, await work());
    } catch (error) {
      if (error instanceof Unchecked) this.say(name, { skipped: error.message });
      else if (isMendable(error)) this.say(name, { failed: error.message.replaceAll('\n', '; ') });
      else throw error;
    }
  }

  /** @throws UserError when a check failed */
  done(): void {
    const { failures } = this;
    if (failures > 0) throw new UserError(`${failures} ${failures === 1 ? 'check' : 'checks'} failed.`);
  }

  private say(name: string, outcome: CheckOutcome): void {
    const { printer } = this;
    if ('ok' in outcome) printer.step(name, outcome.ok, { text: outcome.ok, ...outcome.data });
    else if ('advice' in outcome) printer.advice(name, outcome.advice);
    else if ('skipped' in outcome) printer.skip(name, outcome.skipped);
    else {
      this.failures += 1;
      printer.failure(name, outcome.failed, { problem: outcome.failed });
    }
  }
}
