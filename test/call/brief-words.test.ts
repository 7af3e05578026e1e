import { describe, expect, test } from 'vitest';
import { type CallContext, initialContext } from '../../machines/call.context.js';
import type { Brief } from '../../machines/call.ports.js';
import { instructionsFor } from '../../src/call/brief-words.js';
import { callPlan } from '../fixtures/call-plan.js';

const words = (brief: Omit<Brief, 'tools'>, changes: Partial<CallContext> = {}): string =>
  instructionsFor({ tools: [], ...brief }, { ...initialContext(callPlan), ...changes });

/** What the keypress gate let pass, in a menu that takes speech. */
const CHOSEN = {
  kind: 'say',
  say: 'schedule a new appointment',
  words: 'say schedule',
  why: 'scheduling',
} as const;

const MEETING = {
  eventId: 'e1',
  startUtc: '2026-12-01T16:00:00.000Z',
  endUtc: '2026-12-01T16:30:00.000Z',
  timeZone: 'America/New_York',
  attendee: { name: 'Amy Jones', email: 'amy@smithmed.com' },
  videoLink: null,
};

describe('what the model reads under a brief', () => {
  test('is the plan’s words for the stage', () => {
    expect(words({ stage: 'intro' })).toBe('Words for intro.');
  });

  test.each([
    ['screeningLine', 'screening', 'This is Chelsea from DocShield.'],
    ['voicemailMessage', 'voicemail', 'Hello, this is Chelsea. Please call me back.'],
    ['menuWords', 'phoneTree', 'schedule a new appointment'],
  ] as const)(
    'is what has to be said word for word, where the brief has it say the %s',
    (says, stage, line) => {
      const text = words({ stage, says }, { keys: [CHOSEN] });
      expect(text).toContain(`Words for ${stage}.`);
      expect(text).toContain(`Say exactly this, word for word, and nothing else: “${line}”`);
      // The same call under a brief that leaves the agent its own words.
      expect(words({ stage }, { keys: [CHOSEN] })).toBe(`Words for ${stage}.`);
    },
  );

  test('has no line to say where there is none', () => {
    const plan = { ...callPlan, screeningLine: null };
    expect(words({ stage: 'screening', says: 'screeningLine' }, { plan })).toBe('Words for screening.');
  });

  test('says what was booked and who decides, once each, after the words for the stage', () => {
    const text = words(
      { stage: 'scheduling' },
      { meeting: MEETING, decisionMaker: { name: 'Karen Miller', email: '' } },
    );
    expect(text.startsWith('Words for scheduling.\n\n# What is done\n\n')).toBe(true);
    expect(text.match(/amy@smithmed\.com/g)).toHaveLength(1);
    expect(text).toContain('Who decides is noted: Karen Miller. Do not ask for it again.');
  });

  test('names the one who decides by what is known of them', () => {
    const email = { name: '', email: 'karen@smithmed.com' };
    expect(words({ stage: 'objections' }, { decisionMaker: email })).toContain(
      'Who decides is noted: karen@smithmed.com.',
    );
    const both = { name: 'Karen Miller', email: 'karen@smithmed.com' };
    expect(words({ stage: 'objections' }, { decisionMaker: both })).toContain(
      'Who decides is noted: Karen Miller, karen@smithmed.com.',
    );
  });
});
