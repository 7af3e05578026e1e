import { describe, expect, test } from 'vitest';
import { type AnyStateNode, getInitialSnapshot, getNextSnapshot, type SnapshotFrom } from 'xstate';
import { callMachine } from '../../machines/call.machine.js';
import { canHappen, eventsFor, kindsOf, type ModelEvent, plan } from './call-model.js';
import { keyOf, startReplay } from './replay.js';

type CallSnapshot = SnapshotFrom<typeof callMachine>;

const serialize = ({ value }: CallSnapshot) => JSON.stringify(value);

const isIn = ({ _nodes }: CallSnapshot, state: string): boolean =>
  _nodes.some(({ id }) => id === `call.${state}`);

interface Path {
  readonly events: readonly ModelEvent[];
  readonly end: CallSnapshot;
}

const transitionsOf = (snapshot: CallSnapshot, event: ModelEvent): string[] =>
  callMachine.getTransitionData(snapshot as never, event as never).map(keyOf);

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
      // Two events that take the same transitions between the same states are one step.
      const step = JSON.stringify([end.value, transitionsOf(end, event), next.value]);
      const isNew = kinds.some((kind) => !seen.has(kind));
      if (isNew) open.push(path);
      if (isNew || !seen.has(step)) paths.push(path);
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
      for (const id of replay.visited) visited.add(id);
      for (const transition of replay.taken) taken.add(transition);
      replay.actor.stop();
    }
  }, 300_000);

  test('leaves no voicemail where the prompt has no message', async () => {
    const path = paths.find(({ end }) => isIn(end, 'connected.conversation.voicemail.speaking'));
    const replay = startReplay({ ...plan, voicemailMessage: null });
    for (const event of path?.events ?? []) await replay.perform(event);
    for (const transition of replay.taken) taken.add(transition);
    expect(replay.actor.getSnapshot().value).toEqual({ wrapUp: 'hangingUp' });
    expect(replay.actor.getSnapshot().context.ending).toBe('voicemail_reached');
    replay.actor.stop();
  });

  test('together reach every state', () => {
    expect(nodes.map(({ id }) => id).filter((id) => !visited.has(id))).toEqual([]);
  });

  test('together take every transition', () => {
    const all = nodes.flatMap((node) =>
      [...node.transitions.values(), node.always ?? []].flatMap((list) => list.map(keyOf)),
    );
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((key) => !taken.has(key))).toEqual([]);
  });
});
