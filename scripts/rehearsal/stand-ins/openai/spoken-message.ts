/**
 * One thing that the model says, streamed: speech in small pieces with its transcript, or text alone.
 * Audio leaves faster than it is heard, but not all at once, so that an interruption still finds something to cut.
 * Used by `response.ts`.
 */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { encodeSpeech } from '../../speech/tone-speech.js';
import type { Item } from './conversation.js';
import { newRealtimeId } from './ids.js';
import { encodePcm, msToSamples, samplesToMs } from './pcm.js';
import { spokenUntil, wordsOf } from './spoken-words.js';
import type { Send } from './wire.js';

/** The service sends audio in pieces of about this length. */
const CHUNK_SAMPLES = msToSamples(50);

/** How long a speaker who is ahead of the clock waits. */
const PACE_MS = 5;

export interface SpokenMessageOptions {
  readonly text: string;
  /** Whether it is spoken; text alone otherwise. */
  readonly audio: boolean;
  readonly speechRate: number;
  readonly responseId: string;
  /** The item's place in the response. */
  readonly index: number;
  readonly send: Send;
  readonly openItem: (item: Item) => (final: Item) => void;
}

export interface SpokenMessage {
  /** Resolves when everything is sent, or broken off. */
  readonly finished: Promise<void>;
  /** Ends the message with what is out by now. */
  breakOff(): void;
  /** Speech sent so far. */
  audioMs(): number;
}

export function speakMessage(options: SpokenMessageOptions): SpokenMessage {
  const { text, audio, send } = options;
  const base = {
    id: newRealtimeId('item'),
    object: 'realtime.item',
    type: 'message',
    role: 'assistant',
  } as const;
  const where = {
    response_id: options.responseId,
    item_id: base.id,
    output_index: options.index,
    content_index: 0,
  };
  /** The words that have begun. */
  let begun = '';
  let sentSamples = 0;
  let over = false;

  const item = (status: string, content: unknown[], said: string): Item => ({
    wire: { ...base, status, content },
    mind: { kind: 'said', text: said },
    audioSamples: sentSamples,
  });

  const closeItem = options.openItem(item('in_progress', [], ''));
  send({ type: 'response.content_part.added', ...where, part: part(audio, '') });

  const end = (status: 'completed' | 'incomplete') => {
    over = true;
    if (audio) {
      send({ type: 'response.output_audio.done', ...where });
      send({ type: 'response.output_audio_transcript.done', ...where, transcript: begun });
    } else {
      send({ type: 'response.output_text.done', ...where, text: begun });
    }
    send({ type: 'response.content_part.done', ...where, part: part(audio, begun) });
    const out = audio ? spokenUntil(text, samplesToMs(sentSamples)) : begun.trim();
    closeItem(item(status, [contentOf(audio, begun)], out));
  };

  const begin = (word: string) => {
    const type = audio ? 'response.output_audio_transcript.delta' : 'response.output_text.delta';
    begun += word;
    send({ type, ...where, delta: word });
  };

  const sendChunk = (chunk: Int16Array) => {
    sentSamples += chunk.length;
    send({ type: 'response.output_audio.delta', ...where, delta: encodePcm(chunk) });
  };

  const stream = async () => {
    const startedAt = performance.now();
    const isAhead = () => samplesToMs(sentSamples) >= (performance.now() - startedAt) * options.speechRate;
    for (const word of wordsOf(text)) {
      begin(word);
      for (const chunk of audio ? chunksOf(encodeSpeech(word)) : []) {
        sendChunk(chunk);
        // A wait of its own for every piece, also of a hurried speaker: an interruption must get through.
        if (isAhead()) await sleep(PACE_MS);
        else await nextTurn();
        if (over) return;
      }
    }
    end('completed');
  };

  return {
    finished: stream(),
    breakOff() {
      if (!over) end('incomplete');
    },
    audioMs: () => samplesToMs(sentSamples),
  };
}

/** A part as the item carries it. */
function contentOf(audio: boolean, text: string) {
  return audio ? { type: 'output_audio', transcript: text } : { type: 'output_text', text };
}

/** A part as the events name it: without the `output_`. */
function part(audio: boolean, text: string) {
  return audio ? { type: 'audio', transcript: text } : { type: 'text', text };
}

function* chunksOf(pcm: Int16Array): Generator<Int16Array> {
  for (let from = 0; from < pcm.length; from += CHUNK_SAMPLES) yield pcm.subarray(from, from + CHUNK_SAMPLES);
}
