/** Whatever happens to a call, in whatever order, some things never do. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canHappen, eventsFor, type ModelEvent } from './call-model.js';
import { type Replayed, startReplay } from './replay.js';

/** The first of the events by which the call was answered: most sequences are to go on from there. */
const ANSWERED: readonly string[] = [
  'xstate.done.actor.prepareVoice',
  'xstate.done.actor.claimDialing',
  'xstate.done.actor.dial',
];

/** Performs the events that `choices` point at, among those that can happen. */
const fuzz = async (replay: Replayed, choices: readonly number[]): Promise<void> => {
  for (const choice of choices) {
    const snapshot = replay.actor.getSnapshot();
    const possible = eventsFor(snapshot).filter((event) => canHappen(snapshot, event));
    const event = possible[choice % possible.length];
    if (event) await replay.perform(event);
  }
};

const answer = async (replay: Replayed): Promise<void> => {
  for (const type of ANSWERED) {
    const event = eventsFor(replay.actor.getSnapshot()).find((each) => each.type === type);
    if (event) await replay.perform(event);
  }
};

/** The worker has to stop, and each thing that is waited for comes to an end: the most a call may need. */
const finish = async (replay: Replayed): Promise<void> => {
  const ends: ModelEvent[] = [
    { type: 'worker.stopping', atMs: 9_000 },
    ...['prepareVoice', 'claimDialing', 'dial', 'hangUp', 'transcribe', 'archive', 'settle'].map((id) => ({
      type: `xstate.error.actor.${id}`,
      error: new Error(`${id} failed`),
    })),
  ];
  for (const event of ends) {
    if (canHappen(replay.actor.getSnapshot(), event)) await replay.perform(event);
  }
};

const sequences = fc.array(fc.nat(), { minLength: 1, maxLength: 60 });

describe('a call to which anything may happen in any order', () => {
  test('is always settled, dials at most once, presses only what passed the gate and never interrupts', async () => {
    await fc.assert(
      fc.asyncProperty(sequences, fc.boolean(), async (choices, isAnswered) => {
        const replay = startReplay();
        if (isAnswered) await answer(replay);
        await fuzz(replay, choices);
        await finish(replay);
        const { status, context } = replay.actor.getSnapshot();
        const passed = context.keys.flatMap((decision) => (decision.kind === 'press' ? [decision.key] : []));
        expect(status).toBe('done');
        expect(replay.dials).toBeLessThanOrEqual(replay.isClaimed ? 1 : 0);
        expect(replay.keysPressed).toEqual(passed);
        // The emergency line of the menus in the vocabulary.
        expect(replay.keysPressed).not.toContain('1');
        expect(replay.interruptions).toBe(0);
        replay.actor.stop();
      }),
      { numRuns: 300 },
    );
  });

  test('keeps a booked meeting and a wish not to be called, whatever follows', async () => {
    await fc.assert(
      fc.asyncProperty(sequences, sequences, async (before, after) => {
        const replay = startReplay();
        await answer(replay);
        await fuzz(replay, before);
        const { meeting, doNotCall } = replay.actor.getSnapshot().context;
        await fuzz(replay, after);
        const { context } = replay.actor.getSnapshot();
        if (meeting) expect(context.meeting).not.toBeNull();
        if (doNotCall) expect(context.doNotCall).toBe(true);
        replay.actor.stop();
      }),
      { numRuns: 100 },
    );
  });
});
