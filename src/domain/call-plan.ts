/**
 * Everything a call needs to know before it is placed: plain JSON, made once by `src/call/plan.ts`,
 * never changed while the call is on.
 */

import type { Fact } from './grounding.js';

/** The conversational states of the chart: each has its own instructions. */
export const STAGES = [
  'answering',
  'phoneTree',
  'onHold',
  'screening',
  'voicemail',
  'greeting',
  'intro',
  'objections',
  'scheduling',
  'rejectionReason',
  'farewell',
] as const;

export type Stage = (typeof STAGES)[number];

/** The bounds of a call; nothing in a call outlasts them. */
export interface CallBounds {
  readonly ringTimeoutMs: number;
  /** From the answer to the hang-up, whatever is being said. */
  readonly maxCallMs: number;
  /** Neither side speaks: the agent asks once whether anyone is there, then ends the call. */
  readonly silenceMs: number;
  /** From the agent's goodbye to the hang-up. */
  readonly goodbyeMs: number;
  /** From one look of the coach at the transcript to the next. */
  readonly coachIntervalMs: number;
  /** For getting through a phone tree, and for each time on hold. */
  readonly phoneTreeMs: number;
  /** Keys pressed and words said in a phone tree before it is given up. */
  readonly menuChoices: number;
  readonly holdMs: number;
}

/** Where the practice's clock stands; `candidates` has more than one zone when the state alone does not tell. */
export interface PracticeClock {
  readonly candidates: readonly string[];
}

export interface CallPlan {
  /** `${campaignId}-${stepIndex}`: the job's id, too. */
  readonly callId: string;
  readonly campaignId: string;
  readonly stepIndex: number;
  /** Empty where the contact's number is none that can be phoned. */
  readonly toE164: string;
  /** The Clerk user whose calendar takes the meeting. */
  readonly initiator: string;
  readonly practiceName: string;
  readonly contactName: string;
  readonly clock: PracticeClock;
  readonly instructions: Readonly<Record<Stage, string>>;
  /** What the agent leaves on a voicemail box, word for word; null when the prompt has no such message. */
  readonly voicemailMessage: string | null;
  /** Who calls and why, in one line, for a call screener; null when the prompt does not say. */
  readonly screeningLine: string | null;
  /** Numbers, money, names, dates and phone numbers that the agent may speak: those of the prompt and the contact. */
  readonly facts: readonly Fact[];
  readonly bounds: CallBounds;
}
