/** From what the chart remembers to what a call leaves behind. */
import type { CallOutcome } from '../src/domain/call-outcome.js';
import type { Settlement } from './call.ports.js';
import type { CallContext } from './call.setup.js';

/** A booked meeting is the outcome, however the call ended after it. */
const outcomeOf = (context: CallContext): CallOutcome => ({
  ending: context.meeting ? 'meeting_booked' : (context.ending ?? 'unknown'),
  reason: context.reason,
  meeting: context.meeting,
  dialedAtMs: context.dialedAtMs,
  answeredAtMs: context.answeredAtMs,
  endedAtMs: context.endedAtMs,
});

export const settlementOf = (context: CallContext): Settlement => ({
  plan: context.plan,
  outcome: outcomeOf(context),
  transcript: context.transcript,
  notDone: context.notDone,
});
