/**
 * The types of everything a call needs from outside. Adapters in `src/` implement them, one vendor a file;
 * `src/call/actors.ts` hands them to the chart. Nothing here, and nothing in the chart, knows a vendor.
 *
 * A port rejects only for infrastructure that failed; what users do comes back as a value.
 */
import type { CallOutcome, NotDone } from '../src/domain/call-outcome.js';
import type { CallPlan, Stage } from '../src/domain/call-plan.js';
import type { CoachRun, CoachVerdict } from '../src/domain/coaching.js';
import type { DialRequest, DialResult } from '../src/domain/dial-result.js';
import type { Fact } from '../src/domain/grounding.js';
import type { LineAudio } from '../src/domain/line-audio.js';
import type { BookedMeeting } from '../src/domain/meeting.js';
import type { ApprovedKey, KeyDecision } from '../src/domain/phone-menu/index.js';
import type { Gap, Speaker, Transcription, Utterance } from '../src/domain/transcript.js';
import type { CallEvent } from './call.events.js';

/** The phone line. */
export interface Telephony {
  /**
   * Phones a number. Aborting `signal` gives the attempt up and hangs up whatever rings.
   * Rejects where it cannot be known whether anything rang, with all that may have rung hung up.
   */
  dial(request: DialRequest, signal: AbortSignal): Promise<DialResult>;
  /**
   * Reports each `practice.pressedKey` of an answered leg, and `practice.hungUp` or `line.lost`, also when it was over
   * before. Returns the function that stops it.
   */
  watch(legId: string, report: (event: CallEvent) => void): () => void;
  /** The sound of an answered leg. */
  audio(legId: string): LineAudio;
  /** Plays one key's tones on an answered leg. Resolves when they are played. */
  sendKey(legId: string, key: ApprovedKey): Promise<void>;
  /** Ends the leg and all that belongs to the call. Idempotent: an ended call is fine. */
  hangUp(callId: string): Promise<void>;
  /** How long the line takes to answer its own process now: it grows when there are too many calls. Null: no call is on. */
  roundTripMs?(): Promise<number | null>;
  /**
   * Ends what is left of a call whose process was lost, by its id alone: the practice is not to stay on an open line.
   * Does nothing where an agent is on the call still, of whatever process. Idempotent.
   */
  endAbandoned(callId: string): Promise<void>;
  /** Frees the line itself when the worker stops. */
  close(): Promise<void>;
}

/** What may be said and done in one conversational state; each state's file declares its own. */
export interface Brief {
  /** Which of the plan's instructions are in force. */
  readonly stage: Stage;
  /** The tools that exist for the model, by name; any other does not. */
  readonly tools: readonly ToolName[];
  /** Nothing that the model says in this state reaches the line. Default: it does. */
  readonly muted?: boolean;
  /** What the agent has to say word for word in this state; where it is none of these, it speaks freely. */
  readonly says?: 'menuWords' | 'screeningLine' | 'voicemailMessage';
}

export type ToolName =
  | 'begin_scheduling'
  | 'resume_questions'
  | 'check_availability'
  | 'book_meeting'
  | 'choose_menu_option'
  | 'note_decision_maker'
  | 'wait_on_hold'
  | 'practice_declined'
  | 'accept_refusal'
  | 'do_not_call'
  | 'end_call';

/** A brief made ready for the model. */
export interface BriefInForce {
  readonly instructions: string;
  readonly tools: readonly ToolName[];
  readonly muted: boolean;
}

/** What a tool gave: words for the model, and what happened to the call. */
export interface ToolResult {
  /** What the model is told; `null` when it should say nothing more. */
  readonly reply: string | null;
  readonly event?: CallEvent;
}

/** One function that the model may call. Never rejects for what the practice said: it replies in words. */
export interface Tool {
  readonly name: ToolName;
  /** "Call when ... Do not call when ..." */
  readonly description: string;
  /** JSON Schema of the arguments, as the Realtime API takes it. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** `args` is whatever the model sent, unchecked. `signal` is the tool's deadline. */
  run(args: unknown, signal: AbortSignal): Promise<ToolResult>;
}

