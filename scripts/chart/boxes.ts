/**
 * What of a statechart is drawn as what: a frame holds boxes, and a box names its inner states as steps.
 * Called by the rest of this folder. Knows nothing of transitions or of how anything is drawn.
 */
import type { AnyStateNode } from 'xstate';

export const childrenOf = (node: AnyStateNode): AnyStateNode[] => Object.values(node.states);

export const descendants = (node: AnyStateNode): AnyStateNode[] =>
  childrenOf(node).flatMap((child) => [child, ...descendants(child)]);

/** Of a state's brief what is told in the picture. */
export interface ShownBrief {
  readonly tools: readonly string[];
  readonly muted?: boolean;
  readonly says?: string;
}

export const briefOf = (node: AnyStateNode): ShownBrief | undefined => node.meta?.['brief'];

/** A state without a brief of its own that holds states with one; each of the latter is one box, whatever is in it. */
export const isFrame = (node: AnyStateNode): boolean =>
  briefOf(node) === undefined && descendants(node).some((inner) => briefOf(inner) !== undefined);

export const isRegion = (node: AnyStateNode): boolean => node.parent?.type === 'parallel';

/** The outermost state that is no frame, or the frame itself. */
export const boxOf = (node: AnyStateNode): AnyStateNode =>
  node.parent === undefined || isFrame(node.parent) ? node : boxOf(node.parent);

export const boxesIn = (frame: AnyStateNode): AnyStateNode[] =>
  childrenOf(frame).flatMap((child) => (isFrame(child) ? boxesIn(child) : [child]));

/** Where a frame begins. */
export const firstBox = (node: AnyStateNode): AnyStateNode => {
  const [first] = childrenOf(node);
  if (first === undefined || !isFrame(node)) return node;
  const { initial } = node.config;
  return firstBox((typeof initial === 'string' && node.states[initial]) || first);
};
