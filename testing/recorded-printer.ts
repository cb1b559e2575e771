import { Printer } from '../cli/printer';

/** A printer, and what it printed. */
export interface RecordedPrinter {
  readonly printer: Printer;
  readonly printed: () => string;
}

export function recordedPrinter(json = false): RecordedPrinter {
  let printed = '';
  const write = (text: string): void => {
    printed += text;
  };
  return { printer: new Printer({ json, color: false, write }), printed: () => printed };
}
