/** How each thing that happens changes what the chart remembers. Pure: from a context to the fields that change. */
import type { CallEnding, NotDone } from '../src/domain/call-outcome.js';
import type { Stage } from '../src/domain/call-plan.js';
import { declineReason } from '../src/domain/decline-reason.js';
import { type Proof, provenBy } from '../src/domain/evidence.js';
import { factsIn, ungroundedFacts } from '../src/domain/grounding.js';
import type { Attendee } from '../src/domain/meeting.js';
import { afterDecision } from '../src/domain/menu-progress.js';
import type { KeyDecision } from '../src/domain/phone-menu/index.js';
import { asksNotToBeCalled, refuses } from '../src/domain/practice-words.js';
import {
  clockOf,
  type Gap,
  lastSaidBy,
  SPEAKERS,
  saidBy,
  type Transcription,
  type Utterance,
} from '../src/domain/transcript.js';
import type { CallContext } from './call.context.js';

type Changes = Partial<CallContext>;

export interface Ended {
  readonly ending: CallEnding;
  readonly reason?: string | null;
  readonly atMs?: number | null;
}

export const ended = (context: CallContext, { ending, reason = null, atMs }: Ended): Changes => ({
  ending,
  reason,
  endedAtMs: atMs ?? context.endedAtMs,
});

export const enteredStage = ({ stage: before }: CallContext, stage: Stage): Changes =>
  stage === 'onHold' && before !== 'onHold' ? { stage, before } : { stage };

/** Words of the practice may be repeated by the agent; words of the agent are held against what it may know. */
export const said = (context: CallContext, utterance: Utterance): Changes => {
  const utterances = [...context.utterances, utterance];
  if (utterance.speaker === 'practice') {
    return { utterances, ...learned(context, utterance.text) };
  }
  const facts = ungroundedFacts(utterance.text, [...context.plan.facts, ...context.learned]);
  if (facts.length === 0) return { utterances };
  return { utterances, flagged: [...context.flagged, { utteranceId: utterance.id, facts }] };
};

export const learned = (context: CallContext, text: string | null): Changes => {
  const facts = text === null ? [] : factsIn(text);
  return facts.length === 0 ? {} : { learned: [...context.learned, ...facts] };
};

export const decided = (context: CallContext, decision: KeyDecision): Changes => ({
  keys: [...context.keys, decision],
  menu: afterDecision(context.menu, decision),
});

/** Nobody came to the phone: how far the call got is the reason. What was known of its end before that stands. */
export const notPutThrough = (context: CallContext): Changes => {
  if (context.ending !== null || context.meeting !== null) return {};
  if (context.declinedAt !== null) return refused(context, { reason: null });
  const tried = context.keys.flatMap((decision) => {
    if (decision.kind === 'press') return [`pressed ${decision.key} (“${decision.words}”)`];
    return decision.kind === 'say' ? [`said “${decision.say}”`] : [];
  });
  const last = lastSaidBy('practice', context.utterances);
  const heard = last ? `last heard “${last.text}”` : 'nothing was heard';
  const proof = provenBy(last);
  return {
    ending: 'not_put_through',
    reason: [...tried, heard].join('; '),
    evidence: { ...context.evidence, ending: proof, reason: proof },
  };
};

export const namedDecisionMaker = (context: CallContext, { name, email }: Attendee): Changes => ({
  decisionMaker: {
    name: name || (context.decisionMaker?.name ?? ''),
    email: email || (context.decisionMaker?.email ?? ''),
  },
});

const answersTo = ({ utterances }: CallContext, from: number): Utterance[] =>
  saidBy('practice', utterances.slice(from));

/** It stays a no. The reason is what the practice itself said, once it had been asked why. */
export const refused = (
  context: CallContext,
  { reason, atMs }: { readonly reason: string | null; readonly atMs?: number | null },
): Changes => {
  // Who hangs up at once has said no and, at best, why in one breath.
  const from =
    context.declinedAt ?? context.utterances.findLastIndex(({ speaker }) => speaker === 'practice');
  const answers = answersTo(context, from);
  const given = declineReason(answers, reason);
  const before = context.declinedAt === null ? [] : context.utterances.slice(0, from);
  const proof = provenBy(lastSaidBy('practice', before), ...answers);
  return {
    ending: 'declined',
    reason: given?.words ?? null,
    endedAtMs: atMs ?? context.endedAtMs,
    evidence: {
      ...context.evidence,
      ending: proof,
      ...(given ? { reason: provenBy({ id: given.utteranceId }) } : {}),
    },
  };
};

