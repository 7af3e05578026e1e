import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CoachRun } from '../../src/domain/coaching.js';
import type { ApprovedKey, KeyDecision } from '../../src/domain/phone-menu/index.js';
import {
  type TranscriptContents,
  transcriptJson,
  transcriptText,
} from '../../src/domain/transcript-document.js';
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
        'Decides: Amy Jones',
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
        expect(lines).toHaveLength(10 + Math.max(1, texts.length));
      }),
    );
  });
});

describe('the text tells, besides what was said,', () => {
  const run: CoachRun = {
    startedAtMs: ANSWERED_AT_MS + 15_000,
    endedAtMs: ANSWERED_AT_MS + 16_000,
    stage: 'intro',
    turn: 2,
    saw: ['rec-1', 'rec-2'],
    verdict: { kind: 'advise', message: 'Ask when\nDr. Smith is free.' },
    used: true,
    why: null,
  };
  const lines = (contents: TranscriptContents): string[] =>
    transcriptText(contents).trimEnd().split('\n').slice(9);

  test('what the coach advised and what became of it, between the words', () => {
    const completed = { kind: 'stepCompleted', next: 'scheduling' } as const;
    const coach: CoachRun[] = [
      { ...run, verdict: { kind: 'none' }, used: false },
      run,
      { ...run, verdict: completed },
      { ...run, used: false, why: 'the conversation had moved on' },
      { ...run, verdict: null, used: false, why: 'no answer within 8000 ms' },
    ];
    expect(lines({ ...record, coach })).toEqual([
      '[00:00] Practice: Smith Family Medicine, how can I help you?',
      '[00:03] Agent: Hello, this is Chelsea calling from DocShield.',
      '[00:16] Coach (used): Ask when Dr. Smith is free.',
      '[00:16] Coach (used): this step is complete, on to scheduling',
      '[00:16] Coach (not used: the conversation had moved on): Ask when Dr. Smith is free.',
      '[00:16] Coach (not used: no answer within 8000 ms): nothing that could be used',
      '[01:15] Practice: What’s DocShield?',
    ]);
  });

  test('what nothing bears out, after the words in which the agent said it', () => {
    const facts = [
      { kind: 'money', words: '$500', value: '500' },
      { kind: 'name', words: 'Dr. Brown', value: 'brown' },
    ] as const;
    const spoken = utterances.map((utterance, i) => ({ ...utterance, id: `recorded-${i}` }));
    const flagged = [
      { utteranceId: 'rec-2', facts },
      { utteranceId: 'gone', facts },
    ];
    expect(lines({ ...record, utterances: spoken, flagged })).toEqual([
      '[00:00] Practice: Smith Family Medicine, how can I help you?',
      '[00:03] Agent: Hello, this is Chelsea calling from DocShield.',
      '[00:05] [not in the prompt: $500, Dr. Brown]',
      '[01:15] Practice: What’s DocShield?',
    ]);
  });

  test('the keys of a phone tree with the words that they rest on', () => {
    const words = 'for scheduling,\npress 1';
    const keys: KeyDecision[] = [
      { kind: 'wait', words, why: 'the menu is still playing', leadsOn: false },
      { kind: 'refuse', asked: '3', words: 'for an emergency, press 3', why: 'emergency' },
      { kind: 'press', key: '1' as ApprovedKey, words, why: 'scheduling' },
      { kind: 'say', say: 'front desk', words: 'or say front desk', why: 'front desk' },
    ];
    expect(lines({ ...record, keys }).slice(3)).toEqual([
      '',
      'In the phone tree:',
      'Waited: “for scheduling, press 1” (the menu is still playing)',
      'Refused 3: “for an emergency, press 3” (emergency)',
      'Pressed 1: “for scheduling, press 1” (scheduling)',
      'Said “front desk”: “or say front desk” (front desk)',
    ]);
  });

  test('who decides, and that the practice is not to be called again', () => {
    const decisionMaker = { name: '', email: 'amy@smithmedicine.example' };
    const text = transcriptText({
      ...record,
      outcome: { ...outcome, ending: 'hung_up', meeting: null, doNotCall: true, decisionMaker },
    });
    expect(text).toContain('Decides: <amy@smithmedicine.example>\nAsked not to be called again\n');
  });
});

describe('the JSON', () => {
  test('has a version and everything that is known of the call', () => {
    expect(JSON.parse(transcriptJson(record))).toEqual({ schema: 1, ...record });
  });
});
