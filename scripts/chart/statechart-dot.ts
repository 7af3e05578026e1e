/**
 * A statechart in Graphviz's DOT, made from the machine itself. Called by `statechart-svg.ts` only.
 *
 * It is a picture for people, not a full account: one box for each thing that a call can be about, its inner states
 * as steps in it, and an arrow only where one box leads to another in a way of its own (`ways.ts`).
 */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { boxLabel } from './box-label.js';
import { boxesIn, childrenOf, firstBox, isFrame, isRegion } from './boxes.js';
import { arrowId, elementId, INK, MEASURED_FONT, SIZE, WIDTH } from './look.js';
import { listed, quote } from './text.js';
import { type Arrow, type Ways, waysOf } from './ways.js';

export const statechartDot = (machine: AnyStateMachine): string => {
  const { root } = machine;
  const ways = waysOf(machine);
  return [
    'digraph chart {',
    `graph [compound=true, rankdir=TB, nodesep=0.2, ranksep=0.35, pad=0.1, bgcolor=white, fontname="${MEASURED_FONT}", fontsize=${SIZE.text}, fontcolor="${INK.text}"]`,
    `node [shape=box, style="rounded,filled", fillcolor="${INK.box}", color="${INK.boxLine}", fontname="${MEASURED_FONT}", fontsize=${SIZE.text}, fontcolor="${INK.text}", margin="0.06,0.04"]`,
    `edge [color="${INK.line}", arrowsize=0.7, weight=3, fontname="${MEASURED_FONT}", fontsize=${SIZE.text}, fontcolor="${INK.quiet}"]`,
    `"start" [shape=circle, style=filled, label="", width=0.14, height=0.14, fillcolor="${INK.text}", id="start"]`,
    ...childrenOf(root).flatMap((node) => drawn(node, ways)),
    `"start" -> ${quote(firstBox(root).id)}`,
    ...sideBySide(root),
    ...arrowsIn(root, ways),
    ...boxesIn(root).flatMap(below),
    '}',
  ].join('\n');
};

const drawn = (node: AnyStateNode, ways: Ways): string[] => {
  const attributes = `id=${quote(elementId(node.id))}, label=${boxLabel(node, ways)}`;
  const dashed = isRegion(node) ? ',dashed' : '';
  if (!isFrame(node)) {
    const ending = node.type === 'final' ? ', peripheries=2' : '';
    return [`${quote(node.id)} [${attributes}, style="rounded,filled${dashed}"${ending}]`];
  }
  return [
    `subgraph ${quote(cluster(node))} {`,
    `graph [${attributes}, style="rounded,filled${dashed}", fillcolor="${shade(node)}", color="${INK.frame}", margin=17, labeljust=l]`,
    ...childrenOf(node).flatMap((child) => drawn(child, ways)),
    ...arrowsIn(node, ways),
    '}',
  ];
};

/** The boxes before the first frame, and those after it, stand in a row each. */
const sideBySide = (root: AnyStateNode): string[] => {
  const at = childrenOf(root).findIndex(isFrame);
  const ids = childrenOf(root).map(({ id }) => quote(id));
  const rows = [['"start"', ...ids.slice(0, at)], ids.slice(at + 1)];
  return rows.map((row) => `{ rank=same; ${row.join('; ')} }`);
};

/** Regions beside a frame stand in a row below it. */
const below = (node: AnyStateNode): string[] => {
  if (!isRegion(node)) return [];
  const frames = childrenOf(node.parent ?? node).filter(isFrame);
  const last = frames.flatMap(boxesIn).at(-1);
  return last ? [`${quote(last.id)} -> ${quote(node.id)} [style=invis]`] : [];
};

/** Nested frames lie on top of each other like sheets: every second one is tinted. */
const shade = (node: AnyStateNode): string => (node.path.length % 2 === 1 ? '#f3f6f9' : '#fafbfc');

const cluster = (node: AnyStateNode): string => `cluster_${node.id}`;

/** Those between two of the frame's own boxes: Graphviz then keeps them inside it. */
const arrowsIn = (frame: AnyStateNode, ways: Ways): string[] =>
  ways.arrows.filter(({ from }) => from.parent === frame).map((one) => arrow(one, isWayBack(one, ways)));

/** Of two boxes that lead to each other the first one stands above. */
const isWayBack = ({ from, to }: Arrow, { arrows }: Ways): boolean =>
  to.order < from.order && arrows.some((other) => other.from === to && other.to === from);

/** Graphviz joins boxes: an arrow out of a frame starts at a box in it and is cut at the frame's edge. */
const arrow = ({ from, to, triggers }: Arrow, isBack: boolean): string => {
  const lines = triggers.flatMap((trigger) => listed('', [trigger], WIDTH.arrow));
  const attributes = [
    `id=${quote(arrowId(from.id, to.id))}`,
    ...(lines.length > 0
      ? [`label=${quote(lines.map((line) => ` ${line.trim()} \\l`).join(''))}`]
      : ['style=dashed', 'weight=1']),
    ...(isFrame(from) ? [`ltail=${quote(cluster(from))}`] : []),
  ];
  const ends = [quote(tailOf(from).id), quote(firstBox(to).id)];
  return isBack
    ? `${ends.reverse().join(' -> ')} [dir=back, ${attributes.join(', ')}]`
    : `${ends.join(' -> ')} [${attributes.join(', ')}]`;
};

/** In a frame with regions the middle one of the row at its lower edge. */
const tailOf = (node: AnyStateNode): AnyStateNode => {
  if (!isFrame(node)) return node;
  const boxes =
    node.type === 'parallel' ? childrenOf(node).filter((child) => !isFrame(child)) : boxesIn(node);
  return boxes[Math.floor(boxes.length / 2)] ?? node;
};