/** The agent ended the conversation without a meeting; a reason counts in the words of the practice only. */
export const endedCall = ({ utterances, evidence }: CallContext, reason: string | null): Changes => {
  const given = reason === null ? null : declineReason(saidBy('practice', utterances), reason);
  return {
    ending: 'no_meeting',
    reason: given?.words ?? null,
    evidence: {
      ...evidence,
      ending: provenBy(utterances.at(-1)),
      ...(given ? { reason: provenBy({ id: given.utteranceId }) } : {}),
    },
  };
};

/** The practice has called into a silent line, last as `utteranceId`. A no that was said before stays one. */
export const wasNotHeard = (context: CallContext, utteranceId: string): Changes => {
  if (context.declinedAt !== null) return refused(context, { reason: null });
  const proof = provenBy({ id: utteranceId });
  return {
    ending: 'line_lost',
    reason: 'the practice did not hear the agent',
    evidence: { ...context.evidence, ending: proof, reason: proof },
  };
};

/** `utteranceId` is what said so; null: the last words of the practice. */
export const forbadeCalls = (context: CallContext, utteranceId: string | null): Changes => {
  const proof = provenBy(
    utteranceId === null ? lastSaidBy('practice', context.utterances) : { id: utteranceId },
  );
  if (context.meeting) return { doNotCall: true, evidence: { ...context.evidence, doNotCall: proof } };
  const { reason: _, ...evidence } = context.evidence;
  const given =
    context.declinedAt === null ? null : declineReason(answersTo(context, context.declinedAt), null);
  return {
    doNotCall: true,
    ending: 'do_not_call',
    reason: given?.words ?? null,
    evidence: {
      ...evidence,
      doNotCall: proof,
      ending: proof,
      ...(given ? { reason: provenBy({ id: given.utteranceId }) } : {}),
    },
  };
};

/**
 * Whoever hangs up in the same breath is not heard live: that turn never ends. A no, and a wish not to be called,
 * count that only the recording has. What the recording lacks is noted as not done.
 */
export const transcribed = (context: CallContext, recorded: Transcription): Changes => {
  const isHungUp = context.ending === 'hung_up' || context.ending === 'declined' || context.meeting !== null;
  const heard = context.utterances.findLast(({ speaker, text }) => speaker === 'practice' && text !== '');
  const unheard = recorded.utterances.filter(
    ({ speaker, startedAtMs }) => speaker === 'practice' && startedAtMs >= (heard?.endedAtMs ?? 0),
  );
  const saying = (means: (text: string) => boolean): Proof | null => {
    const words = unheard.find(({ text }) => means(text))?.text.trim();
    return words === undefined ? null : { utteranceIds: [], source: `the recording: “${words}”` };
  };
  const wish = isHungUp && !context.doNotCall ? saying(asksNotToBeCalled) : null;
  const no = context.ending === 'hung_up' ? saying(refuses) : null;
  const ending = context.meeting ? null : (wish ?? no);
  return {
    recorded,
    notDone: [...context.notDone, ...recorded.gaps.flatMap((gap) => missing(context, gap))],
    ...(wish ? { doNotCall: true } : {}),
    ...(ending ? { ending: wish ? 'do_not_call' : 'declined' } : {}),
    evidence: {
      ...context.evidence,
      ...(wish ? { doNotCall: wish } : {}),
      ...(ending ? { ending } : {}),
    },
  };
};

const missing = ({ answeredAtMs }: CallContext, { speaker, fromMs, toMs, why }: Gap): NotDone[] => {
  if (why === null) return [];
  const [from, to] = [fromMs, toMs].map((atMs) => clockOf(atMs - (answeredAtMs ?? 0)));
  const what = `the ${SPEAKERS[speaker].toLowerCase()} from ${from} to ${to} is as taken down during the call`;
  return [{ what: 'transcription', why: `${what}: ${why}` }];
};

/** The message was spoken to its end, as `utteranceId`. Where other words were spoken than the prompt's, that is said. */
export const leftVoicemail = (
  { plan, evidence }: CallContext,
  { utteranceId, text }: { readonly utteranceId: string; readonly text: string },
): Changes => {
  const proof = provenBy({ id: utteranceId });
  const isVerbatim = wordsOf(text) === wordsOf(plan.voicemailMessage ?? '');
  return {
    ending: 'voicemail_left',
    reason: isVerbatim ? null : 'the message was not left word for word',
    evidence: { ...evidence, ending: proof, ...(isVerbatim ? {} : { reason: proof }) },
  };
};

/** What of a text is heard: no punctuation, no capitals. */
const wordsOf = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
