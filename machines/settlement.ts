/** From what the chart remembers to what a call leaves behind. */
import type { CallEnding, CallOutcome } from '../src/domain/call-outcome.js';
import { type Proof, proveEmail, proveName, provenBy } from '../src/domain/evidence.js';
import type { Attendee } from '../src/domain/meeting.js';
import { lastSaidBy } from '../src/domain/transcript.js';
import type { CallContext } from './call.context.js';
import type { Settlement } from './call.ports.js';

/** What says so where nobody did. */
const SOURCE: Readonly<Partial<Record<CallEnding, string>>> = {
  hung_up: 'the line: the practice hung up',
  silent: 'the line: silence',
  no_answer: 'the line: it rang and nobody answered',
  busy: 'the line: busy',
  call_rejected: 'the line: the call was rejected',
  invalid_number: 'the line: no such number',
  line_unavailable: 'the line: not available',
  line_overloaded: 'the line: no room for another call',
  line_misconfigured: 'the line: its settings are wrong',
  line_lost: 'the line: lost',
  voice_unavailable: 'the agent’s voice: not available',
  voice_lost: 'the agent’s voice: lost',
  time_limit: 'the longest permitted duration',
  worker_stopped: 'the worker: it had to stop',
};

const decisionMakerOf = ({ decisionMaker, utterances }: CallContext) => {
  if (!decisionMaker) return { decisionMaker: null, utteranceIds: [] };
  const byName = decisionMaker.name ? proveName(decisionMaker.name, utterances) : [];
  const byEmail = decisionMaker.email ? proveEmail(decisionMaker.email, utterances) : [];
  const proven: Attendee = {
    name: byName.length > 0 ? decisionMaker.name : '',
    email: byEmail.length > 0 ? decisionMaker.email : '',
  };
  return {
    decisionMaker: proven.name || proven.email ? proven : null,
    utteranceIds: [...new Set([...byName, ...byEmail])],
  };
};

/** Where neither the line nor one utterance says so: a voicemail box is known by what it played last. */
const heardOf = (ending: CallEnding, { utterances }: CallContext): Proof | null => {
  const last = lastSaidBy('practice', utterances);
  return ending === 'voicemail_reached' && last ? provenBy(last) : null;
};

/** A booked meeting is the outcome, however the call ended after it. A field that nothing proves stays empty. */
const outcomeOf = (context: CallContext): CallOutcome => {
  const { meeting, evidence } = context;
  const ending = meeting ? 'meeting_booked' : (context.ending ?? 'unknown');
  const { decisionMaker, utteranceIds } = decisionMakerOf(context);
  const booked = meeting && {
    utteranceIds: proveEmail(meeting.attendee.email, context.utterances),
    source: `calendar event ${meeting.eventId}`,
  };
  const source = SOURCE[ending];
  const heard = heardOf(ending, context);
  return {
    ending,
    reason: context.reason,
    meeting,
    decisionMaker,
    doNotCall: context.doNotCall,
    evidence: {
      ...(source ? { ending: { utteranceIds: [], source } } : {}),
      ...(source && context.reason !== null ? { reason: { utteranceIds: [], source } } : {}),
      ...(heard ? { ending: heard } : {}),
      ...evidence,
      ...(booked ? { ending: booked, meeting: booked } : {}),
      ...(decisionMaker ? { decisionMaker: { utteranceIds, source: null } } : {}),
    },
    dialedAtMs: context.dialedAtMs,
    answeredAtMs: context.answeredAtMs,
    endedAtMs: context.endedAtMs,
  };
};

export const settlementOf = (context: CallContext): Settlement => ({
  plan: context.plan,
  outcome: outcomeOf(context),
  transcript: context.transcript,
  notDone: context.notDone,
});
