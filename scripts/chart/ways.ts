/**
 * How one box of the picture leads to another. Called by `statechart-dot.ts`; draws nothing.
 *
 * An arrow is drawn only where it tells something: what most boxes have in common is told in the box that it leads
 * to, what one box has towards most others is told in that box, and so is every way out of the frame.
 */
import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { boxesIn, boxOf, descendants, isFrame } from './boxes.js';
import { type Group, grouped } from './grouped.js';
import { canTake } from './possible.js';
import { eventWords, guardWords, transitionsOf, triggerWords } from './triggers.js';

export interface Ways {
  readonly arrows: readonly Arrow[];
  /** What leads to a box from most others, in words. */
  readonly entries: ReadonlyMap<AnyStateNode, readonly string[]>;
  /** What leads out of a box or a frame without an arrow of its own. */
  readonly exits: ReadonlyMap<AnyStateNode, readonly Exit[]>;
}

export interface Arrow {
  readonly from: AnyStateNode;
  readonly to: AnyStateNode;
  /** Empty where the words stand in the box that it leads to. */
  readonly triggers: readonly string[];
}

export interface Exit {
  readonly from: AnyStateNode;
  readonly to: readonly AnyStateNode[];
  readonly triggers: readonly string[];
}

/** From so many boxes on, or to so many, there is no arrow for each. */
const MANY = 4;

/** One transition as seen from outside the boxes. */
interface Way {
  readonly from: AnyStateNode;
  readonly to: AnyStateNode;
  readonly transition: AnyTransitionDefinition;
}

export const waysOf = ({ root }: AnyStateMachine): Ways => {
  const all = allWays(root);
  const endings = new Set(all.filter(({ from, to }) => from.parent !== to.parent).map(({ to }) => to));
  const ending = all.filter((way) => endings.has(way.to) && !isToldOutside(way, all));
  const inside = all.filter(({ to }) => !endings.has(to));
  const shared = inside.filter((way) => sourcesLike(way, inside).size >= MANY);
  const single = inside.filter((way) => !shared.includes(way));
  const spread = single.filter((way) => targetsLike(way, single).size >= MANY);
  const drawn = single.filter((way) => !spread.includes(way));
  const exits = [
    ...grouped(spread, ({ from, transition }) => `${from.id} ${transition.eventType}`),
    ...grouped(ending, ({ from, to }) => `${from.id} ${to.id}`),
  ];
  return {
    arrows: [
      ...grouped(drawn, ({ from, to }) => `${from.id} ${to.id}`).map(arrowOf),
      ...firstArrows(shared, drawn),
      ...frameArrows(ending),
    ],
    entries: new Map(grouped(shared, ({ to }) => to.id).map((ways) => [ways[0].to, wordsOf(ways)])),
    exits: new Map(grouped(exits.map(exitOf), ({ from }) => from.id).map((group) => [group[0].from, group])),
  };
};

/** A frame's transition stands for one from each box in it that can take it. */
const allWays = (root: AnyStateNode): Way[] =>
  descendants(root).flatMap((node) =>
    transitionsOf(node).flatMap((transition) =>
      (transition.target ?? []).flatMap((target) => {
        const to = boxOf(target);
        const sources =
          isFrame(node) && isWithin(target, node)
            ? boxesIn(node).filter((box) => canTake(box, transition))
            : [boxOf(node)];
        return sources.filter((from) => from !== to).map((from) => ({ from, to, transition }));
      }),
    ),
  );

const isWithin = (node: AnyStateNode, outer: AnyStateNode): boolean => node.id.startsWith(`${outer.id}.`);

/** What a frame around the box does on the same event. */
const isToldOutside = ({ from, to, transition }: Way, ways: readonly Way[]): boolean =>
  ways.some(
    (way) =>
      isFrame(way.from) && isWithin(from, way.from) && way.to === to && isAlike(way.transition, transition),
  );

const sourcesLike = ({ to, transition }: Way, ways: readonly Way[]): Set<AnyStateNode> =>
  new Set(ways.filter((way) => way.to === to && isAlike(way.transition, transition)).map(({ from }) => from));

const isAlike = (one: AnyTransitionDefinition, other: AnyTransitionDefinition): boolean =>
  one.eventType === other.eventType && guardWords(one) === guardWords(other);

const targetsLike = ({ from, transition }: Way, ways: readonly Way[]): Set<AnyStateNode> =>
  new Set(
    ways
      .filter((way) => way.from === from && way.transition.eventType === transition.eventType)
      .map(({ to }) => to),
  );

const wordsOf = (ways: readonly Way[]): string[] => triggerWords(ways.map(({ transition }) => transition));

const arrowOf = (ways: Group<Way>): Arrow => ({
  from: ways[0].from,
  to: ways[0].to,
  triggers: wordsOf(ways),
});

/** A box that no other arrow leads to is joined to the first box that leads there. */
const firstArrows = (shared: readonly Way[], drawn: readonly Way[]): Arrow[] =>
  grouped(
    shared.filter(({ to }) => !drawn.some((way) => way.to === to)),
    ({ to }) => to.id,
  ).map((ways) => {
    const [first] = [...ways].sort((one, other) => one.from.order - other.from.order);
    return { from: (first ?? ways[0]).from, to: ways[0].to, triggers: [] };
  });

/** What ends a frame is told in its caption. */
const frameArrows = (ending: readonly Way[]): Arrow[] =>
  grouped(
    ending.filter(({ from, to }) => isFrame(from) && from.parent === to.parent),
    ({ from, to }) => `${from.id} ${to.id}`,
  ).map((ways) => ({ ...arrowOf(ways), triggers: [] }));

/** To one box, by whatever triggers, or by one event to several. */
const exitOf = (ways: Group<Way>): Exit => {
  const to = [...new Set(ways.map((way) => way.to))];
  return {
    from: ways[0].from,
    to,
    triggers: to.length > 1 ? [eventWords(ways[0].transition)] : wordsOf(ways),
  };
};