/** The agent's voice on one call. */
export interface VoiceSession {
  /** Connects the voice with the answered line: from here on it hears and is heard. */
  attach(audio: LineAudio): Promise<void>;
  /** Swaps instructions and tools on the open session, without cutting off speech. Resolves when both are on the wire. */
  apply(brief: BriefInForce): Promise<void>;
  /** Asks for the agent's next turn; does nothing while the practice is speaking. */
  reply(): Promise<void>;
  /** Puts the coach's note before the model, in place of the one before it. Never makes it speak or cuts it off. */
  note(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface VoiceRequest {
  readonly callId: string;
  readonly brief: BriefInForce;
  readonly tools: ReadonlyMap<ToolName, Tool>;
  /** Runs a tool that the model called, to its end or its deadline, and says what to tell the model. */
  readonly onToolCall: (name: string, args: unknown) => Promise<string | null>;
  readonly report: (event: CallEvent) => void;
}

export interface Voice {
  /**
   * Opens the session before anybody is phoned: a practice must not pick up to a mute agent.
   * Rejects when it cannot be had; later losses are reported as `voice.lost`.
   */
  open(request: VoiceRequest, signal: AbortSignal): Promise<VoiceSession>;
}

/** The second AI: reads the transcript and never speaks on the phone. */
export interface Coach {
  /** Rejects when it cannot be had or says nothing valid. `signal` is its deadline. */
  consult(request: CoachRequest, signal: AbortSignal): Promise<CoachVerdict>;
}

export interface CoachRequest {
  readonly callId: string;
  readonly stage: Stage;
  /** The states that a completed step may lead to from here; empty: none. */
  readonly next: readonly Stage[];
  /** The words that the agent has in this state: the prompt, the general prompt, the stage. */
  readonly instructions: string;
  readonly utterances: readonly Utterance[];
  /** What the agent said that nothing it knows bears out, newest last. */
  readonly flagged: readonly { readonly utteranceId: string; readonly facts: readonly Fact[] }[];
}

/** One side of a call, or a stretch of it, as a file on disk that the transcriber takes. */
export interface RecordedPart {
  readonly speaker: Speaker;
  readonly path: string;
  /** Unix times in ms of the file's first and last sound. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

/** A call's sound on disk, each side by itself. */
export interface Recording {
  /** Each side's in order. */
  readonly parts: readonly RecordedPart[];
  /** What of the call is in none of them. */
  readonly gaps: readonly Gap[];
}

export interface RecorderSession {
  /** Finishes the files. Resolves to null when nothing was recorded; rejects when what was recorded cannot be had. */
  stop(): Promise<Recording | null>;
  /** Removes the files from this machine's disk. */
  discard(): Promise<void>;
}

export interface Recorder {
  /**
   * Starts to record an answered call; the returned audio is the given one, listened to where that is needed. Never
   * disturbs the call: `onFailed`, with what is not recorded and why, is all it says.
   */
  start(
    plan: Pick<CallPlan, 'callId' | 'campaignId' | 'stepIndex'>,
    audio: LineAudio,
    onFailed: (why: string) => void,
  ): { readonly audio: LineAudio; readonly session: RecorderSession };
}

export interface Transcriber {
  /** A part that fails beside others becomes a gap; rejects when all that has sound fail. */
  transcribe(recording: Recording, signal: AbortSignal): Promise<Transcription>;
}

/** Where a transcript lies. */
export interface TranscriptRef {
  readonly bucket: string;
  readonly key: string;
  /** Made from the recording after the call, or taken down live during it. */
  readonly source: 'recording' | 'live';
}

export interface TranscriptRecord extends CallMinutes {
  readonly plan: CallPlan;
  readonly outcome: CallOutcome;
  readonly source: TranscriptRef['source'];
  readonly utterances: readonly Utterance[];
  /** The live transcript, also where the recording's replaces it: it is what the agent acted on. */
  readonly live: readonly Utterance[];
  readonly notDone: readonly NotDone[];
}

/** What was seen and decided besides the words. */
export interface CallMinutes {
  /** Each time the coach looked, in order. */
  readonly coach: readonly CoachRun[];
  /** Each key that was asked for in a phone tree, pressed or not, with the words that the decision rests on. */
  readonly keys: readonly KeyDecision[];
  /** What the agent said that nothing it knew bore out. */
  readonly flagged: CoachRequest['flagged'];
}

export interface TranscriptArchive {
  /** Stores text and JSON under a key derived from the call id; storing again overwrites. */
  store(record: TranscriptRecord, signal: AbortSignal): Promise<TranscriptRef>;
}

/** A calendar, as the meeting tools need it. Every method rejects with CalendarError. */
export interface Calendar {
  /** Whether nothing is on the initiator's calendar between the two instants (ISO 8601, UTC). */
  isFree(initiator: string, startUtc: string, endUtc: string, signal: AbortSignal): Promise<boolean>;
  /** Books and sends the invitation. The event id derives from `callId`, so a repetition finds the first one. */
  book(request: BookingRequest, signal: AbortSignal): Promise<BookedMeeting>;
}

export interface BookingRequest {
  readonly callId: string;
  readonly initiator: string;
  readonly practiceName: string;
  readonly attendee: BookedMeeting['attendee'];
  readonly startUtc: string;
  readonly endUtc: string;
  readonly timeZone: string;
}

/** What a settled call leaves behind, for the campaign and the CRM. */
export interface Settlement {
  readonly plan: CallPlan;
  readonly outcome: CallOutcome;
  readonly transcript: TranscriptRef | null;
  readonly notDone: readonly NotDone[];
}

/** The campaign's record of a call. Every method is idempotent, keyed by call id. */
export interface CampaignRecords {
  /** During the call: a meeting was booked. */
  recordBooking(plan: CallPlan, meeting: BookedMeeting): Promise<void>;
  /** During the call: the practice does not want to be called again. */
  recordDoNotCall(plan: CallPlan): Promise<void>;
  recordSettlement(settlement: Settlement): Promise<void>;
}

export interface Crm {
  /** Tells the CRM of a settled call. A repetition carries the same message id. */
  notify(settlement: Settlement, signal: AbortSignal): Promise<void>;
}
