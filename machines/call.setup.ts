/**
 * The chart's types and everything it names: actors, actions, guards and delays.
 * The actors are placeholders that fail loudly; `src/call/actors.ts` provides the real ones.
 */

import { assign, type EventObject, raise, sendTo, setup } from 'xstate';
import type { CallEnding, NotDone } from '../src/domain/call-outcome.js';
import type { CallPlan } from '../src/domain/call-plan.js';
import type { DialRequest, DialResult } from '../src/domain/dial-result.js';
import { errorMessage } from '../src/domain/error-message.js';
import type { BookedMeeting } from '../src/domain/meeting.js';
import type { Utterance } from '../src/domain/transcript.js';
import { DELAYS } from './call.delays.js';
import type { CallEvent, VoiceCommand } from './call.events.js';
import type { Brief, Settlement, TranscriptRef } from './call.ports.js';
import { settlementOf } from './settlement.js';
import { unprovidedCallback, unprovidedPromise } from './unprovided.js';

export interface CallContext {
  readonly plan: CallPlan;
  readonly legId: string | null;
  readonly dialedAtMs: number | null;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;
  /** How the conversation ended; a booked meeting outranks it in the outcome. */
  readonly ending: CallEnding | null;
  readonly reason: string | null;
  readonly meeting: BookedMeeting | null;
  /** As taken down live, in order of arrival. */
  readonly utterances: readonly Utterance[];
  /** Silences since the practice last spoke. */
  readonly silences: number;
  /** The transcript made from the recording; null while there is none. */
  readonly recorded: readonly Utterance[] | null;
  readonly transcript: TranscriptRef | null;
  readonly notDone: readonly NotDone[];
  /** Whether the campaign has the outcome; `why` when it has not. */
  readonly stored: { readonly ok: boolean; readonly why: string | null };
}

/** What a call leaves behind. When `stored.ok` is false the caller must keep the settlement and store it later. */
export interface CallResult {
  readonly settlement: Settlement;
  readonly stored: CallContext['stored'];
}

/** One attempt to reach the practice, with its times in Unix ms. */
export interface DialAttempt {
  readonly dialedAtMs: number;
  readonly endedAtMs: number;
  readonly result: DialResult;
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
    dial: unprovidedPromise<DialAttempt, DialRequest>('dial'),
    watchLeg: unprovidedCallback<EventObject, { readonly legId: string }>('watchLeg'),
    voice: unprovidedCallback<VoiceCommand, { readonly legId: string }>('voice'),
    hangUp: unprovidedPromise<{ readonly atMs: number }, { readonly callId: string }>('hangUp'),
    transcribe: unprovidedPromise<readonly Utterance[], { readonly callId: string }>('transcribe'),
    archive: unprovidedPromise<TranscriptRef, Settlement & TranscriptSides>('archive'),
    settle: unprovidedPromise<readonly NotDone[], Settlement>('settle'),
  },
  actions: {
    reply: sendTo('voice', { type: 'voice.reply' } satisfies VoiceCommand),
    noteDialed: assign((_, params: DialAttempt) => ({ dialedAtMs: params.dialedAtMs })),
    noteAnswered: assign((_, params: { legId: string; atMs: number }) => ({
      legId: params.legId,
      answeredAtMs: params.atMs,
    })),
    noteEnding: assign(
      ({ context }, params: { ending: CallEnding; reason?: string | null; atMs?: number | null }) => ({
        ending: params.ending,
        reason: params.reason ?? null,
        endedAtMs: params.atMs ?? context.endedAtMs,
      }),
    ),
    noteHungUp: assign(({ context }, params: { atMs: number | null }) => ({
      endedAtMs: context.endedAtMs ?? params.atMs,
    })),
    noteMeeting: assign((_, params: { meeting: BookedMeeting }) => ({ meeting: params.meeting })),
    noteUtterance: assign(({ context }, params: Utterance) => ({
      utterances: [...context.utterances, params],
    })),
    noteSilence: assign(({ context }) => ({ silences: context.silences + 1 })),
    forgetSilences: assign({ silences: 0 }),
    noteRecorded: assign((_, params: { utterances: readonly Utterance[] }) => ({
      recorded: params.utterances,
    })),
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
  },
  guards: {
    dialEndedWith: (_, params: { attempt: DialAttempt; kind: DialResult['kind'] }) =>
      params.attempt.result.kind === params.kind,
    wasNotAnswered: ({ context }) => context.answeredAtMs === null,
    hasEnding: ({ context }) => context.ending !== null || context.meeting !== null,
    /** The practice's noise fell into the agent's words. */
    wasCutOff: ({ context }) => context.utterances.at(-1)?.interrupted === true,
    isFirstSilence: ({ context }) => context.silences < 1,
    /** The practice has spoken last, or over the agent. */
    owesAnswer: ({ context }) => {
      const last = context.utterances.at(-1);
      return last?.speaker === 'practice' || last?.interrupted === true;
    },
    wasHeard: (_, params: { text: string | null }) => params.text === null || params.text.trim() !== '',
    wasNotCutOff: (_, params: { interrupted: boolean }) => !params.interrupted,
  },
  delays: DELAYS,
});

/** Both versions of what was said: from the recording, where there is one, and as taken down live. */
export interface TranscriptSides {
  readonly recorded: readonly Utterance[] | null;
  readonly live: readonly Utterance[];
}

export const settlementInput = ({ context }: { context: CallContext }): Settlement => settlementOf(context);
