import { createColors } from 'picocolors';
import { hasColor } from './color';

/** Says what happens while an image is pushed. */
export interface Progress {
  /** Something is done. */
  done(step: string, text: string): void;
  /** Some of it is done. */
  count(step: string, done: number, total: number): void;
  /** Something that does not end the work. */
  note(text: string): void;
}

/** Where progress is written. */
export interface ProgressTarget {
  readonly write: (text: string) => void;
  /** Whether a line can be written over. */
  readonly isTerminal: boolean;
  /** @default - whether the terminal has colours and NO_COLOR is not set */
  readonly color?: boolean;
}

/** Wide enough for the longest name of a step. */
const WIDTH = 12;
const CLEAR_LINE = '\r\u001B[K';

/** A line for each step; on a terminal, the last line counts what is under way. */
export class TextProgress implements Progress {
  private readonly colors: ReturnType<typeof createColors>;

  constructor(private readonly target: ProgressTarget) {
    this.colors = createColors(target.color ?? hasColor(target.isTerminal));
  }

  done(step: string, text: string): void {
    this.line(`${this.colors.green('✓')} ${this.colors.bold(step.padEnd(WIDTH))} ${text}`);
  }

  count(step: string, done: number, total: number): void {
    if (this.target.isTerminal) {
      this.target.write(`${CLEAR_LINE}  ${step.padEnd(WIDTH)} ${String(done)} of ${String(total)}`);
    }
  }

  note(text: string): void {
    this.line(`  ${this.colors.dim(text)}`);
  }

  private line(text: string): void {
    this.target.write(`${this.target.isTerminal ? CLEAR_LINE : ''}${text}\n`);
  }
}
