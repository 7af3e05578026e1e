import { expect, test } from 'vitest';
import { startReplay } from './replay.js';

const atMs = 1_000;
const answered = { dialedAtMs: 500, endedAtMs: atMs, result: { kind: 'answered', legId: 'leg', atMs } };
const done = (name: string, output?: unknown) => ({ type: `xstate.done.actor.${name}`, output });

test('What the recording gives no words for is noted, with whose and when, and the rest of it counts', async () => {
  const { actor, perform } = startReplay();
  const gap = {
    speaker: 'practice',
    fromMs: atMs + 600_000,
    toMs: atMs + 1_201_000,
    why: '500 Server error',
  };
  const expected = { speaker: 'agent', fromMs: atMs, toMs: atMs + 1_000, why: null };
  const transcription = { utterances: [], gaps: [expected, gap] };
  const events = [
    done('prepareVoice'),
    done('dial', answered),
    { type: 'practice.hungUp', atMs: atMs + 1_300_000 },
    done('hangUp', { atMs: atMs + 1_300_000 }),
    done('transcribe', transcription),
  ] as const;
  for (const event of events) await perform(event);
  const { context, value } = actor.getSnapshot();
  expect(value).toEqual({ wrapUp: 'archiving' });
  expect(context.recorded).toEqual(transcription);
  expect(context.notDone).toEqual([
    {
      what: 'transcription',
      why: 'the practice from 10:00 to 20:01 is as taken down during the call: 500 Server error',
    },
  ]);
});
