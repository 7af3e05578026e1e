/** Settlements for the tests of what a call leaves behind. */
import type { Settlement } from '../../machines/call.ports.js';
import type { CallOutcome } from '../../src/domain/call-outcome.js';
import { type CallBounds, STAGES, type Stage } from '../../src/domain/call-plan.js';
import type { BookedMeeting } from '../../src/domain/meeting.js';

export const MEETING: BookedMeeting = {
  eventId: 'event1',
  startUtc: '2026-12-01T16:00:00.000Z',
  endUtc: '2026-12-01T16:30:00.000Z',
  timeZone: 'America/New_York',
  attendee: { name: 'Amy Jones', email: 'amy@smithpractice.com' },
  videoLink: 'https://meet.example/abc',
};

const BOUNDS: CallBounds = {
  ringTimeoutMs: 30_000,
  maxCallMs: 900_000,
  silenceMs: 12_000,
  goodbyeMs: 10_000,
  coachIntervalMs: 15_000,
  phoneTreeMs: 180_000,
  menuChoices: 8,
  holdMs: 120_000,
};

export function aSettlement(
  call: { callId: string; campaignId: string; stepIndex: number },
  outcome: Partial<CallOutcome> = {},
  rest: Partial<Omit<Settlement, 'plan' | 'outcome'>> = {},
): Settlement {
  return {
    plan: {
      ...call,
      toE164: '+19148205734',
      initiator: 'user_1',
      practiceName: 'Smith Practice',
      contactName: 'Amy Jones',
      clock: { candidates: ['America/New_York'] },
      instructions: Object.fromEntries(STAGES.map((stage) => [stage, ''])) as Record<Stage, string>,
      voicemailMessage: null,
      screeningLine: null,
      facts: [],
      bounds: BOUNDS,
    },
    outcome: {
      ending: 'hung_up',
      reason: null,
      meeting: null,
      decisionMaker: null,
      doNotCall: false,
      evidence: {},
      dialedAtMs: 1_000,
      answeredAtMs: 2_000,
      endedAtMs: 3_000,
      ...outcome,
    },
    transcript: null,
    notDone: [],
    ...rest,
  };
}
