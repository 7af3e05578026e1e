/**
 * Text for Graphviz: its escapes, and lists broken into lines. Used by the labels and by `statechart-dot.ts`.
 * All of it is ASCII: of other characters Graphviz does not know the width.
 */

/** Stands for an arrow, and is one in the finished picture. */
export const TO = '->';

export const quote = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;

export const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const INDENT = '   ';
/** Where a line must not be broken; none of it is left in the lines. */
const HARD_SPACE = '\u00a0';

/** What fits into a line is not broken; of a longer item at least what stands in brackets. */
const unbroken = (item: string, width: number): string => {
  const glued = item.replaceAll(' ', HARD_SPACE);
  if (item.length < width - INDENT.length) return glued;
  const at = item.indexOf(' (');
  const fits = at > 0 && item.length - at < width - INDENT.length;
  return fits ? `${glued.slice(0, at)} ${glued.slice(at + 1)}` : item;
};

/** `tools one, two`, in as many lines of `width` characters as it takes; none for an empty list. */
export const listed = (what: string, items: readonly string[], width: number): string[] => {
  if (items.length === 0) return [];
  const whole = items.map((item) => unbroken(item, width));
  const lines: string[] = [];
  let line = '';
  for (const word of `${what} ${whole.join(', ')}`.trim().split(' ')) {
    if (line !== '' && line.length + word.length > width) {
      lines.push(line);
      line = INDENT + word;
    } else {
      line += line === '' ? word : ` ${word}`;
    }
  }
  return [...lines, line].map((text) => text.replaceAll(HARD_SPACE, ' '));
};
