/**
 * The chart's types and everything it names: actors, actions, guards and delays.
 * The actors are placeholders that fail loudly; `src/call/actors.ts` provides the real ones.
 */

import { assign, type EventObject, enqueueActions, raise, sendTo, setup } from 'xstate';
import type { NotDone } from '../src/domain/call-outcome.js';
import type { CallPlan, Stage } from '../src/domain/call-plan.js';
import type { CoachRun, CoachVerdict } from '../src/domain/coaching.js';
import type { DialRequest, DialResult } from '../src/domain/dial-result.js';
import { errorMessage } from '../src/domain/error-message.js';
import type { Attendee, BookedMeeting } from '../src/domain/meeting.js';
import { heardPiece, turnBegunBefore } from '../src/domain/menu-progress.js';
import type { ApprovedKey, KeyDecision } from '../src/domain/phone-menu/index.js';
import type { Transcription, Utterance } from '../src/domain/transcript.js';
import { announcesTransfer } from '../src/domain/transfer-words.js';
import type { CallContext } from './call.context.js';
import { DELAYS } from './call.delays.js';
import type { CallEvent, CallEvents, VoiceCommand } from './call.events.js';
import { guards } from './call.guards.js';
import * as minutes from './call.minutes.js';
import type { Brief, CallMinutes, CoachRequest, Settlement, TranscriptRef } from './call.ports.js';
import { settlementOf } from './settlement.js';
import { unprovidedCallback, unprovidedPromise } from './unprovided.js';

/**
 * What a call leaves behind. When it was `dropped`, nobody was phoned and nothing is to be stored; otherwise, when
 * `stored.ok` is false, the caller must keep the settlement and store it later.
 */
export interface CallResult {
  readonly settlement: Settlement;
  readonly stored: CallContext['stored'];
  readonly dropped: CallContext['dropped'];
}

/** One attempt to reach the practice, with its times in Unix ms. */
export interface DialAttempt {
  readonly dialedAtMs: number;
  readonly endedAtMs: number;
  readonly result: DialResult;
}

/** What the coach is asked, with what its answer is measured by. */
export interface CoachQuestion extends CoachRequest {
  readonly turn: number;
}

/** Both versions of what was said: from the recording, where there is one, and as taken down live. */
export interface TranscriptSides extends CallMinutes {
  readonly recorded: Transcription | null;
  readonly live: readonly Utterance[];
}

