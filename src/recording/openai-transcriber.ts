/**
 * Turns a call's recording into text with OpenAI's transcription API. Used by the call's actors after the call.
 * Each side is sent by itself, so who spoke is known; its parts one after the other, so two requests run at a time.
 * A part without sound is not sent: Whisper makes up words for silence. One that fails leaves a gap beside the others'
 * words. The recording gives no word on interruptions; the live transcript has those.
 *
 * Source of the figures: https://platform.openai.com/docs/guides/speech-to-text
 */

import { File } from 'node:buffer';
import { openAsBlob } from 'node:fs';
import { basename, extname } from 'node:path';
import type { OpenAI } from 'openai';
import type { TranscriptionSegment } from 'openai/resources/audio/transcriptions';
import type { RecordedPart, Recording, Transcriber } from '../../machines/call.ports.js';
import { errorMessage } from '../domain/error-message.js';
import {
  type Gap,
  inSpokenOrder,
  type Speaker,
  type Transcription,
  type Utterance,
} from '../domain/transcript.js';
import { timeLimit } from '../libraries/utils/time-limit.js';
import { hasSound } from './wav-sound.js';

/** One attempt takes at most this and a tenth of the sound's length: Whisper is some twenty times faster than speech. */
const ATTEMPT_MS = 30_000;
const ATTEMPT_SHARE = 0.1;

const MEGABYTE = 1_000_000;
/** The API's limit for one file. */
const MOST_BYTES = 25 * MEGABYTE;

/** Whisper's own rule for a segment that is no speech: likely silence, and unsure of its words. */
const NO_SPEECH_PROBABILITY = 0.6;
const UNSURE_LOG_PROBABILITY = -1;

export interface OpenAiTranscriberOptions {
  readonly apiKey: string;
  /** Default: OpenAI's own. */
  readonly baseUrl?: string;
  /** A model that gives the times of its segments. Default: whisper-1. */
  readonly model?: string;
  /** For all parts of both sides together, retries included. */
  readonly timeoutMs: number;
}

/** What one side's parts gave, and whether any of them could be looked into. */
interface Side extends Transcription {
  readonly hasSucceeded: boolean;
}

/**
 * Throws for a model that gives no times. `transcribe` rejects when nothing was transcribed because a file is too
 * large, the API refuses it, or `timeoutMs` ends it; and whenever `signal` does.
 */
export const createOpenAiTranscriber = (options: OpenAiTranscriberOptions): Transcriber => {
  const { apiKey, baseUrl, model = 'whisper-1', timeoutMs } = options;
  if (model.startsWith('gpt-')) {
    throw new Error(`The model ${model} gives no times, which order the transcript. Use whisper-1.`);
  }

  let client: OpenAI | null = null;
  const openAi = async (): Promise<OpenAI> => {
    const { OpenAI } = await import('openai');
    client ??= new OpenAI({ apiKey, maxRetries: 1, ...(baseUrl && { baseURL: baseUrl }) });
    return client;
  };

  const segmentsOf = async (part: RecordedPart, signal: AbortSignal): Promise<TranscriptionSegment[]> => {
    const file = await uploadOf(part.path);
    const api = await openAi();
    const answer = await api.audio.transcriptions.create(
      { file, model, language: 'en', response_format: 'verbose_json', timestamp_granularities: ['segment'] },
      { signal, timeout: ATTEMPT_MS + ATTEMPT_SHARE * (part.endedAtMs - part.startedAtMs) },
    );
    if (answer.segments === undefined) {
      throw new Error(`The model ${model} answered without times. Use whisper-1.`);
    }
    return answer.segments.filter(isSpeech);
  };

  const transcribeSide = async (parts: readonly RecordedPart[], signal: AbortSignal): Promise<Side> => {
    const utterances: Utterance[] = [];
    const gaps: Gap[] = [];
    let hasSucceeded = false;
    for (const part of parts) {
      try {
        signal.throwIfAborted();
        if (!(await mayHoldSpeech(part.path))) continue;
        const segments = await segmentsOf(part, signal);
        utterances.push(...segments.map((segment) => toUtterance(segment, part)));
        hasSucceeded = true;
      } catch (error) {
        const { speaker, startedAtMs: fromMs, endedAtMs: toMs } = part;
        gaps.push({ speaker, fromMs, toMs, why: signal.aborted ? late(timeoutMs) : errorMessage(error) });
      }
    }
    return { utterances, gaps, hasSucceeded };
  };

  const transcribe = async (recording: Recording, signal: AbortSignal): Promise<Transcription> => {
    const ended = timeLimit(timeoutMs, signal);
    const sides = await Promise.all(
      SIDES.map((side) =>
        transcribeSide(
          recording.parts.filter(({ speaker }) => speaker === side),
          ended,
        ),
      ),
    );
    const failed = sides.flatMap(({ gaps }) => gaps);
    const [first] = failed;
    if (signal.aborted) throw new Error('The recording was not transcribed: there was no time left');
    if (first && !sides.some(({ hasSucceeded }) => hasSucceeded)) {
      throw new Error(`The recording was not transcribed: ${first.why}`);
    }
    const utterances = inSpokenOrder(sides.flatMap((side) => side.utterances));
    return {
      utterances: utterances.map((utterance, i) => ({ ...utterance, id: `rec-${i + 1}` })),
      gaps: [...recording.gaps, ...failed],
    };
  };

  return { transcribe };
};

const SIDES: readonly Speaker[] = ['agent', 'practice'];

const late = (timeoutMs: number): string => `it took longer than ${timeoutMs} ms`;

/** Only WAV can be looked into here. */
const mayHoldSpeech = async (path: string): Promise<boolean> => extname(path) !== '.wav' || hasSound(path);

/** The file, read while it is sent and again for a retry; never whole in memory. */
const uploadOf = async (path: string): Promise<File> => {
  const blob = await openAsBlob(path);
  if (blob.size > MOST_BYTES) {
    const size = (blob.size / MEGABYTE).toFixed(1);
    throw new Error(`${basename(path)} has ${size} MB and the API takes 25 MB. Record a shorter call.`);
  }
  return new File([blob], basename(path), { type: `audio/${extname(path).slice(1)}` });
};

const isSpeech = (segment: TranscriptionSegment): boolean =>
  segment.text.trim() !== '' &&
  !(segment.no_speech_prob > NO_SPEECH_PROBABILITY && segment.avg_logprob < UNSURE_LOG_PROBABILITY);

/** The id follows once both sides are in order. */
const toUtterance = (segment: TranscriptionSegment, { speaker, startedAtMs }: RecordedPart): Utterance => ({
  id: '',
  speaker,
  text: segment.text.trim(),
  startedAtMs: Math.round(startedAtMs + segment.start * 1000),
  endedAtMs: Math.round(startedAtMs + segment.end * 1000),
  interrupted: false,
});
