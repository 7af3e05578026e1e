import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PracticeScript } from '../../scripts/rehearsal/practice/practice-script.js';
import { type Rehearsal, startRehearsal } from './rehearsal.js';

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal();
});
afterEach(() => {
  rehearsal.stage.google.fail(null);
  rehearsal.stage.clerk.fail(null);
});
afterAll(() => rehearsal.close());

/** Names a time at once and gives up when the calendar does not take it. */
const namesATime: PracticeScript = {
  pickup: 'answers',
  opening: 'Smith Family Medicine, how can I help you?',
  turns: [
    { hears: /how are you/i, says: 'Fine. What is DocShield?' },
    { hears: /harvard/i, says: 'Sure, we can schedule a meeting.' },
    { hears: /what day and time/i, says: 'He is free next Tuesday at eleven.' },
    { hears: /trouble reaching the calendar/i, hangsUp: true },
  ],
};

describe('Where no meeting can be booked because', () => {
  test.each([
    ['the calendar answers with an error', () => rehearsal.stage.google.fail('error')],
    ['the calendar breaks off', () => rehearsal.stage.google.fail('refuse')],
    ['the calendar hangs', () => rehearsal.stage.google.fail('hang')],
    ['the initiator has not connected Google', () => rehearsal.stage.clerk.fail('no-token')],
    ['Clerk answers with an error', () => rehearsal.stage.clerk.fail('error')],
  ] as const)(
    '%s, the agent says so, the call ends without one and its outcome is stored',
    async (_, fail) => {
      fail();
      const eventsBefore = rehearsal.stage.google.events.length;
      const { error, entry, campaign, call } = await rehearsal.phone(namesATime);
      expect(error).toBeNull();
      expect(call?.practice.heard.map(({ text }) => text).join(' ')).toContain(
        'trouble reaching the calendar',
      );
      expect(entry).toMatchObject({
        outcome: 'hung_up',
        transcript: { source: 'recording' },
        notDone: [],
      });
      expect(entry).not.toHaveProperty('meeting');
      expect(campaign.status).toBe('complete_no_response');
      expect(rehearsal.stage.google.events).toHaveLength(eventsBefore);
    },
  );
});
