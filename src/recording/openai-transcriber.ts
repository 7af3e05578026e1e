/**
 * Turns a call's recording into text with OpenAI's transcription API. Used by the call's actors after the call.
 * Each side is sent by itself, so who spoke is known. A side without sound is not sent: Whisper makes up words
 * for silence. The recording gives no word on interruptions; the live transcript has those.
 *
 * Source of the figures: https://platform.openai.com/docs/guides/speech-to-text
 */

import { File } from 'node:buffer';
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { OpenAI } from 'openai';
import type { TranscriptionSegment } from 'openai/resources/audio/transcriptions';
import type { Recording, Transcriber } from '../../machines/call.ports.js';
import { errorMessage } from '../domain/error-message.js';
import { inSpokenOrder, type Speaker, type Utterance } from '../domain/transcript.js';
import { hasSound } from './wav-sound.js';

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
  /** For both sides together, retries included. */
  readonly timeoutMs: number;
}

/**
 * Throws for a model that gives no times. `transcribe` rejects when a file is too large, the API refuses it, or
 * `signal` or `timeoutMs` ends it; nothing is returned for one side only.
 */
export const createOpenAiTranscriber = (options: OpenAiTranscriberOptions): Transcriber => {
  const { apiKey, baseUrl, model = 'whisper-1', timeoutMs } = options;
  if (model.startsWith('gpt-')) {
    throw new Error(`The model ${model} gives no times, which order the transcript. Use whisper-1.`);
  }

  let client: OpenAI | null = null;
  const openAi = async (): Promise<OpenAI> => {
    const { OpenAI } = await import('openai');
    client ??= new OpenAI({
      apiKey,
      maxRetries: 1,
      timeout: timeoutMs,
      ...(baseUrl && { baseURL: baseUrl }),
    });
    return client;
  };

  const segmentsOf = async (path: string, signal: AbortSignal): Promise<TranscriptionSegment[]> => {
    if (!(await hasSound(path))) return [];
    const file = await uploadOf(path);
    const api = await openAi();
    const answer = await api.audio.transcriptions.create(
      { file, model, language: 'en', response_format: 'verbose_json', timestamp_granularities: ['segment'] },
      { signal },
    );
    if (answer.segments === undefined) {
      throw new Error(`The model ${model} answered without times. Use whisper-1.`);
    }
    return answer.segments.filter(isSpeech);
  };

  const transcribe = async (recording: Recording, signal: AbortSignal): Promise<Utterance[]> => {
    const failed = new AbortController();
    const deadline = AbortSignal.timeout(timeoutMs);
    const ended = AbortSignal.any([signal, deadline, failed.signal]);
    const side = async (speaker: Speaker, path: string) =>
      (await segmentsOf(path, ended)).map((segment) => toUtterance(segment, speaker, recording.startedAtMs));
    try {
      const sides = await Promise.all([
        side('agent', recording.agentPath),
        side('practice', recording.practicePath),
      ]);
      return inSpokenOrder(sides.flat()).map((utterance, i) => ({ ...utterance, id: `rec-${i + 1}` }));
    } catch (cause) {
      const late = signal.aborted ? 'there was no time left' : `it took longer than ${timeoutMs} ms`;
      const why = signal.aborted || deadline.aborted ? late : errorMessage(cause);
      throw new Error(`The recording was not transcribed: ${why}`, { cause });
    } finally {
      failed.abort(); // when one side failed, the other is of no use
    }
  };

  return { transcribe };
};

/** The file, read while it is sent and again for a retry; never whole in memory. */
const uploadOf = async (path: string): Promise<File> => {
  const blob = await openAsBlob(path);
  if (blob.size > MOST_BYTES) {
    const size = (blob.size / MEGABYTE).toFixed(1);
    throw new Error(`${basename(path)} has ${size} MB and the API takes 25 MB. Record a shorter call.`);
  }
  return new File([blob], basename(path), { type: 'audio/wav' });
};

const isSpeech = (segment: TranscriptionSegment): boolean =>
  segment.text.trim() !== '' &&
  !(segment.no_speech_prob > NO_SPEECH_PROBABILITY && segment.avg_logprob < UNSURE_LOG_PROBABILITY);

/** The id follows once both sides are in order. */
const toUtterance = (
  segment: TranscriptionSegment,
  speaker: Speaker,
  fileStartedAtMs: number,
): Utterance => ({
  id: '',
  speaker,
  text: segment.text.trim(),
  startedAtMs: Math.round(fileStartedAtMs + segment.start * 1000),
  endedAtMs: Math.round(fileStartedAtMs + segment.end * 1000),
  interrupted: false,
});
