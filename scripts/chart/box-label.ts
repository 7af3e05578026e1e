/**
 * What stands in a box of the picture, as a Graphviz label in HTML: the state's name, its inner states as steps, what
 * leads to it from most others, what the agent may do in it, what runs in it, and what ends it.
 * Called by `statechart-dot.ts`.
 */
import type { AnyStateNode } from 'xstate';
import { briefOf, childrenOf, descendants, isFrame, isRegion } from './boxes.js';
import { INK, listed, SIZE, WIDTH, xml } from './look.js';
import { stepsInRows, stepsWithTriggers } from './steps.js';
import { eventWords, transitionsOf } from './triggers.js';
import type { Ways } from './ways.js';

/** A frame's label is its caption, without steps. */
export const boxLabel = (node: AnyStateNode, ways: Ways): string => {
  const width = isFrame(node) ? WIDTH.frame : WIDTH.box;
  const entries = ways.entries.get(node) ?? [];
  const exits = ways.exits.get(node) ?? [];
  const lines = [
    ...listed('from most states:', entries, width),
    ...listed('runs', runsIn(node), width),
    ...listed('notes', notedIn(node), width),
    ...briefLines(node, width),
    ...exits.flatMap(({ to, triggers }) =>
      listed(`→ ${to.map(({ key }) => key).join(', ')}:`, triggers, width),
    ),
  ];
  const rows = [
    `<font point-size="${SIZE.name}"><b>${xml(node.key)}</b></font>`,
    ...stepRows(node, width),
    ...(lines.length > 0 ? [`<font color="${INK.quiet}">${lines.map(xml).join(LEFT)}${LEFT}</font>`] : []),
  ];
  const table = rows.map((row) => `<tr><td align="left" balign="left">${row}</td></tr>`).join('');
  return `<<table border="0" cellborder="0" cellspacing="0" cellpadding="1">${table}</table>>`;
};

const LEFT = '<br align="left"/>';

const stepRows = (node: AnyStateNode, width: number): string[] => {
  if (isFrame(node)) return [];
  return isRegion(node) ? stepsWithTriggers(node, width) : stepsInRows(node, WIDTH.steps);
};

/** The actors of the state and of its steps. */
const runsIn = (node: AnyStateNode): string[] =>
  [node, ...(isFrame(node) ? [] : descendants(node))].flatMap(({ invoke }) => invoke.map(({ id }) => id));

/** What a region without states of its own does is all that there is to it. */
const notedIn = (node: AnyStateNode): string[] =>
  isRegion(node) && childrenOf(node).length === 0
    ? [...new Set(transitionsOf(node).map(({ eventType }) => eventWords(eventType)))]
    : [];

const briefLines = (node: AnyStateNode, width: number): string[] => {
  if (isFrame(node)) return [];
  const says = [node, ...descendants(node)].flatMap((state) => briefOf(state)?.says ?? []);
  const brief = briefOf(node);
  return [
    ...listed('tools', brief?.tools ?? [], width === WIDTH.box ? WIDTH.tools : width),
    ...(brief?.muted ? ['muted'] : []),
    ...listed('says', says, width),
  ];
};
