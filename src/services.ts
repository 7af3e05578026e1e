/**
 * Makes the real services from the settings. Used by `src/worker.ts`, the composition root;
 * what is expensive to load is loaded by its adapter at first use.
 */

import type { Telephony, Voice } from '../machines/call.ports.js';
import { type Admission, createAdmission } from './admission/admission.js';
import { createCallLimits, type RedisClient } from './admission/call-limits.js';
import { paceDials } from './admission/paced-line.js';
import { containerMemoryMb, processMemoryMb, processThreads } from './admission/process-load.js';
import { createClerkTokens } from './calendar/clerk-token.js';
import { createGoogleCalendar } from './calendar/google-calendar.js';
import type { CallPorts } from './call/ports.js';
import type { Prompts } from './call/prompts.js';
import { bucketOptions, createCallRecorder } from './call-recorder.js';
import { createOpenAiCoach } from './coach/openai-coach.js';
import type { Config } from './config.js';
import { noCrm } from './crm/no-crm.js';
import { createWebhookCrm } from './crm/webhook-crm.js';
import type { CallBounds } from './domain/call-plan.js';
import { createCallLedger } from './mongoose/call-ledger.js';
import { createCampaignRecords } from './mongoose/campaign-records.js';
import { createOpenAiTranscriber } from './recording/openai-transcriber.js';
import { createS3Archive } from './storage/s3-archive.js';
import { createLiveKitLine, type LiveKitLine } from './telephony/livekit-line.js';
import type { RealtimeVoiceOptions } from './voice/realtime-session.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const CLERK_TIMEOUT_MS = 5 * SECOND;
/** The six parts of an hour's side take some four minutes one after the other. */
const TRANSCRIPTION_TIMEOUT_MS = 7 * MINUTE;
/** The deepest trees have four levels; a wrong turn and the way back take as many again. */
const MENU_CHOICES = 8;
/** A goodbye is answered within this, or not at all. */
const GOODBYE_MS = 3 * SECOND;
/** Long enough for four levels of menus, each heard to its end. */
const PHONE_TREE_MS = 3 * MINUTE;

export interface Services {
  /** All but the phone line. */
  readonly ports: Omit<CallPorts, 'telephony'>;
  /** The initiator's Google token, from Clerk: for the calendar and for reading replies. */
  readonly googleToken: (initiator: string, signal: AbortSignal) => Promise<string>;
  close(): void;
}

export const boundsOf = ({ calls, coach }: Pick<Config, 'calls' | 'coach'>): CallBounds => ({
  ringTimeoutMs: calls.ringSeconds * SECOND,
  maxCallMs: calls.maxMinutes * MINUTE,
  silenceMs: calls.silenceSeconds * SECOND,
  goodbyeMs: GOODBYE_MS,
  coachIntervalMs: coach.intervalSeconds * SECOND,
  phoneTreeMs: PHONE_TREE_MS,
  menuChoices: MENU_CHOICES,
  holdMs: calls.holdSeconds * SECOND,
});

/** The phone line of the settings; null where they give none. */
export const createLine = ({ livekit, calls }: Config): LiveKitLine | null =>
  livekit && createLiveKitLine({ ...livekit, maxCallMs: calls.maxMinutes * MINUTE });

/** What speaks on a call, reads along, and makes the recording into words, wherever its outcome is kept. */
export const createCallServices = (
  { openai, coach }: Pick<Config, 'openai' | 'coach'>,
  prompts: Pick<Prompts, 'coach'>,
): Pick<CallPorts, 'voice' | 'coach' | 'transcriber'> => ({
  voice: realtimeVoice({
    apiKey: openai.apiKey,
    baseUrl: openai.baseUrl,
    model: openai.realtimeModel,
    voice: openai.voice,
    inputTranscriptionModel: openai.inputTranscriptionModel,
  }),
  coach: createOpenAiCoach({
    apiKey: coach.apiKey,
    ...(coach.baseUrl ? { baseUrl: coach.baseUrl } : {}),
    model: coach.model,
    prompt: prompts.coach,
  }),
  transcriber: createOpenAiTranscriber({
    apiKey: openai.apiKey,
    model: openai.transcriptionModel,
    ...(openai.baseUrl ? { baseUrl: openai.baseUrl } : {}),
    timeoutMs: TRANSCRIPTION_TIMEOUT_MS,
  }),
});

/** The calendars of those who initiate a batch, with the tokens that `googleToken` gives. */
export const createCalendar = (
  { google }: Pick<Config, 'google'>,
  googleToken: Services['googleToken'],
): CallPorts['calendar'] =>
  createGoogleCalendar({
    token: googleToken,
    ...(google.calendarUrl ? { rootUrl: google.calendarUrl } : {}),
  });

export const createGoogleTokens = ({ clerk }: Pick<Config, 'clerk'>): Services['googleToken'] =>
  createClerkTokens({ ...clerk, timeoutMs: CLERK_TIMEOUT_MS });

export function createServices(config: Config, prompts: Pick<Prompts, 'coach'>): Services {
  const googleToken = createGoogleTokens(config);
  const archive = createS3Archive(bucketOptions(config));
  const recorder = createCallRecorder(config);
  return {
    googleToken,
    ports: {
      ...createCallServices(config, prompts),
      recorder,
      archive,
      calendar: createCalendar(config, googleToken),
      records: createCampaignRecords(),
      ledger: createCallLedger(),
      crm: config.crm ? createWebhookCrm({ ...config.crm, timeoutMs: 5 * SECOND }) : noCrm,
    },
    close: () => {
      archive.close();
      recorder.close();
    },
  };
}

export interface LimitedCalls {
  readonly admission: Admission;
  /** The line, whose dials keep the trunk's pace. */
  readonly telephony: Telephony;
}

/** What keeps the calls of this worker within its own room, and those of all workers within the trunk's. */
export function limitCalls(config: Config, line: Telephony, client: RedisClient): LimitedCalls {
  const limits = createCallLimits({
    client,
    trunk: config.livekit?.sipTrunkId ?? config.redis.queueName,
    callsPerTrunk: config.calls.perTrunk,
    startsPerSecond: config.calls.startsPerSecond,
  });
  const admission = createAdmission({
    memoryLimitMb: config.memoryMb ?? containerMemoryMb(),
    memoryMb: processMemoryMb,
    threads: processThreads,
    roundTripMs: async () => (await line.roundTripMs?.()) ?? null,
    limits,
  });
  return { admission, telephony: paceDials(line, limits) };
}

/** LiveKit's libraries take half of the worker's memory and of its start, so they are loaded with the first call. */
const realtimeVoice = (options: RealtimeVoiceOptions): Voice => ({
  open: async (request, signal) => {
    const { createRealtimeVoice } = await import('./voice/realtime-voice.js');
    return createRealtimeVoice(options).open(request, signal);
  },
});
