/** What can be seen of a call while it is on: for the log, the demo and the tests. It never changes the call. */
import type { CallEvent } from '../../machines/call.events.js';
import type { Brief, ToolName } from '../../machines/call.ports.js';
import type { CoachRun } from '../domain/coaching.js';
import type { KeyDecision } from '../domain/phone-menu/index.js';

export type CallObservation =
  /** The chart took a transition; `state` is the path of the conversation, e.g. `connected.greeting.saying`. */
  | { readonly kind: 'state'; readonly state: string }
  /** Other instructions and tools are in force, and on the wire. */
  | { readonly kind: 'brief'; readonly brief: Brief; readonly instructions: string }
  /** The keypress gate decided on a proposal, or alone. */
  | { readonly kind: 'key'; readonly decision: KeyDecision }
  /** The coach has looked at the transcript. */
  | { readonly kind: 'coach'; readonly run: CoachRun }
  | { readonly kind: 'event'; readonly event: CallEvent }
  | {
      readonly kind: 'tool';
      readonly name: ToolName | string;
      readonly args: unknown;
      /** What the model was told; null when nothing. */
      readonly reply: string | null;
      readonly durationMs: number;
    };

export type ObserveCall = (callId: string, observation: CallObservation) => void;
