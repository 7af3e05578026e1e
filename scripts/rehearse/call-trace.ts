/** All that one rehearsed call left behind: what the checks look at. `rehearsal-room.ts` collects it. */
import type { ToolName } from '../../machines/call.ports.js';
import type { CallOutcome } from '../../src/domain/call-outcome.js';
import type { CoachRun } from '../../src/domain/coaching.js';
import type { Speaker } from '../../src/domain/transcript.js';
import type { CampaignStatus, Message } from '../../src/mongoose/models/Campaign.js';
import type { GoogleEvent } from '../rehearsal/stand-ins/google/calendar.js';

/** Times are ms of the line since the phone was picked up, or since it rang where nobody did. */
export interface CallTrace {
  /** Why the job failed; null when it completed. */
  readonly jobError: string | null;
  readonly dials: number;
  readonly outcome: TracedOutcome;
  readonly campaign: {
    readonly status: CampaignStatus;
    readonly decline_reason: string | null;
    readonly lastCompletedStep: number;
    /** The call's entry of `messageHistory`. */
    readonly entry: Message | null;
  };
  /** The contact is marked not to be called again. */
  readonly contactIsBarred: boolean;
  /** Steps of the sequence whose jobs are still on the queue. */
  readonly laterSteps: readonly number[];
  readonly events: readonly GoogleEvent[];
  /** The states of the conversation, each once in a row. */
  readonly states: readonly Timed<{ readonly state: string }>[];
  readonly keys: readonly Timed<{ readonly key: string; readonly scene: string }>[];
  /** The parts of the practice's script that were played, in order. */
  readonly scenes: readonly string[];
  /** As taken down live. */
  readonly transcript: readonly Timed<{ readonly speaker: Speaker; readonly text: string }>[];
  /** What a machine can have recorded: the agent's words after its last beep, from the sound. */
  readonly heardByBox: string;
  readonly tools: readonly Timed<{ readonly name: ToolName | string }>[];
  readonly coach: readonly CoachRun[];
  /** What the coach changed in the call, in words. */
  readonly coached: readonly Timed<{ readonly text: string }>[];
  readonly talkedOverMs: number;
  /** From the job's start to its end, in real ms. */
  readonly durationMs: number;
}

export type Timed<T> = T & { readonly atMs: number };

/** Where nobody was phoned, the history tells no more than ending and reason. */
export type TracedOutcome = Pick<
  CallOutcome,
  'ending' | 'reason' | 'meeting' | 'decisionMaker' | 'doNotCall' | 'evidence'
>;
