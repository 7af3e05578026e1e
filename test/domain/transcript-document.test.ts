import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { transcriptJson, transcriptText } from '../../src/domain/transcript-document.js';
import { ANSWERED_AT_MS, outcome, plan, record, utterances } from '../fixtures/settled-call.js';

const [first, second] = utterances;
if (first === undefined || second === undefined) throw new Error('the fixture has two utterances');

describe('the text', () => {
  test('tells of the call first and then who said what, timed from the answer', () => {
    expect(transcriptText(record)).toBe(
      [
        'Practice: Smith Family Medicine, +19148205734',
        'Contact: Dr. John Smith',
        'Call: 66f0c0ffee-2',
        'When: Tuesday, December 1, 2026 at 10:02 AM EST, 03:12 long',
        'Ending: meeting booked',
        'Meeting: Thursday, December 3, 2026 at 11:00 AM EST, with Amy Jones <amy@smithmedicine.example>, https://meet.google.com/abc-defg-hij',
        "Source: the call's recording",
        '',
        '[00:00] Practice: Smith Family Medicine, how can I help you?',
        '[00:03] Agent: Hello, this is Chelsea calling from DocShield.',
        '[01:15] Practice: What’s DocShield?',
        '',
      ].join('\n'),
    );
  });

  test('marks what was interrupted and what was not understood', () => {
    const text = transcriptText({
      ...record,
      utterances: [
        { ...second, text: 'Hello, this is', interrupted: true },
        { ...first, text: '' },
      ],
    });
    expect(text).toContain('[00:03] Agent: Hello, this is [interrupted]\n');
    expect(text).toContain('[00:00] Practice: [not understood]\n');
  });

  test('names the reason and everything that was not done', () => {
    const text = transcriptText({
      ...record,
      source: 'live',
      outcome: { ...outcome, ending: 'no_meeting', reason: 'happy with\nthe current insurer', meeting: null },
      notDone: [{ what: 'transcription', why: 'it took longer than 60000 ms' }],
    });
    expect(text).toContain('Ending: no meeting (happy with the current insurer)\n');
    expect(text).toContain('Source: taken down during the call\n');
    expect(text).toContain('Not done: transcription (it took longer than 60000 ms)\n');
    expect(text).not.toContain('Meeting:');
  });

  test('gives the time in UTC when the practice may lie in several zones', () => {
    const clock = { candidates: ['America/Chicago', 'America/New_York'] };
    expect(transcriptText({ ...record, plan: { ...plan, clock } })).toContain('at 3:02 PM UTC, 03:12 long');
  });

  test('of a call without an answer or a word says so', () => {
    const nothing = {
      ...outcome,
      ending: 'unknown',
      meeting: null,
      answeredAtMs: null,
      dialedAtMs: null,
    } as const;
    const text = transcriptText({ ...record, outcome: { ...nothing, endedAtMs: null }, utterances: [] });
    expect(text).toContain('When: not known\n');
    expect(text).toContain('\nNothing was said.\n');
  });

  test('starts at the first word when the time of the answer is not known', () => {
    const text = transcriptText({ ...record, outcome: { ...outcome, answeredAtMs: null } });
    expect(text).toContain('[00:02] Agent: Hello, this is Chelsea');
  });

  test('keeps one line for each utterance, whatever its words hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        const spoken = texts.map((text, i) => ({ ...first, text, startedAtMs: ANSWERED_AT_MS + i }));
        const lines = transcriptText({ ...record, utterances: spoken }).split(/[\n\r\u2028\u2029]/);
        expect(lines.filter((line) => line.startsWith('[00:00] Practice: '))).toHaveLength(texts.length);
        expect(lines).toHaveLength(9 + Math.max(1, texts.length));
      }),
    );
  });
});

describe('the JSON', () => {
  test('has a version and everything that is known of the call', () => {
    expect(JSON.parse(transcriptJson(record))).toEqual({ schema: 1, ...record });
  });
});
