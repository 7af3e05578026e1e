/** Every bound of a call, by name. The plan holds those that a user sets; the rest are fixed here. */
import type { CallPlan } from '../src/domain/call-plan.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const bound =
  (name: keyof CallPlan['bounds']) =>
  ({ context }: { context: { readonly plan: CallPlan } }): number =>
    context.plan.bounds[name];

export const DELAYS = {
  /** To open the agent's voice before dialing. */
  voiceLimit: 20 * SECOND,
  /** To write that the call is about to be dialed; the database's own limits are shorter. */
  ledgerLimit: 15 * SECOND,
  /** The line has a ring timer of its own; this one holds when it does not answer us at all. */
  ringLimit: ({ context }: { context: { readonly plan: CallPlan } }) =>
    context.plan.bounds.ringTimeoutMs + 15 * SECOND,
  silence: bound('silenceMs'),
  goodbye: bound('goodbyeMs'),
  callLimit: bound('maxCallMs'),
  /** A recording that pauses for so long has said its piece: the end of a menu, or of a voicemail greeting. */
  menuPause: 1_500,
  voicemailPause: 2_500,
  /** Who picks up and says nothing is waiting for the caller. */
  openingSilence: 4 * SECOND,
  /** A first sentence that may be a recording's is given so long to go on, and a recording a little longer. */
  answerPause: 2_500,
  recordingPause: 4 * SECOND,
  /** From the tone of an answering machine to the message, where no end of the tone is heard. */
  beepPause: 1 * SECOND,
  /** For the model to choose in a menu, after which the gate chooses alone, and to say what was chosen. */
  choiceLimit: 6 * SECOND,
  /** From the end of a voicemail message to the hang-up. */
  messagePause: 1 * SECOND,
  phoneTreeLimit: bound('phoneTreeMs'),
  holdLimit: bound('holdMs'),
  coachInterval: bound('coachIntervalMs'),
  /** The coach's actor gives up long before; this one holds where it does not answer us at all. */
  coachLimit: MINUTE,
  /** From the first goodbye on: a farewell that does not end is ended. */
  farewellLimit: 2 * MINUTE,
  hangUpLimit: 10 * SECOND,
  /** Longer than the transcriber's own limit, and than a recording that is still being stored takes to be there. */
  transcribeLimit: 9 * MINUTE,
  archiveLimit: 30 * SECOND,
  /** Longer than the retries inside: the outcome is what must not be lost. */
  settleLimit: 2 * MINUTE,
} as const;
