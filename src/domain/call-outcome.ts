import type { Proof } from './evidence.js';
import type { Attendee, BookedMeeting } from './meeting.js';

/** How a call ended, in the words that `messageHistory[].outcome` stores. */
export type CallEnding =
  /** A meeting stands on the calendar, however the call ended afterwards. */
  | 'meeting_booked'
  /** The conversation came to its end without a meeting. */
  | 'no_meeting'
  /** The practice does not want a meeting. */
  | 'declined'
  /** The practice does not want to be called again. */
  | 'do_not_call'
  /** The prompt's message was left on a voicemail box. */
  | 'voicemail_left'
  /** A voicemail box answered and no message was left: the prompt has none, or the box takes none. */
  | 'voicemail_reached'
  /** A phone tree or a queue let nobody through to a person. */
  | 'not_put_through'
  /** The practice hung up. */
  | 'hung_up'
  /** Someone picked up and then said nothing. */
  | 'silent'
  /** It rang and nobody picked up. */
  | 'no_answer'
  | 'busy'
  /** The practice rejected the call while it rang. */
  | 'call_rejected'
  /** The contact's number is not one that can be phoned. */
  | 'invalid_number'
  /** The line could not place the call; nothing rang. */
  | 'line_unavailable'
  /** The line had as many calls as it can take; nothing rang. */
  | 'line_overloaded'
  /** The line's settings are wrong; nothing rang. */
  | 'line_misconfigured'
  /** The agent's voice could not be had; nobody was phoned. */
  | 'voice_unavailable'
  /** The line broke in the middle of the call, or the practice did not hear the agent. */
  | 'line_lost'
  /** The agent's voice (OpenAI Realtime) broke in the middle of the call. */
  | 'voice_lost'
  /** The call reached its longest permitted duration. */
  | 'time_limit'
  /** The worker had to stop. */
  | 'worker_stopped'
  /** The worker died while the call was on: the practice may have been phoned, so it is not phoned again. */
  | 'unknown';

/** Something that should have been done for the call and was not, with the reason. */
export interface NotDone {
  readonly what: 'hang-up' | 'recording' | 'transcription' | 'archive' | 'crm';
  readonly why: string;
}

/** What one call came to. Plain JSON. A field that nothing proves is null. */
export interface CallOutcome {
  readonly ending: CallEnding;
  /** In words, where the ending alone does not tell. */
  readonly reason: string | null;
  readonly meeting: BookedMeeting | null;
  /** Who decides about insurance there, as the practice named them; what it did not say is empty. */
  readonly decisionMaker: Attendee | null;
  /** The practice asked not to be called again. */
  readonly doNotCall: boolean;
  /** What proves each field above; a field that nothing proves is null or false. */
  readonly evidence: Readonly<Partial<Record<ProvenField, Proof>>>;
  /** Unix times in ms; null for what did not happen. */
  readonly dialedAtMs: number | null;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;
}

export type ProvenField = 'ending' | 'reason' | 'meeting' | 'decisionMaker' | 'doNotCall';

/** Endings after which certainly nobody was phoned: only these may be tried again. */
const NOBODY_PHONED: readonly CallEnding[] = [
  'line_unavailable',
  'line_overloaded',
  'line_misconfigured',
  'voice_unavailable',
  'invalid_number',
];

export const nobodyWasPhoned = (ending: CallEnding): boolean => NOBODY_PHONED.includes(ending);

/** Whether the practice asked not to be called again, however the call ended: also in a call that booked or broke off. */
export const forbidsCalls = ({ ending, doNotCall }: Pick<CallOutcome, 'ending' | 'doNotCall'>): boolean =>
  doNotCall || ending === 'do_not_call';
