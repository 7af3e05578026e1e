/**
 * A statechart in Graphviz's DOT, made from the machine itself. Called by `statechart-svg.ts` only.
 *
 * It is a picture for people, not a full account: what happens inside a state without leaving it is left out,
 * and transitions between the same two states share one arrow.
 */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { type Arrow, arrowsOf, childrenOf, descendants, isWithin, labelsOf } from './arrows.js';

/** Colours of the picture, in one place. */
const INK = { text: '#1f2933', quiet: '#64707d', line: '#8a96a3', box: '#ffffff', region: '#c3ccd5' };
/** Graphviz measures text by these names; the browser takes the first that it has. */
const FONT = 'Helvetica';

/** A state's id in the picture: that of the element in the SVG, e.g. `state-call.connected.floor`. */
export const elementId = (stateId: string): string => `state-${stateId}`;

export const statechartDot = (machine: AnyStateMachine): string => {
  const { root } = machine;
  return [
    'digraph chart {',
    `graph [compound=true, rankdir=TB, nodesep=0.26, ranksep=0.42, pad=0.1, bgcolor=white, fontname=${FONT}, fontsize=14, fontcolor="${INK.text}"]`,
    `node [shape=box, style="rounded,filled", fillcolor="${INK.box}", color="${INK.line}", fontname=${FONT}, fontsize=14, fontcolor="${INK.text}", margin="0.14,0.07", height=0.38]`,
    `edge [color="${INK.line}", arrowsize=0.7, fontname=${FONT}, fontsize=12, fontcolor="${INK.quiet}"]`,
    '"start" [shape=circle, style=filled, label="", width=0.14, height=0.14, fillcolor="#1f2933", id="start"]',
    ...childrenOf(root).flatMap(state),
    `"start" -> ${quote(firstLeaf(root).id)}`,
    ...arrowsOf(root).map(arrow),
    ...[root, ...descendants(root)].flatMap(stacked),
    '}',
  ].join('\n');
};

/** Graphviz joins boxes, not clusters: an arrow into a compound state leads to where it begins. */
const firstLeaf = (node: AnyStateNode): AnyStateNode => {
  const [first] = childrenOf(node);
  if (first === undefined) return node;
  return firstLeaf((typeof node.config.initial === 'string' && node.states[node.config.initial]) || first);
};

/** An arrow out of a compound state starts at its last box, so that it need not cross the others. */
const lastLeaf = (node: AnyStateNode): AnyStateNode => {
  const [region] = childrenOf(node);
  if (region === undefined) return node;
  const last = node.type === 'parallel' ? region : childrenOf(node).at(-1);
  return last ? lastLeaf(last) : node;
};

const state = (node: AnyStateNode): string[] => {
  const attributes = `id=${quote(elementId(node.id))}, label=${caption(node)}`;
  if (childrenOf(node).length === 0) {
    return [`${quote(node.id)} [${attributes}${node.type === 'final' ? ', peripheries=2' : ''}]`];
  }
  const isRegion = node.parent?.type === 'parallel';
  return [
    `subgraph ${quote(cluster(node))} {`,
    `graph [${attributes}, style="rounded,filled${isRegion ? ',dashed' : ''}", fillcolor="${shade(node)}", color="${INK.region}", margin=11, labeljust=l]`,
    ...childrenOf(node).flatMap(state),
    ...(leadsInside(node)
      ? [`${quote(anywhere(node))} [shape=plaintext, style="", label=<<i>${small('in any of these')}</i>>]`]
      : []),
    '}',
  ];
};

/** Of several regions side by side the first has a column of its own, and the others stand in the next one. */
const stacked = (node: AnyStateNode): string[] => {
  if (node.type !== 'parallel') return [];
  const [, ...others] = childrenOf(node);
  return others
    .slice(1)
    .flatMap((region, index) =>
      descendants(others[index] ?? region).map(
        (above) => `${quote(above.id)} -> ${quote(firstLeaf(region).id)} [style=invis, weight=0]`,
      ),
    );
};

