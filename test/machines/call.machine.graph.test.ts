import { describe, expect, test } from 'vitest';
import { type AnyStateNode, getInitialSnapshot, getNextSnapshot, type SnapshotFrom } from 'xstate';
import { callMachine } from '../../machines/call.machine.js';
import { canHappen, eventsFor, kindsOf, type ModelEvent, plan } from './call-model.js';
import { startReplay, transitionKey } from './replay.js';

type CallSnapshot = SnapshotFrom<typeof callMachine>;

const serialize = ({ value }: CallSnapshot) => JSON.stringify(value);

interface Path {
  readonly events: readonly ModelEvent[];
  readonly end: CallSnapshot;
}

const nextOf = (snapshot: CallSnapshot, event: ModelEvent): CallSnapshot =>
  getNextSnapshot(callMachine, snapshot, event as never);

/**
 * For every kind of state the shortest way to it, and from there every event that changes anything.
 * Each is walked on from the snapshot that its own way leads to.
 */
const generatePaths = (): Path[] => {
  const start = getInitialSnapshot(callMachine, plan);
  const seen = new Set(kindsOf(start));
  const open: Path[] = [{ events: [], end: start }];
  const paths: Path[] = [];
  for (const { events, end } of open) {
    for (const event of eventsFor(end)) {
      if (!canHappen(end, event)) continue;
      const next = nextOf(end, event);
      const path = { events: [...events, event], end: next };
      const kinds = kindsOf(next);
      // Two events of one type that come to the same are one step.
      const step = JSON.stringify([kindsOf(end), event.type, kinds]);
      if (seen.has(step)) continue;
      paths.push(path);
      if (kinds.some((kind) => !seen.has(kind))) open.push(path);
      for (const kind of [step, ...kinds]) seen.add(kind);
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
