import { describe, expect, test } from 'vitest';
import type { Utterance } from '../../src/domain/transcript.js';
import { meeting } from './call-model.js';
import { startReplay } from './replay.js';

const atMs = 1_000;
const answered = { dialedAtMs: 500, endedAtMs: atMs, result: { kind: 'answered', legId: 'leg', atMs } };
const done = (name: string, output?: unknown) => ({ type: `xstate.done.actor.${name}`, output });

const spoke = (utteranceId: string, text: string) =>
  ({ type: 'practice.spoke', utteranceId, text, startedAtMs: atMs, atMs: atMs + 10 }) as const;
const recordedAt = (startedAtMs: number, text: string): Utterance => ({
  id: `r${startedAtMs}`,
  speaker: 'practice',
  text,
  startedAtMs,
  endedAtMs: startedAtMs + 10,
  interrupted: false,
});

const hungUp = [
  done('prepareVoice'),
  done('claimDialing', true),
  done('dial', answered),
  spoke('p1', 'Smith Family Medicine, this is Amy.'),
  { type: 'practice.hungUp', atMs: 2_000 },
] as const;
const hangUp = done('hangUp', { atMs: 2_000 });
const transcribe = (...utterances: readonly Utterance[]) => done('transcribe', { utterances, gaps: [] });
const archive = done('archive', null);
const settle = done('settle', []);

const outcomeAfter = async (...events: Parameters<ReturnType<typeof startReplay>['perform']>[0][]) => {
  const { actor, perform } = startReplay();
  for (const event of events) await perform(event);
  expect(actor.getSnapshot().status).toBe('done');
  return actor.getSnapshot().output?.settlement.outcome;
};

describe('What the practice said as it hung up', () => {
  test.each([
    [
      'while the line is being closed',
      [spoke('p2', 'Take us off your list.'), hangUp, transcribe(), archive],
    ],
    [
      'while the call is being settled',
      [hangUp, transcribe(), archive, spoke('p2', 'Take us off your list.')],
    ],
  ])('is a wish not to be called, also where its words come %s', async (_, events) => {
    expect(await outcomeAfter(...hungUp, ...events, settle)).toMatchObject({
      ending: 'do_not_call',
      doNotCall: true,
      endedAtMs: 2_000,
      evidence: { ending: { utteranceIds: ['p2'] }, doNotCall: { utteranceIds: ['p2'] } },
    });
  });

  test.each([
    ['while the line is being closed', [spoke('p2', 'No, thank you.'), hangUp, transcribe(), archive]],
    ['while the call is being settled', [hangUp, transcribe(), archive, spoke('p2', 'No, thank you.')]],
  ])('is a no, also where its words come %s', async (_, events) => {
    expect(await outcomeAfter(...hungUp, ...events, settle)).toMatchObject({
      ending: 'declined',
      doNotCall: false,
      endedAtMs: 2_000,
      evidence: { ending: { utteranceIds: ['p2'] } },
    });
  });

  test.each([
    ['Stop calling us!', 'do_not_call', true],
    ['We are not interested.', 'declined', false],
    ['Hold on.', 'hung_up', false],
  ])('counts where only the recording has it: “%s”', async (text, ending, doNotCall) => {
    const events = [...hungUp, hangUp, transcribe(recordedAt(1_500, text)), archive, settle];
    const outcome = await outcomeAfter(...events);
    expect(outcome).toMatchObject({ ending, doNotCall });
    if (ending !== 'hung_up') {
      expect(outcome?.evidence.ending).toEqual({ utteranceIds: [], source: `the recording: “${text}”` });
    }
  });

  test('does not count twice: what was heard live was judged then', async () => {
    const events = [...hungUp, hangUp, transcribe(recordedAt(900, 'Stop calling us!')), archive, settle];
    expect(await outcomeAfter(...events)).toMatchObject({ ending: 'hung_up', doNotCall: false });
  });

  test('leaves a booked meeting booked', async () => {
    const booked = { type: 'meeting.booked', meeting } as const;
    const events = [...hungUp.slice(0, 3), booked, ...hungUp.slice(3), hangUp];
    const outcome = await outcomeAfter(
      ...events,
      transcribe(recordedAt(1_500, 'And take us off your list.')),
      archive,
      settle,
    );
    expect(outcome).toMatchObject({ ending: 'meeting_booked', doNotCall: true });
  });
});
