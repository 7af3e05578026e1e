import { expect, test } from 'vitest';
import { differencesOf } from '../../scripts/rehearse/compare-lines.js';
import { bookedCall } from './traces.js';

const call = bookedCall();
const { outcome, campaign } = call;

test('Ids, links, times of day and words on the way are no difference', () => {
  const meeting = outcome.meeting && {
    ...outcome.meeting,
    eventId: 'event2',
    videoLink: 'https://x.example',
  };
  const later = { ...outcome, meeting, evidence: { meeting: { utteranceIds: ['u9'], source: null } } };
  const other = bookedCall({ outcome: later, transcript: [], durationMs: 60_000 });
  expect(differencesOf(call, other)).toEqual([]);
});

test.each([
  ['ending', bookedCall({ outcome: { ...outcome, ending: 'declined' } }), '"meeting_booked"', '"declined"'],
  ['meeting', bookedCall({ outcome: { ...outcome, meeting: null } }), /2026-12-01T16:00:00Z/, 'null'],
  ['proven', bookedCall({ outcome: { ...outcome, evidence: {} } }), '["meeting"]', '[]'],
  ['decline_reason', bookedCall({ campaign: { ...campaign, decline_reason: 'No.' } }), 'null', '"No."'],
  ['notDone', bookedCall({ campaign: { ...campaign, entry: null } }), '["crm"]', '[]'],
  ['job', bookedCall({ jobError: 'away' }), '"completes"', '"fails"'],
  ['keys', bookedCall({ keys: [] }), '["2"]', '[]'],
  ['dials', bookedCall({ dials: 2 }), '1', '2'],
])('%s is one', (what, other, one, another) => {
  const text = (words: string | RegExp) => (words instanceof RegExp ? expect.stringMatching(words) : words);
  expect(differencesOf(call, other)).toEqual([{ what, found: [text(one), text(another)] }]);
});

test('A call that one line could not play is a difference', () => {
  expect(differencesOf(call, null)).toContainEqual({
    what: 'call',
    found: ['none', '"could not be played"'],
  });
});
