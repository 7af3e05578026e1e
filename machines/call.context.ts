/** What the chart remembers of a call. Plain JSON: it is saved, and taken up again, as it stands. */
import type { CallEnding, CallOutcome, NotDone } from '../src/domain/call-outcome.js';
import type { CallPlan, Stage } from '../src/domain/call-plan.js';
import type { CoachRun } from '../src/domain/coaching.js';
import type { Fact } from '../src/domain/grounding.js';
import type { Attendee, BookedMeeting } from '../src/domain/meeting.js';
import { type MenuProgress, NO_MENU } from '../src/domain/menu-progress.js';
import type { KeyDecision } from '../src/domain/phone-menu/index.js';
import type { Transcription, Utterance } from '../src/domain/transcript.js';
import type { CoachRequest, TranscriptRef } from './call.ports.js';

export interface CallContext {
  readonly plan: CallPlan;
  readonly legId: string | null;
  readonly dialedAtMs: number | null;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;

  /** The conversational state now, and the one that the call was put on hold in. */
  readonly stage: Stage;
  readonly before: Stage;
  /** As taken down live, in order of arrival. */
  readonly utterances: readonly Utterance[];
  /** Turns of the practice that have begun and whose words are still to come. The next may begin before they do. */
  readonly turnsUnderWay: number;
  /** Silences since the practice last spoke. */
  readonly silences: number;
  /** What was learned on the call and may be spoken of, besides the plan's facts. */
  readonly learned: readonly Fact[];
  readonly menu: MenuProgress;
  /** A transfer was announced: the next voice is another person's. */
  readonly isTransferred: boolean;
  /** Who decides was asked for before a transfer. */
  readonly hasAskedWhoDecides: boolean;
  /** How many utterances there were when the practice said no; null while it has not. */
  readonly declinedAt: number | null;

  /** How the conversation ended; a booked meeting outranks it in the outcome. */
  readonly ending: CallEnding | null;
  readonly reason: string | null;
  readonly meeting: BookedMeeting | null;
  readonly decisionMaker: Attendee | null;
  readonly doNotCall: boolean;
  readonly evidence: CallOutcome['evidence'];
  readonly coach: readonly CoachRun[];
  readonly keys: readonly KeyDecision[];
  readonly flagged: CoachRequest['flagged'];

  /** The transcript made from the recording; null while there is none. */
  readonly recorded: Transcription | null;
  readonly transcript: TranscriptRef | null;
  readonly notDone: readonly NotDone[];
  /** Whether the campaign has the outcome; `why` when it has not. */
  readonly stored: { readonly ok: boolean; readonly why: string | null };
  /** Why the call was given up before it was dialed, with nothing to store; null when it was not. */
  readonly dropped: string | null;
}

export const initialContext = (plan: CallPlan): CallContext => ({
  plan,
  legId: null,
  dialedAtMs: null,
  answeredAtMs: null,
  endedAtMs: null,
  stage: 'answering',
  before: 'answering',
  utterances: [],
  turnsUnderWay: 0,
  silences: 0,
  learned: [],
  menu: NO_MENU,
  isTransferred: false,
  hasAskedWhoDecides: false,
  declinedAt: null,
  ending: null,
  reason: null,
  meeting: null,
  decisionMaker: null,
  doNotCall: false,
  evidence: {},
  coach: [],
  keys: [],
  flagged: [],
  recorded: null,
  transcript: null,
  notDone: [],
  stored: { ok: false, why: null },
  dropped: null,
});

/** What the agent has to say word for word, in a menu that takes speech: what the gate let pass last. */
export const menuWordsOf = ({ keys }: Pick<CallContext, 'keys'>): string | null => {
  const last = keys.at(-1);
  return last?.kind === 'say' ? last.say : null;
};
