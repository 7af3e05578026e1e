/**
 * How the demo writes: rows of a time, a label and a text that is wrapped under itself, and headings between them.
 * Works in any terminal, in a pipe, and without colours (picocolors minds NO_COLOR).
 */
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';

/** The part of a stream that is needed; a test gives its own. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Row {
  /** At the left, e.g. `0:07`. */
  readonly time?: string;
  readonly label: string;
  readonly text: string;
  readonly paint?: (text: string) => string;
}

export interface Terminal {
  /** A text over the whole width. */
  text(text: string): void;
  row(row: Row): void;
  heading(title: string, gloss?: string): void;
  blank(): void;
  /** One line that the next output replaces; null takes it away. Shown only where a person watches. */
  status(text: string | null): void;
}

const TIME = 5;
const LABEL = 9;
const INDENT = TIME + 2 + LABEL + 1;
/** Longer lines are hard to read. */
const WIDEST = 100;
const DEFAULT_WIDTH = 80;
const NARROWEST = 40;
const CLEAR_LINE = '\r\u001b[2K';

export function createTerminal(output: Output = process.stdout): Terminal {
  let hasStatus = false;

  /** One column stays free: some terminals break a line that fills the last one. */
  const width = (): number => Math.max(NARROWEST, Math.min(WIDEST, output.columns || DEFAULT_WIDTH) - 1);

  const clear = (): void => {
    if (hasStatus) output.write(CLEAR_LINE);
    hasStatus = false;
  };
  const write = (text: string): void => {
    clear();
    output.write(`${text}\n`);
  };
  const wrapped = (text: string, indent: number): string =>
    wrapAnsi(text, width() - indent).replaceAll('\n', `\n${' '.repeat(indent)}`);

  return {
    text: (text) => write(wrapped(text, 0)),
    row({ time = '', label, text, paint = (plain) => plain }) {
      const start = `${pc.dim(time.padStart(TIME))}  ${paint(label.padEnd(LABEL))} `;
      write(start + wrapped(text, INDENT));
    },
    heading(title, gloss) {
      const start = `── ${title} `;
      // Where both do not fit, the title says enough.
      const end = gloss && start.length + gloss.length + 6 <= width() ? `─ ${gloss} ` : '';
      const rule = '─'.repeat(Math.max(2, width() - start.length - end.length));
      write('');
      write(`${pc.dim('──')} ${pc.bold(title)} ${pc.dim(end + rule)}`);
    },
    blank: () => write(''),
    status(text) {
      if (output.isTTY !== true) return;
      clear();
      if (text === null) return;
      output.write(`${' '.repeat(INDENT)}${pc.dim(text)}`);
      hasStatus = true;
    },
  };
}
