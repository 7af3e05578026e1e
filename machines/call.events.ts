import type { Stage } from '../src/domain/call-plan.js';
import type { Attendee, BookedMeeting } from '../src/domain/meeting.js';

/**
 * Every event that can happen to a call. Subject, then past participle.
 * `atMs` is Unix time, stamped where the event was seen: the chart reads no clock.
 */
export interface CallEvents {
  /** The practice began to speak; the agent falls silent by itself. */
  'practice.startedSpeaking': { readonly atMs: number };
  /**
   * The practice finished a turn. Follows every `practice.startedSpeaking` exactly once.
   * `text` is empty when there were no words in it, a noise, and null when its words are not known
   * (the transcript failed or came too late): the model has heard it all the same, so it is answered.
   */
  'practice.spoke': {
    readonly utteranceId: string;
    readonly text: string | null;
    readonly startedAtMs: number;
    readonly atMs: number;
  };
  /** The practice pressed a key of its phone: '0' to '9', '*' or '#'. It means nothing to a call; no state heeds it. */
  'practice.pressedKey': { readonly key: string; readonly atMs: number };
  /** The practice ended the call. */
  'practice.hungUp': { readonly atMs: number };
  /** Nobody has spoken for as long as the plan bears. Raised by the chart itself. */
  'practice.fellSilent': Record<never, never>;

  /** The agent's first sound of a turn was played. */
  'agent.startedSpeaking': { readonly atMs: number };
  /** The agent finished a turn, or was cut off: `text` is what was heard. */
  'agent.spoke': {
    readonly utteranceId: string;
    readonly text: string;
    readonly startedAtMs: number;
    readonly atMs: number;
    readonly interrupted: boolean;
  };
  /** The agent was asked to speak and had nothing to say, so the turn is free again. */
  'agent.keptSilent': { readonly atMs: number };

  /** A tool of the agent's is at work: the silence meanwhile is nobody's. */
  'agent.startedWorking': Record<never, never>;
  /** `told` is what the tool gave the model to go by; the agent may speak of it. */
  'agent.finishedWorking': { readonly told: string | null };

  /** Tool `begin_scheduling`: the practice agreed to a meeting or spoke of a time. */
  'practice.agreed': Record<never, never>;
  /** Tool `resume_questions`: the practice wants something answered before it goes on scheduling. */
  'practice.asked': Record<never, never>;
  /** Tool `book_meeting`: the calendar has taken the meeting. */
  'meeting.booked': { readonly meeting: BookedMeeting };
  /** Tool `choose_menu_option`: what the model wants in a phone tree. The keypress gate decides what becomes of it. */
  'agent.choseOption': { readonly asked: { readonly key: string | null; readonly say: string | null } };
  /** Tool `wait_on_hold`: the practice asked to wait, or is transferring the call. */
  'practice.putOnHold': Record<never, never>;
  /** Tool `note_decision_maker`: who decides about insurance there; what was not said is empty. */
  'practice.namedDecisionMaker': { readonly decisionMaker: Attendee };
  /** Tool `practice_declined`: a first no to the meeting. */
  'practice.declined': Record<never, never>;
  /** Tool `accept_refusal`: it stays a no. `reason` as the model understood it. */
  'practice.declinedFinally': { readonly reason: string | null };
  /** Tool `do_not_call`: the practice does not want to be called again. */
  'practice.forbadeCalls': Record<never, never>;
  /** Tool `end_call`: the conversation is over. `reason` in the practice's own words, where it gave one. */
  'agent.endedCall': { readonly reason: string | null };

  /** The coach saw that the agent has done what `stage` is for. Raised by the chart itself. */
  'coach.stepCompleted': { readonly stage: Stage; readonly next: Stage };

  /** One long tone on the line, as of an answering machine that begins to record. */
  'line.beeped': { readonly atMs: number };
  /** The connection to the agent's voice was lost and is back: what was being said is lost, the conversation is not. */
  'voice.reconnected': { readonly atMs: number };
  /** The agent's voice is gone for good (no connection, no credit, no permission). */
  'voice.lost': { readonly reason: string; readonly atMs: number };
  /** The line broke: not a hang-up. */
  'line.lost': { readonly reason: string; readonly atMs: number };
  /** The recorder gave up; the call goes on. */
  'recording.failed': { readonly why: string };
  /** This process must end soon. */
  'worker.stopping': { readonly atMs: number };
}

export type CallEvent = {
  [T in keyof CallEvents]: { readonly type: T } & CallEvents[T];
}[keyof CallEvents];

/** What the chart tells the agent's voice. */
export type VoiceCommand =
  /** Speak next, under the brief in force by then; ignored while the practice is speaking. */
  | { readonly type: 'voice.reply' }
  /** The coach's note, in place of the one before it; never makes the agent speak. */
  | { readonly type: 'voice.note'; readonly text: string };