/** Nested states lie on top of each other like sheets: every second one is tinted. */
const shade = (node: AnyStateNode): string => (node.path.length % 2 === 1 ? '#f3f6f9' : '#fafbfc');

const cluster = (node: AnyStateNode): string => `cluster_${node.id}`;
const anywhere = (node: AnyStateNode): string => `${node.id}.*`;

/** The state's name, what runs while it is active, the tools that the agent has in it, and what ends the call. */
const caption = (node: AnyStateNode): string => {
  const width = childrenOf(node).length > 0 ? WIDE : NARROW;
  const tools: unknown = node.meta?.['brief']?.tools;
  const endings = arrowsOf(node.machine.root).filter(({ from, to }) => from === node && isEnding(from, to));
  const details = [
    listed(
      'runs',
      node.invoke.map(({ id }) => id),
      width,
    ),
    listed('tools', Array.isArray(tools) ? tools.map(String) : [], width),
    ...endings.map(({ to, triggers }) => listed(`→ ${to.key}`, labelsOf(triggers), width)),
  ].flat();
  const name = `<b>${xml(node.key)}</b>`;
  if (details.length === 0) return `<${name}>`;
  return `<${[name, ...details.map(small)].join(LEFT)}${LEFT}>`;
};

const LEFT = '<br align="left"/>';
/** Characters in a line of a caption. */
const NARROW = 24;
const WIDE = 60;

/** `tools: one, two`, in as many lines as it needs; none for an empty list. */
const listed = (what: string, items: readonly string[], width: number): string[] => {
  const lines: string[] = [];
  let line = `${what}:`;
  for (const [index, item] of items.entries()) {
    const word = ` ${item}${index < items.length - 1 ? ',' : ''}`;
    if (line.length + word.length > width && line !== `${what}:`) {
      lines.push(line);
      line = ' ';
    }
    line += word;
  }
  return items.length > 0 ? [...lines, line] : [];
};

const small = (text: string): string => `<font point-size="11" color="${INK.quiet}">${xml(text)}</font>`;

/** Leaves the call for what comes after it: told in the state's caption, since it can happen almost anywhere. */
const isEnding = (from: AnyStateNode, to: AnyStateNode): boolean => {
  const ending = from.machine.root.states[AFTER_THE_CALL];
  return ending !== undefined && isWithin(to, ending) && !isWithin(from, ending);
};

const AFTER_THE_CALL = 'wrapUp';

const leadsInside = (node: AnyStateNode): boolean =>
  arrowsOf(node.machine.root).some(({ from, to }) => from === node && to !== node && isWithin(to, node));

const arrow = ({ from, to, triggers }: Arrow): string => {
  const inside = from !== to && isWithin(to, from);
  const ending = isEnding(from, to);
  // Told in the captions; drawn only from where the call itself is.
  if (ending && (childrenOf(from).length === 0 || from.parent !== from.machine.root)) return '';
  const attributes = [
    ...(ending ? ['style=dashed'] : [`label=${quote(labelsOf(triggers).map(labelLines).join(''))}`]),
    ...(!inside && childrenOf(from).length > 0 ? [`ltail=${quote(cluster(from))}`] : []),
    ...(childrenOf(to).length > 0 ? [`lhead=${quote(cluster(to))}`] : []),
  ];
  const tail = inside ? anywhere(from) : lastLeaf(from).id;
  return `${quote(tail)} -> ${quote(firstLeaf(to).id)} [${attributes.join(', ')}]`;
};

/** A long event's name takes two lines: the subject, and what it did. */
const labelLines = (label: string): string => {
  const lines = label.length > 16 ? label.replace('.', '.\n').split('\n') : [label];
  return lines.map((line) => ` ${line} \\l`).join('');
};

const quote = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;
const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
