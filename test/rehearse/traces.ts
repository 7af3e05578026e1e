/** A call that was played, for tests of what is made of it: a booking in which a key was pressed. */
import type { CallTrace } from '../../scripts/rehearse/call-trace.js';
import { parseScenario, type ReadScenario } from '../../scripts/rehearse/read-scenario.js';

const PROOF = { utteranceIds: ['u1'], source: null };

export const bookedCall = (changes: Partial<CallTrace> = {}): CallTrace => ({
  jobError: null,
  dials: 1,
  outcome: {
    ending: 'meeting_booked',
    reason: null,
    meeting: {
      eventId: 'event1',
      startUtc: '2026-12-01T16:00:00Z',
      endUtc: '2026-12-01T16:30:00Z',
      timeZone: 'America/New_York',
      attendee: { name: 'Amy Jones', email: 'amy@smithfamily.com' },
      videoLink: null,
    },
    decisionMaker: null,
    doNotCall: false,
    evidence: { meeting: PROOF },
  },
  campaign: {
    status: 'complete_positive_response',
    decline_reason: null,
    lastCompletedStep: 0,
    entry: {
      messageId: '',
      sentAt: new Date(0),
      opens: 0,
      clicks: 0,
      transcript: { bucket: 'b', key: 'k', source: 'recording' },
      notDone: [{ what: 'crm', why: 'away' }],
    },
  },
  contactIsBarred: false,
  laterSteps: [],
  events: [
    {
      id: 'event1',
      status: 'confirmed',
      start: { dateTime: '2026-12-01T16:00:00Z' },
      end: { dateTime: '2026-12-01T16:30:00Z' },
    },
  ],
  states: [
    { state: 'dialing', atMs: -500 },
    { state: 'answering', atMs: 0 },
    { state: 'phoneTree', atMs: 2000 },
    { state: 'greeting', atMs: 9000 },
    { state: 'scheduling', atMs: 15_000 },
    { state: 'settled', atMs: 30_000 },
  ],
  keys: [{ key: '2', scene: 'menu', atMs: 6000 }],
  scenes: ['menu', 'person'],
  transcript: [
    { speaker: 'practice', text: 'For billing, press 1. For appointments, press 2.', atMs: 1000 },
    { speaker: 'practice', text: 'This is Amy.', atMs: 7000 },
    { speaker: 'agent', text: 'Hello, this is Chelsea. How are you?', atMs: 10_000 },
    { speaker: 'agent', text: 'What day and time would work best?', atMs: 16_000 },
  ],
  heardByBox: 'Hello, this is Chelsea.',
  tools: [
    { name: 'choose_menu_option', atMs: 5000 },
    { name: 'book_meeting', atMs: 20_000 },
  ],
  coach: [
    {
      startedAtMs: 1,
      endedAtMs: 2,
      stage: 'greeting',
      turn: 1,
      saw: [],
      verdict: { kind: 'advise', message: 'Ask for the email.' },
      used: true,
      why: null,
    },
  ],
  coached: [{ text: 'Ask for the email.', atMs: 18_000 }],
  talkedOverMs: 0,
  durationMs: 4000,
  ...changes,
});

/** A scenario that expects this. Its first expectation, after the outcome, stands in line 6. */
export const expecting = (expectations: string, outcome = 'meeting_booked'): ReadScenario =>
  parseScenario(
    `title: A booking\npractice:\n  opening: Hello\nexpect:\n  outcome: ${outcome}\n  ${expectations}\n`,
    'booking.yaml',
  );
