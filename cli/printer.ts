import { createColors } from 'picocolors';
import { hasColor } from '../terminal/color';

/** Wide enough for the longest name of a step or hop. */
const NAME_WIDTH = 16;

/** How a {@link Printer} writes. */
export interface PrinterOptions {
  /** One JSON object a line instead of text. */
  readonly json: boolean;
  readonly write?: (text: string) => void;
  /** @default - whether the terminal has colours and NO_COLOR is not set */
  readonly color?: boolean;
}

/** Says what happens, a line each: for people, or as JSON for scripts. */
export class Printer {
  private readonly json: boolean;
  private readonly write: (text: string) => void;
  private readonly colors: ReturnType<typeof createColors>;

  constructor({ json, write, color = hasColor() }: PrinterOptions) {
    this.json = json;
    this.write = write ?? ((text) => process.stdout.write(text));
    this.colors = createColors(color);
  }

  /** Something that was done. */
  step(name: string, text: string, data: Readonly<Record<string, unknown>>): void {
    this.line(this.colors.green('✓'), name, text, { ok: true, ...data });
  }

  /** Something that was refused or failed. */
  failure(name: string, text: string, data: Readonly<Record<string, unknown>>): void {
    this.line(this.colors.red('✗'), name, text, { ok: false, ...data });
  }

  /** Something that works, and that the user may want otherwise. */
  advice(name: string, text: string, data: Readonly<Record<string, unknown>> = {}): void {
    this.line(this.colors.yellow('!'), name, text, { ok: true, advice: text, ...data });
  }

  /** Something that was not looked at, with its reason. */
  skip(name: string, text: string, data: Readonly<Record<string, unknown>> = {}): void {
    this.line(this.dim('–'), name, this.dim(`skipped: ${text}`), { skipped: true, reason: text, ...data });
  }

  /** What scripts get of something that people get as text. */
  data(name: string, data: Readonly<Record<string, unknown>>): void {
    if (this.json) this.write(`${JSON.stringify({ step: name, ok: true, ...data })}\n`);
  }

  /** A line that a function printed. */
  log(text: string, data: Readonly<Record<string, unknown>>): void {
    this.write(this.json ? `${JSON.stringify({ step: 'log', ...data, text })}\n` : `${this.dim(text)}\n`);
  }

  /** Text for people; scripts have it as data of a step. */
  text(text = ''): void {
    if (!this.json) this.write(`${text}\n`);
  }

  bold(text: string): string {
    return this.colors.bold(text);
  }

  dim(text: string): string {
    return this.colors.dim(text);
  }

  private line(mark: string, name: string, text: string, data: Readonly<Record<string, unknown>>): void {
    this.write(
      this.json
        ? `${JSON.stringify({ step: name, ...data })}\n`
        : `${mark} ${this.colors.bold(name.padEnd(NAME_WIDTH))} ${text}\n`,
    );
  }
}
