import { createColors } from 'picocolors';
import { hasColor } from './color';

/** Says what happens during long work. */
export interface Progress {
  /** Something is done. */
  done(step: string, text: string): void;
  /** How far something is that is under way. */
  underway(step: string, text: string): void;
  /** Something that does not end the work. */
  note(text: string): void;
  /** Nothing is under way any longer. */
  end(): void;
}

/** Where progress is written. */
export interface ProgressTarget {
  readonly write: (text: string) => void;
  /** Whether a line can be written over. */
  readonly isTerminal: boolean;
  /** @default - whether the terminal has colours and NO_COLOR is not set */
  readonly color?: boolean;
  /** Milliseconds of a clock. */
  readonly now?: () => number;
}

/** Wide enough for the longest name of a step. */
const WIDTH = 12;
const CLEAR_LINE = '\r\u001B[K';
/** Often enough for the eye. */
const REDRAW_MS = 100;
/** Where every line stays: often enough to see that it goes on. */
const LINE_MS = 10_000;

/**
 * A line for each step. On a terminal the last line says how far that is which is under way; elsewhere, a line does every ten
 * seconds.
 */
export class TextProgress implements Progress {
  private readonly colors: ReturnType<typeof createColors>;
  private drawnAt = -Infinity;
  /** When the last line was, or what is under way began. */
  private saidAt?: number;

  constructor(private readonly target: ProgressTarget) {
    this.colors = createColors(target.color ?? hasColor(target.isTerminal));
  }

  done(step: string, text: string): void {
    this.line(`${this.colors.green('✓')} ${this.colors.bold(step.padEnd(WIDTH))} ${text}`);
  }

  underway(step: string, text: string): void {
    const { isTerminal, write, now = Date.now } = this.target;
    if (!isTerminal) {
      this.sayNowAndThen(`${step.padEnd(WIDTH)} ${text}`, now());
      return;
    }
    if (now() - this.drawnAt < REDRAW_MS) return;
    this.drawnAt = now();
    write(`${CLEAR_LINE}  ${step.padEnd(WIDTH)} ${text}`);
  }

  note(text: string): void {
    this.line(`  ${this.colors.dim(text)}`);
  }

  end(): void {
    if (this.drawnAt !== -Infinity) this.target.write(CLEAR_LINE);
    this.drawnAt = -Infinity;
    this.saidAt = undefined;
  }

  private sayNowAndThen(text: string, at: number): void {
    this.saidAt ??= at;
    if (at - this.saidAt < LINE_MS) return;
    this.line(`  ${text}`);
    this.saidAt = at;
  }

  private line(text: string): void {
    this.end();
    this.target.write(`${text}\n`);
  }
}
