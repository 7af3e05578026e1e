/**
 * The transitions of a statechart as a picture shows them: one arrow from state to state, with all that sets it off.
 * Called by `statechart-dot.ts`. Knows nothing of how they are drawn.
 */
import type { AnyStateNode } from 'xstate';

export interface Arrow {
  readonly from: AnyStateNode;
  readonly to: AnyStateNode;
  readonly triggers: readonly Trigger[];
}

/** What sets a transition off, in words: an event, the end of an actor or of a delay. */
export interface Trigger {
  readonly name: string;
  /** The guard's name; empty for none. */
  readonly guard: string;
}

export const childrenOf = (node: AnyStateNode): AnyStateNode[] => Object.values(node.states);

export const descendants = (node: AnyStateNode): AnyStateNode[] =>
  childrenOf(node).flatMap((child) => [child, ...descendants(child)]);

export const isWithin = (node: AnyStateNode, outer: AnyStateNode): boolean =>
  node === outer || node.id.startsWith(`${outer.id}.`);

/** Every transition that leaves its state or begins it anew; those between the same two states as one arrow. */
export const arrowsOf = (root: AnyStateNode): Arrow[] => {
  const arrows = new Map<string, Arrow>();
  for (const from of descendants(root)) {
    for (const transition of [...from.transitions.values(), from.always ?? []].flat()) {
      for (const to of transition.target ?? (transition.reenter ? [from] : [])) {
        const key = `${from.id} ${to.id}`;
        const triggers = arrows.get(key)?.triggers ?? [];
        const trigger = triggerOf(transition.eventType, transition.guard);
        arrows.set(key, { from, to, triggers: [...triggers, trigger] });
      }
    }
  }
  return [...arrows.values()];
};

/** `after silence`, `dial done`, `dial failed`, or the event's own name. */
const triggerOf = (eventType: string, guard: unknown): Trigger => {
  const [, kind, delay = '', actor = ''] =
    /^xstate\.(after|done|error)\.([^.]+)(?:\.([^.]+))?/.exec(eventType) ?? [];
  const names: Record<string, string> = {
    after: `after ${delay}`,
    done: `${actor} done`,
    error: `${actor} failed`,
  };
  return { name: names[kind ?? ''] ?? eventType, guard: guardName(guard) };
};

/** What was not understood moves nothing: that holds everywhere, so it is not said on every arrow. */
const UNSAID = 'wasHeard';

const guardName = (guard: unknown): string => {
  const name = typeof guard === 'string' ? guard : ((guard as { type?: string } | undefined)?.type ?? '');
  return name === UNSAID ? '' : name;
};

/** Each once; a guard is told only where nothing unguarded does the same. */
export const labelsOf = (triggers: readonly Trigger[]): string[] => {
  const unguarded = new Set(triggers.filter(({ guard }) => guard === '').map(({ name }) => name));
  const labels = triggers.map(({ name, guard }) =>
    guard === '' || unguarded.has(name) ? name : `${name} [${guard}]`.trim(),
  );
  const [done, failed, late] = ['done', 'failed', 'Limit'].map((end) =>
    labels.find((label) => label.endsWith(end)),
  );
  // Each step of the wrap-up goes on whatever came of it.
  if (labels.length === 3 && done && failed && late) return ['in any case'];
  return [...new Set(labels)];
};
