/**
 * A box's inner states: steps in a row, joined by an arrow where one leads to the next, or one below the other with
 * what leads to each. Called by `box-label.ts`. Each is a cell with an id of its own, so that a page can light it.
 */
import type { AnyStateNode } from 'xstate';
import { childrenOf, descendants } from './boxes.js';
import { elementId, INK } from './look.js';
import { listed, quote, TO, xml } from './text.js';
import { transitionsOf, triggerWords } from './triggers.js';

/** Table cells, and how many characters wide they are. */
interface Piece {
  readonly html: string;
  readonly characters: number;
}

/** Rows of an HTML table, each as wide as `width` characters allow. */
export const stepsInRows = (node: AnyStateNode, width: number): string[] => {
  const rows: string[] = [];
  let row: Piece[] = [];
  for (const piece of piecesOf(node)) {
    if (row.length > 0 && lengthOf(row) + piece.characters > width) {
      rows.push(cells(row));
      row = [];
    }
    row.push(piece);
  }
  return row.length > 0 ? [...rows, cells(row)] : rows;
};

/** Without a size of its own a row would be stretched to the width of its box. */
const cells = (pieces: readonly Piece[]): string => {
  const width = lengthOf(pieces) * POINTS_PER_CHARACTER + 8;
  return `<table border="0" cellborder="0" cellspacing="2" cellpadding="2" align="left" fixedsize="true" height="24" width="${width}"><tr>${pieces.map(({ html }) => html).join('')}</tr></table>`;
};

/** More than the text takes on average: Graphviz complains of a cell that is too small. */
const POINTS_PER_CHARACTER = 6.4;

const lengthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { characters }) => sum + characters, 0);

/** `listening → pausing → choosing (asking, asked) → refused` */
const piecesOf = (node: AnyStateNode): Piece[] => {
  const all = childrenOf(node);
  return all.map((step, index) => {
    const next = all[index + 1];
    const inner = piecesOf(step);
    const pieces = [
      { html: cell(step), characters: step.key.length + 1.5 },
      ...(inner.length > 0 ? [plain('('), ...inner, plain(')')] : []),
      ...(next ? [plain(leadsTo(step, next, node) ? TO : ',')] : []),
    ];
    return {
      html: pieces.map(({ html }) => html).join(''),
      characters: lengthOf(pieces),
    };
  });
};

/** Every step below the other: its name, and what leads to it. */
export const stepsWithTriggers = (node: AnyStateNode, width: number): string[] => {
  const all = [node, ...descendants(node)].flatMap(transitionsOf);
  const rows = childrenOf(node).map((step) => {
    const triggers = triggerWords(
      all.filter(({ target, source }) => source !== step && target?.includes(step)),
    );
    const lines = listed('', triggers, width);
    return `<tr>${cell(step)}<td align="left" balign="left"><font color="${INK.quiet}">${lines.map(xml).join('<br/>')}</font></td></tr>`;
  });
  return rows.length === 0
    ? []
    : [`<table border="0" cellborder="0" cellspacing="2" cellpadding="2">${rows.join('')}</table>`];
};

const cell = (step: AnyStateNode): string =>
  `<td id=${quote(elementId(step.id))} title=${quote(xml(step.key))} bgcolor="${INK.step}" style="rounded">${xml(step.key)}</td>`;

const plain = (text: string): Piece => ({
  html: `<td cellpadding="0"><font color="${INK.quiet}">${xml(text)}</font></td>`,
  characters: 2,
});

/** The box's own transitions hold in each of its steps. */
const leadsTo = (step: AnyStateNode, next: AnyStateNode, box: AnyStateNode): boolean =>
  [box, step, ...descendants(step)]
    .flatMap(transitionsOf)
    .some(({ target }) => target?.some((to) => to === next || to.parent === next));
