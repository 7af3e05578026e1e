/** Notes what was said and booked: while the call is on, and of what arrives just after its end. */
import type { Utterance } from '../../src/domain/transcript.js';
import type { CallEvents } from '../call.events.js';

type Event<T extends keyof CallEvents> = { event: CallEvents[T] };

/** The practice has said something. */
export const noteSpoken = [
  'noteTurnOver',
  'forgetSilences',
  {
    type: 'noteUtterance',
    params: ({ event }: Event<'practice.spoke'>): Utterance => ({
      id: event.utteranceId,
      speaker: 'practice',
      text: event.text ?? '',
      startedAtMs: event.startedAtMs,
      endedAtMs: event.atMs,
      interrupted: false,
    }),
  },
] as const;

export const takeMinutes = {
  'practice.startedSpeaking': { actions: 'noteTurnBegun' },
  'practice.spoke': [
    {
      guard: { type: 'wasHeard', params: ({ event }: Event<'practice.spoke'>) => ({ text: event.text }) },
      actions: noteSpoken,
    },
    { actions: 'noteTurnOver' },
  ],
  'agent.spoke': {
    actions: {
      type: 'noteUtterance',
      params: ({ event }: Event<'agent.spoke'>): Utterance => ({
        id: event.utteranceId,
        speaker: 'agent',
        text: event.text,
        startedAtMs: event.startedAtMs,
        endedAtMs: event.atMs,
        interrupted: event.interrupted,
      }),
    },
  },
  'agent.finishedWorking': {
    actions: {
      type: 'noteLearned',
      params: ({ event }: Event<'agent.finishedWorking'>) => ({ told: event.told }),
    },
  },
  'practice.namedDecisionMaker': {
    actions: {
      type: 'noteDecisionMaker',
      params: ({ event }: Event<'practice.namedDecisionMaker'>) => ({ decisionMaker: event.decisionMaker }),
    },
  },
  'meeting.booked': {
    actions: {
      type: 'noteMeeting',
      params: ({ event }: Event<'meeting.booked'>) => ({ meeting: event.meeting }),
    },
  },
} as const;
