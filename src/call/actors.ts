/** Hands the real ports to the chart: each of its actors in a few lines, none of them with a decision of its own. */

import pRetry from 'p-retry';
import { type EventObject, fromCallback, fromPromise } from 'xstate';
import type { CallEvent, VoiceCommand } from '../../machines/call.events.js';
import { callMachine } from '../../machines/call.machine.js';
import type { Settlement, TranscriptRef } from '../../machines/call.ports.js';
import type { CoachQuestion, DialAttempt, TranscriptSides } from '../../machines/call.setup.js';
import type { NotDone } from '../domain/call-outcome.js';
import type { CallPlan } from '../domain/call-plan.js';
import type { CoachRun } from '../domain/coaching.js';
import type { DialRequest } from '../domain/dial-result.js';
import { errorMessage } from '../domain/error-message.js';
import type { ApprovedKey } from '../domain/phone-menu/index.js';
import { inSpokenOrder, type Transcription, withGapsFilled } from '../domain/transcript.js';
import { logger } from '../libraries/utils/logger.js';
import { askCoach } from './ask-coach.js';
import type { CallHost } from './call-host.js';
import type { RunPorts } from './ports.js';
import { settleCall } from './settle.js';

const HANG_UP_RETRIES = { retries: 3, minTimeout: 300 };

export interface ActorOptions {
  readonly host: CallHost;
  readonly ports: RunPorts;
  /** Nobody was phoned yet; false: the call is another's. Nothing is dialed before it has resolved with true. */
  readonly claimDialing: (atMs: number) => Promise<boolean>;
  /** The phone was picked up. */
  readonly onPlaced: (atMs: number) => Promise<void>;
}

export const provideActors = ({ host, ports, claimDialing, onPlaced }: ActorOptions) =>
  callMachine.provide({
    actors: {
      prepareVoice: fromPromise<void, { readonly plan: CallPlan }>(({ signal }) => host.openVoice(signal)),

      claimDialing: fromPromise<boolean, void>(() => claimDialing(Date.now())),

      dial: fromPromise<DialAttempt, DialRequest>(async ({ input, signal }) => {
        const dialedAtMs = Date.now();
        const result = await ports.telephony.dial(input, signal);
        // Somebody is on the phone: nothing is waited for.
        if (result.kind === 'answered') {
          onPlaced(result.atMs).catch((error) =>
            logger.warn('The ledger does not know that a call was answered', { callId: input.callId, error }),
          );
        }
        return { dialedAtMs, endedAtMs: Date.now(), result };
      }),

      watchLeg: fromCallback<EventObject, { readonly legId: string }>(({ input, sendBack }) =>
        ports.telephony.watch(input.legId, sendBack),
      ),

      voice: fromCallback<VoiceCommand, { readonly legId: string }>(({ input, receive, sendBack }) => {
        host.attach(input.legId).catch((error) =>
          sendBack({
            type: 'voice.lost',
            reason: errorMessage(error),
            atMs: Date.now(),
          } satisfies CallEvent),
        );
        receive((command) => {
          if (command.type === 'voice.note') host.note(command.text);
          else host.reply();
        });
      }),

      pressKey: fromPromise<void, { readonly legId: string; readonly key: ApprovedKey }>(
        async ({ input }) => {
          await ports.telephony.sendKey(input.legId, input.key);
        },
      ),

      coach: fromPromise<CoachRun, CoachQuestion>(({ input, signal }) =>
        askCoach(ports.coach, input, signal),
      ),

      hangUp: fromPromise<{ readonly atMs: number }, { readonly callId: string }>(
        async ({ input, signal }) => {
          const atMs = Date.now();
          await pRetry(() => ports.telephony.hangUp(input.callId), { ...HANG_UP_RETRIES, signal });
          return { atMs };
        },
      ),

      transcribe: fromPromise<Transcription, { readonly callId: string }>(async ({ signal }) => {
        const recording = await host.recorder()?.stop();
        if (!recording) throw new Error('nothing was recorded');
        return ports.transcriber.transcribe(recording, signal);
      }),

      archive: fromPromise<TranscriptRef, Settlement & TranscriptSides>(({ input, signal }) => {
        const live = inSpokenOrder(input.live);
        const recorded = input.recorded?.utterances.length ? withGapsFilled(input.recorded, live) : null;
        return ports.archive.store(
          {
            plan: input.plan,
            outcome: input.outcome,
            source: recorded ? 'recording' : 'live',
            utterances: recorded ?? live,
            live,
            notDone: input.notDone,
            coach: input.coach,
            keys: input.keys,
            flagged: input.flagged,
          },
          signal,
        );
      }),

      settle: fromPromise<readonly NotDone[], Settlement>(({ input, signal }) =>
        settleCall(ports, input, signal),
      ),
    },
  });
