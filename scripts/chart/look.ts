/** Colours and sizes of the picture, and the escapes of its texts. Used by the labels and by `statechart-dot.ts`. */

export const INK = {
  text: '#1f2933',
  quiet: '#56616c',
  line: '#7b8794',
  box: '#ffffff',
  boxLine: '#9aa5b1',
  step: '#e4ebf3',
  frame: '#c3ccd5',
} as const;

/** Graphviz measures text by this name. */
export const FONT = 'Helvetica';

/** In points, of a picture about 950 points wide. */
export const SIZE = { name: 15, text: 12 } as const;

/** Characters in a line of a box, and of a frame's caption. */
export const WIDTH = { box: 29, steps: 34, tools: 44, frame: 130 } as const;

/** A state's id in the picture: that of the element in the SVG, e.g. `state-call.connected.floor`. */
export const elementId = (stateId: string): string => `state-${stateId}`;

export const quote = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;

export const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** `tools one, two`, in as many lines of `width` characters as it takes; none for an empty list. */
export const listed = (what: string, items: readonly string[], width: number): string[] => {
  if (items.length === 0) return [];
  const lines: string[] = [];
  let line = '';
  for (const word of [what, items.join(', ')].join(' ').trim().split(' ')) {
    if (line.length + word.length > width && line.trim() !== '') {
      lines.push(line);
      line = INDENT;
    }
    line += `${line.trim() === '' ? '' : ' '}${word}`;
  }
  return [...lines, line];
};

const INDENT = '\u00a0\u00a0\u00a0';
