import { expect, test } from 'vitest';
import { type Gap, type Speaker, type Utterance, withGapsFilled } from '../../src/domain/transcript.js';

const said = (id: string, speaker: Speaker, startedAtMs: number): Utterance => ({
  id,
  speaker,
  text: `${id} at ${startedAtMs}`,
  startedAtMs,
  endedAtMs: startedAtMs + 500,
  interrupted: false,
});

test('in the gaps of a recording stand that side’s words as taken down live, in spoken order', () => {
  const gap: Gap = { speaker: 'practice', fromMs: 10_000, toMs: 20_000, why: 'the API refused it' };
  const recorded = [
    said('rec-1', 'practice', 1_000),
    said('rec-2', 'agent', 12_000),
    said('rec-3', 'practice', 21_000),
  ];
  const live = [
    said('live-1', 'practice', 1_010),
    said('live-2', 'practice', 10_000),
    said('live-3', 'agent', 12_010),
    said('live-4', 'practice', 19_999),
    said('live-5', 'practice', 20_000),
  ];
  const filled = withGapsFilled({ utterances: recorded, gaps: [gap] }, live);
  expect(filled.map(({ id }) => id)).toEqual(['rec-1', 'live-2', 'rec-2', 'live-4', 'rec-3']);
});

test('a recording without gaps takes nothing from what was taken down live', () => {
  const recorded = [said('rec-1', 'practice', 1_000)];
  expect(withGapsFilled({ utterances: recorded, gaps: [] }, [said('live-1', 'agent', 2_000)])).toEqual(
    recorded,
  );
});

test('what began in a gap and ended in the recording stands once, as taken down live', () => {
  const gap: Gap = { speaker: 'practice', fromMs: 0, toMs: 1_500, why: null };
  const live = { ...said('live-1', 'practice', 300), endedAtMs: 2_500 };
  const recorded = [
    said('rec-1', 'practice', 1_500),
    said('rec-2', 'agent', 1_600),
    said('rec-3', 'practice', 3_000),
  ];
  const filled = withGapsFilled({ utterances: recorded, gaps: [gap] }, [live]);
  expect(filled.map(({ id }) => id)).toEqual(['live-1', 'rec-2', 'rec-3']);
});
