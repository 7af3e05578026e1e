import { describe, expect, test } from 'vitest';
import type { AnyStateNode, SnapshotFrom } from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';
import { callMachine } from '../../machines/call.machine.js';
import { allEvents, guardedContext, type ModelEvent, plan } from './call-model.js';
import { startReplay, transitionKey } from './replay.js';

type CallSnapshot = SnapshotFrom<typeof callMachine>;

const serialize = (snapshot: CallSnapshot) =>
  JSON.stringify([snapshot.value, guardedContext(snapshot.context)]);

/** A timer or an actor can only report where the chart has it. */
const canHappen = (snapshot: CallSnapshot, event: ModelEvent): boolean => {
  if (snapshot.status !== 'active') return false;
  if (!event.type.startsWith('xstate.')) return true;
  return snapshot._nodes.some((node) => node.ownEvents.includes(event.type as never));
};

type AdjacencyMap = Record<
  string,
  { state: CallSnapshot; transitions: Record<string, { event: ModelEvent; state: CallSnapshot }> }
>;

interface Path {
  readonly events: readonly ModelEvent[];
  readonly end: CallSnapshot;
}

/** For every reachable state the shortest way to it, and from there every event that can happen. */
const generatePaths = (): Path[] => {
  const map = getAdjacencyMap(callMachine, {
    input: plan,
    events: (snapshot) => allEvents.filter((event) => canHappen(snapshot, event)) as never,
    serializeState: serialize as never,
    limit: 20_000,
  }) as unknown as AdjacencyMap;
  const [start] = Object.values(map);
  if (!start) throw new Error('the chart has no initial state');
  const reached = new Map<string, Path>([[serialize(start.state), { events: [], end: start.state }]]);
  const paths: Path[] = [];
  for (const [key, { events }] of reached) {
    for (const { event, state } of Object.values(map[key]?.transitions ?? {})) {
      const path = { events: [...events, event], end: state };
      paths.push(path);
      const next = serialize(path.end);
      if (!reached.has(next)) reached.set(next, path);
    }
  }
  return paths;
};

const nodesOf = (node: AnyStateNode): AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap(nodesOf),
];
const nodes = nodesOf(callMachine.root);

describe('every path through the chart', () => {
  const paths = generatePaths();
  const taken = new Set<string>();
  const visited = new Set<string>();

  test('ends on the real machine where the model says', async () => {
    expect(paths.length).toBeGreaterThan(500);
    for (const { events, end } of paths) {
      const replay = startReplay();
      for (const event of events) await replay.perform(event);
      const snapshot = replay.actor.getSnapshot();
      const steps = events.map(({ type }) => type).join(', ');
      expect(serialize(snapshot), steps).toBe(serialize(end));
      for (const node of snapshot._nodes) visited.add(node.id);
      for (const transition of replay.taken) taken.add(transition);
      replay.actor.stop();
    }
  });

  test('together reach every state', () => {
    expect(nodes.map(({ id }) => id).filter((id) => !visited.has(id))).toEqual([]);
  });

  test('together take every transition', () => {
    const all = nodes.flatMap((node) =>
      [...node.transitions.values(), node.always ?? []].flatMap((list) =>
        list.map((transition, index) => transitionKey(transition, index)),
      ),
    );
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((key) => !taken.has(key))).toEqual([]);
  });
});
