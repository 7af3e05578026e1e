/**
 * A transcription's result in the shapes that the endpoint gives it.
 */
import type { HeardWord } from '../../speech/tone-speech.js';

/** So long without a word begins a new segment. */
const SEGMENT_PAUSE_SECONDS = 0.6;

interface TimedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function transcriptOf(words: readonly { readonly text: string }[]): string {
  return words
    .map((word) => word.text)
    .join('')
    .trim();
}

/** `verbose_json`: times in seconds; the text of a segment begins with a space, as whisper-1 writes it. */
export function verboseTranscript(
  heard: readonly HeardWord[],
  sampleRateHz: number,
  seconds: number,
  granularities: readonly string[],
): Record<string, unknown> {
  const words = heard.map((word) => ({
    text: word.text,
    start: word.startSample / sampleRateHz,
    end: word.endSample / sampleRateHz,
  }));
  return {
    task: 'transcribe',
    language: 'english',
    duration: seconds,
    text: transcriptOf(words),
    ...(granularities.includes('segment') ? { segments: segmentsOf(words) } : {}),
    ...(granularities.includes('word') ? { words: words.map(wordEntry) } : {}),
    usage: { type: 'duration', seconds: Math.ceil(seconds) },
  };
}

function segmentsOf(words: readonly TimedWord[]) {
  const groups: TimedWord[][] = [];
  let lastEnd = Number.NEGATIVE_INFINITY;
  for (const word of words) {
    if (word.start - lastEnd >= SEGMENT_PAUSE_SECONDS) groups.push([]);
    groups.at(-1)?.push(word);
    lastEnd = word.end;
  }
  return groups.map((group, id) => ({
    id,
    seek: 0,
    start: group[0]?.start ?? 0,
    end: group.at(-1)?.end ?? 0,
    text: ` ${transcriptOf(group)}`,
    tokens: [],
    temperature: 0,
    avg_logprob: 0,
    compression_ratio: 1,
    no_speech_prob: 0,
  }));
}

function wordEntry({ text, start, end }: TimedWord) {
  return { word: text.trim(), start, end };
}
