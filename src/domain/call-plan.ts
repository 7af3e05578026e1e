/**
 * Everything a call needs to know before it is placed: plain JSON, made once by `src/call/plan.ts`,
 * never changed while the call is on.
 */

/** The conversational states of the chart: each has its own instructions. */
export const STAGES = ['answering', 'greeting', 'intro', 'objections', 'scheduling', 'farewell'] as const;

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
  readonly bounds: CallBounds;
}
