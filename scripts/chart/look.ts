/** Colours and sizes of the picture. Used by the labels and by `statechart-dot.ts`. */

export const INK = {
  text: '#1f2933',
  quiet: '#56616c',
  /** What leads to a box and out of it without an arrow. */
  entry: '#1d5fa8',
  exit: '#8f4a0c',
  line: '#7b8794',
  box: '#ffffff',
  boxLine: '#9aa5b1',
  step: '#e4ebf3',
  frame: '#c3ccd5',
} as const;

/** What a browser writes with: the first of these that it has. */
export const FONTS = 'Helvetica, Arial, sans-serif';

/** What Graphviz measures with: the widest that {@link FONTS} come to, so that every other one fits, too. */
export const MEASURED_FONT = 'DejaVu Sans';

/** In points, of a picture about 1,500 points wide. */
export const SIZE = { name: 15, text: 12 } as const;

/** Characters in a line, by what is written there. */
export const WIDTH = { box: 30, steps: 29, tools: 44, arrow: 28, frame: 130 } as const;

/** A state's id in the picture: that of the element in the SVG, e.g. `state-call.connected.floor`. */
export const elementId = (stateId: string): string => `state-${stateId}`;

/** An arrow's id in the picture. */
export const arrowId = (fromId: string, toId: string): string => `way-${fromId}-${toId}`;