export const callSetup = setup({
  types: {
    context: {} as CallContext,
    events: {} as CallEvent,
    input: {} as CallPlan,
    output: {} as CallResult,
    meta: {} as { readonly brief?: Brief },
  },
  actors: {
    prepareVoice: unprovidedPromise<void, { readonly plan: CallPlan }>('prepareVoice'),
    claimDialing: unprovidedPromise<boolean, void>('claimDialing'),
    dial: unprovidedPromise<DialAttempt, DialRequest>('dial'),
    watchLeg: unprovidedCallback<EventObject, { readonly legId: string }>('watchLeg'),
    voice: unprovidedCallback<VoiceCommand, { readonly legId: string }>('voice'),
    pressKey: unprovidedPromise<void, { readonly legId: string; readonly key: ApprovedKey }>('pressKey'),
    coach: unprovidedPromise<CoachRun, CoachQuestion>('coach'),
    hangUp: unprovidedPromise<{ readonly atMs: number }, { readonly callId: string }>('hangUp'),
    transcribe: unprovidedPromise<Transcription, { readonly callId: string }>('transcribe'),
    archive: unprovidedPromise<TranscriptRef, Settlement & TranscriptSides>('archive'),
    settle: unprovidedPromise<readonly NotDone[], Settlement>('settle'),
  },
  actions: {
    /** Where another turn of the practice is under way, that one is answered, with this one. */
    reply: enqueueActions(({ context, event, enqueue }) => {
      const others = context.turnsUnderWay - (event.type === 'practice.spoke' ? 1 : 0);
      if (others <= 0) enqueue.sendTo('voice', { type: 'voice.reply' } satisfies VoiceCommand);
    }),
    passOnAdvice: sendTo(
      'voice',
      (_, params: { verdict: CoachVerdict | null }): VoiceCommand => ({
        type: 'voice.note',
        text: params.verdict?.kind === 'advise' ? params.verdict.message : '',
      }),
    ),
    enterStage: assign(({ context }, params: { stage: Stage }) =>
      minutes.enteredStage(context, params.stage),
    ),
    noteDropped: assign((_, params: { why: string }) => ({ dropped: params.why })),
    noteDialed: assign((_, params: DialAttempt) => ({ dialedAtMs: params.dialedAtMs })),
    noteAnswered: assign((_, params: { legId: string; atMs: number }) => ({
      legId: params.legId,
      answeredAtMs: params.atMs,
    })),
    noteEnding: assign(({ context }, params: minutes.Ended) => minutes.ended(context, params)),
    noteHungUp: assign(({ context }, params: { atMs: number | null }) => ({
      endedAtMs: context.endedAtMs ?? params.atMs,
    })),
    noteNotPutThrough: assign(({ context }) => minutes.notPutThrough(context)),
    noteMeeting: assign((_, params: { meeting: BookedMeeting }) => ({ meeting: params.meeting })),
    noteUtterance: assign(({ context }, params: Utterance) => minutes.said(context, params)),
    noteLearned: assign(({ context }, params: { told: string | null }) =>
      minutes.learned(context, params.told),
    ),
    noteTurnBegun: assign(({ context }) => ({ turnsUnderWay: context.turnsUnderWay + 1 })),
    noteTurnOver: assign(({ context }) => ({ turnsUnderWay: Math.max(0, context.turnsUnderWay - 1) })),
    noteSilence: assign(({ context }) => ({ silences: context.silences + 1 })),
    forgetSilences: assign({ silences: 0 }),
    hearMenu: assign(({ context }, params: { text: string | null }) => ({
      menu: heardPiece(context.menu, params.text),
    })),
    noteTurnOfMenuBefore: assign(({ context }) => ({ menu: turnBegunBefore(context.menu) })),
    forgetTurnsOfMenuBefore: assign(({ context }) => ({ menu: { ...context.menu, begunBefore: 0 } })),
    noteDecision: assign(({ context }, params: { decision: KeyDecision }) =>
      minutes.decided(context, params.decision),
    ),
    noteIfTransfer: assign(({ context }, params: { text: string | null }) => ({
      isTransferred: context.isTransferred || announcesTransfer(params.text ?? ''),
    })),
    noteTransfer: assign({ isTransferred: true, hasAskedWhoDecides: true }),
    forgetTransfer: assign({ isTransferred: false }),
    noteDecisionMaker: assign(({ context }, params: { decisionMaker: Attendee }) =>
      minutes.namedDecisionMaker(context, params.decisionMaker),
    ),
    noteDeclined: assign(({ context }) => ({ declinedAt: context.declinedAt ?? context.utterances.length })),
    forgetDeclined: assign({ declinedAt: null }),
    noteRefusal: assign(({ context }, params: { reason: string | null; atMs?: number | null }) =>
      minutes.refused(context, params),
    ),
    noteEndedCall: assign(({ context }, params: { reason: string | null }) =>
      minutes.endedCall(context, params.reason),
    ),
    noteUnheard: assign(({ context }, params: { utteranceId: string }) =>
      minutes.wasNotHeard(context, params.utteranceId),
    ),
    noteDoNotCall: assign(({ context }, params: { utteranceId: string | null }) =>
      minutes.forbadeCalls(context, params.utteranceId),
    ),
    noteVoicemail: assign(({ context }, params: { utteranceId: string; text: string }) =>
      minutes.leftVoicemail(context, params),
    ),
    noteCoachRun: assign(({ context }, params: { run: CoachRun; used: boolean; why: string | null }) => ({
      coach: [...context.coach, { ...params.run, used: params.used, why: params.why }],
    })),
    noteRecorded: assign(({ context }, params: Transcription) => minutes.transcribed(context, params)),
    noteTranscript: assign((_, params: { transcript: TranscriptRef }) => ({ transcript: params.transcript })),
    noteNotDone: assign(({ context }, params: { what: NotDone['what']; error: unknown }) => ({
      notDone: [...context.notDone, { what: params.what, why: errorMessage(params.error) }],
    })),
    noteStored: assign(({ context }, params: { notDone: readonly NotDone[] }) => ({
      stored: { ok: true, why: null },
      notDone: [...context.notDone, ...params.notDone],
    })),
    noteNotStored: assign((_, params: { error: unknown }) => ({
      stored: { ok: false, why: errorMessage(params.error) },
    })),
    tellSilence: raise({ type: 'practice.fellSilent' }),
    takeStep: raise((_, params: CallEvents['coach.stepCompleted']) => ({
      type: 'coach.stepCompleted' as const,
      ...params,
    })),
  },
  guards,
  delays: DELAYS,
});

export const settlementInput = ({ context }: { context: CallContext }): Settlement => settlementOf(context);
