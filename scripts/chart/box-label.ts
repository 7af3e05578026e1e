/**
 * What stands in a box of the picture, as a Graphviz label in HTML: the state's name, its inner states as steps, what
 * leads to it from most others, what the agent may do in it, what runs in it, and what ends it.
 * Called by `statechart-dot.ts`.
 */
import type { AnyStateNode } from 'xstate';
import { briefOf, childrenOf, descendants, isFrame, isRegion } from './boxes.js';
import { INK, SIZE, WIDTH } from './look.js';
import { stepsInRows, stepsWithTriggers } from './steps.js';
import { listed, TO, xml } from './text.js';
import { eventWords, transitionsOf } from './triggers.js';
import type { Ways } from './ways.js';

/** A frame's label is its caption, without steps. */
export const boxLabel = (node: AnyStateNode, ways: Ways): string => {
  const width = isFrame(node) ? WIDTH.frame : WIDTH.box;
  const rows = [
    `<font point-size="${SIZE.name}"><b>${xml(node.key)}</b></font>`,
    ...stepRows(node),
    ...section(INK.entry, listed('from most states:', ways.entries.get(node) ?? [], width)),
    ...section(INK.quiet, [
      ...(isFrame(node) ? [] : briefLines(node)),
      ...listed('runs', runsIn(node), width),
      ...listed('notes', notedIn(node), width),
    ]),
    ...section(
      INK.exit,
      (ways.exits.get(node) ?? []).flatMap(({ to, triggers }) =>
        listed(`${TO} ${to.map(({ key }) => key).join(', ')}:`, triggers, width),
      ),
    ),
  ];
  const table = rows.map((row) => `<tr><td align="left" balign="left">${row}</td></tr>`).join('');
  return `<<table border="0" cellborder="0" cellspacing="0" cellpadding="1">${table}</table>>`;
};

const section = (color: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [`<font color="${color}">${lines.map(xml).join('<br/>')}</font>`] : [];

const stepRows = (node: AnyStateNode): string[] => {
  if (isFrame(node)) return [];
  return isRegion(node) ? stepsWithTriggers(node, WIDTH.box) : stepsInRows(node, WIDTH.steps);
};

/** The actors of the state and of its steps. */
const runsIn = (node: AnyStateNode): string[] =>
  [node, ...(isFrame(node) ? [] : descendants(node))].flatMap(({ invoke }) => invoke.map(({ id }) => id));

/** What a region without states of its own does is all that there is to it. */
const notedIn = (node: AnyStateNode): string[] =>
  isRegion(node) && childrenOf(node).length === 0 ? [...new Set(transitionsOf(node).map(eventWords))] : [];

const briefLines = (node: AnyStateNode): string[] => {
  const brief = briefOf(node);
  const says = [node, ...descendants(node)].flatMap((state) => briefOf(state)?.says ?? []);
  return [
    ...(brief?.muted ? ['muted'] : []),
    ...listed('says', says, WIDTH.box),
    ...listed('tools', brief?.tools ?? [], WIDTH.tools),
  ];
};
