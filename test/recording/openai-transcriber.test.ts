import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RecordedPart, Recording } from '../../machines/call.ports.js';
import { encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import { type OpenAiStandIn, startOpenAiStandIn } from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { listenOnLoopback } from '../../scripts/rehearsal/stand-ins/stand-in.js';
import type { Speaker, Transcription } from '../../src/domain/transcript.js';
import { timeLimit } from '../../src/libraries/utils/time-limit.js';
import { createOpenAiTranscriber } from '../../src/recording/openai-transcriber.js';
import { wavHeader } from '../../src/recording/wav-file.js';
import { withReceiver } from '../fixtures/receiver.js';

const SAMPLE_RATE_HZ = 8_000;
const STARTED_AT_MS = Date.UTC(2026, 11, 1, 15, 2);
const never = new AbortController().signal;

let directory: string;
let openAi: OpenAiStandIn;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'transcriber-test-'));
  openAi = await startOpenAiStandIn({
    mind: () => {
      throw new Error('no Realtime session is opened here');
    },
  });
});
afterEach(async () => {
  await openAi.close();
  await rm(directory, { recursive: true, force: true });
});

/** Seconds of silence and words, one after another. */
const sound = (...parts: (number | string)[]): Int16Array => {
  const pieces = parts.map((part) =>
    typeof part === 'number'
      ? new Int16Array(part * SAMPLE_RATE_HZ)
      : encodeSpeech(part, { sampleRateHz: SAMPLE_RATE_HZ }),
  );
  return Int16Array.from(pieces.flatMap((piece) => [...piece]));
};

const partOf = async (
  speaker: Speaker,
  pcm: Int16Array,
  { number = 1, startedAtMs = STARTED_AT_MS } = {},
): Promise<RecordedPart> => {
  const path = join(directory, `${speaker}-${number}.wav`);
  await writeFile(path, Buffer.concat([wavHeader(pcm.length, SAMPLE_RATE_HZ), Buffer.from(pcm.buffer)]));
  return { speaker, path, startedAtMs, endedAtMs: startedAtMs + pcm.length / 8 };
};

const recordingOf = async (agent: Int16Array, practice: Int16Array): Promise<Recording> => ({
  parts: [await partOf('agent', agent), await partOf('practice', practice)],
  gaps: [],
});

const transcriberAt = (baseUrl: string, timeoutMs = 10_000) =>
  createOpenAiTranscriber({ apiKey: openAi.apiKey, baseUrl, timeoutMs });

const GREETING = 'Hello, this is Chelsea.';
const QUESTION = 'What is DocShield?';

describe('a recording', () => {
  test('becomes the words of both sides in spoken order, with their times', async () => {
    const recording = await recordingOf(
      sound(2, GREETING, 3, 'We help physicians.', 1),
      sound(0.5, 'Smith practice.', 4, QUESTION, 4),
    );
    const { utterances, gaps } = await transcriberAt(openAi.url).transcribe(recording, never);
    expect(gaps).toEqual([]);
    expect(utterances.map(({ id, speaker, text }) => [id, speaker, text])).toEqual([
      ['rec-1', 'practice', 'Smith practice.'],
      ['rec-2', 'agent', GREETING],
      ['rec-3', 'practice', QUESTION],
      ['rec-4', 'agent', 'We help physicians.'],
    ]);
    expect(Math.abs((utterances[1]?.startedAtMs ?? 0) - (STARTED_AT_MS + 2_000))).toBeLessThan(60);
    for (const { startedAtMs, endedAtMs } of utterances) expect(endedAtMs).toBeGreaterThan(startedAtMs);
  });

  test('is sent to whisper-1 with times asked for, each side by itself', async () => {
    await transcriberAt(openAi.url).transcribe(await recordingOf(sound(GREETING), sound(QUESTION)), never);
    expect(openAi.transcriptions.map(({ fileName }) => fileName).sort()).toEqual([
      'agent-1.wav',
      'practice-1.wav',
    ]);
    for (const { model, responseFormat } of openAi.transcriptions) {
      expect([model, responseFormat]).toEqual(['whisper-1', 'verbose_json']);
    }
  });

  test('is not sent where nothing is to be heard', async () => {
    const hiss = new Int16Array(3 * SAMPLE_RATE_HZ).map((_, i) => (i % 7) * 12 - 36);
    const { utterances } = await transcriberAt(openAi.url).transcribe(
      await recordingOf(sound(GREETING), hiss),
      never,
    );
    expect(utterances.map(({ text }) => text)).toEqual([GREETING]);
    expect(openAi.transcriptions.map(({ fileName }) => fileName)).toEqual(['agent-1.wav']);
  });

  test('of no length gives no words', async () => {
    const empty = await recordingOf(sound(), sound(0.05));
    expect(await transcriberAt(openAi.url).transcribe(empty, never)).toEqual({ utterances: [], gaps: [] });
    expect(openAi.transcriptions).toEqual([]);
  });
});

describe('a recording in parts', () => {
  const inParts = async (...practice: readonly Int16Array[]): Promise<Recording> => {
    const parts = [await partOf('agent', sound(12, 'We help physicians.', 1))];
    let startedAtMs = STARTED_AT_MS;
    for (const [i, pcm] of practice.entries()) {
      const part = await partOf('practice', pcm, { number: i + 1, startedAtMs });
      parts.push(part);
      startedAtMs = part.endedAtMs;
    }
    return { parts, gaps: [] };
  };
  const textsOf = ({ utterances }: Transcription): string[] => utterances.map(({ text }) => text);

  test('becomes one conversation, each part’s times counted from its own start', async () => {
    const recording = await inParts(sound(1, 'Smith practice.', 5), sound(6), sound(3, QUESTION, 1));
    const transcription = await transcriberAt(openAi.url).transcribe(recording, never);
    expect(textsOf(transcription)).toEqual(['Smith practice.', 'We help physicians.', QUESTION]);
    const last = recording.parts.at(-1)?.startedAtMs ?? 0;
    expect(Math.abs((transcription.utterances[2]?.startedAtMs ?? 0) - last - 3_000)).toBeLessThan(60);
    // The second part of the practice is silent.
    expect(openAi.transcriptions).toHaveLength(3);
  });

  test('is sent one part of a side at a time', async () => {
    const segments = [{ start: 0, end: 1, text: 'Words.', avg_logprob: 0, no_speech_prob: 0 }];
    let [underWay, most] = [0, 0];
    const server = createServer((request, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      request.resume().on('end', async () => {
        await sleep(20);
        underWay -= 1;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ text: '', segments }));
      });
    });
    const { port, close } = await listenOnLoopback(server);
    try {
      const recording = await inParts(...Array.from({ length: 5 }, () => sound(1, QUESTION)));
      const url = `http://127.0.0.1:${port}/v1`;
      expect(textsOf(await transcriberAt(url).transcribe(recording, never))).toHaveLength(6);
      expect(most).toBe(2);
    } finally {
      await close();
    }
  });

  test('of which one is refused has a gap there and the words of the others', async () => {
    const recording = await inParts(sound(1, 'Smith practice.', 5), sound('Never heard.'), sound(QUESTION));
    const broken = recording.parts[2];
    await writeFile(broken?.path ?? '', 'RIFF and then nothing that is sound', { flag: 'r+' });
    const transcription = await transcriberAt(openAi.url).transcribe(recording, never);
    expect(textsOf(transcription)).toEqual(['Smith practice.', QUESTION, 'We help physicians.']);
    expect(transcription.gaps).toEqual([
      {
        speaker: 'practice',
        fromMs: broken?.startedAtMs,
        toMs: broken?.endedAtMs,
        why: expect.stringContaining('Invalid file format'),
      },
    ]);
  });

  test('keeps the gaps that it has already', async () => {
    const gap = { speaker: 'agent', fromMs: 1, toMs: 2, why: 'the disk was full' } as const;
    const recording = { ...(await inParts(sound(QUESTION))), gaps: [gap] };
    expect((await transcriberAt(openAi.url).transcribe(recording, never)).gaps).toEqual([gap]);
  });
});

describe('what Whisper answers', () => {
  const HELLO = {
    id: 'rec-1',
    speaker: 'agent',
    text: 'Hello.',
    startedAtMs: STARTED_AT_MS + 200,
    endedAtMs: STARTED_AT_MS + 1_000,
    interrupted: false,
  };
  const segment = { id: 0, seek: 0, start: 0.2, end: 1, tokens: [], temperature: 0, compression_ratio: 1 };
  const speech = { ...segment, text: ' Hello. ', avg_logprob: -0.2, no_speech_prob: 0.01 };

  const answering = (answer: unknown) =>
    ({ status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) }) as const;

  const transcribedAt = async (url: string) =>
    transcriberAt(`${url}/v1`).transcribe(await recordingOf(sound(GREETING), sound(1)), never);

  test('for silence and noise is dropped', async () => {
    const empty = { ...speech, text: ' ' };
    const madeUp = { ...speech, text: ' Thanks for watching!', avg_logprob: -1.3, no_speech_prob: 0.9 };
    await withReceiver([answering({ text: '', segments: [empty, speech, madeUp] })], async (url) => {
      expect(await transcribedAt(url)).toEqual({ utterances: [HELLO], gaps: [] });
    });
  });

  test('after passing trouble counts', async () => {
    await withReceiver(
      [{ status: 500 }, answering({ text: '', segments: [speech] })],
      async (url, requests) => {
        expect(await transcribedAt(url)).toEqual({ utterances: [HELLO], gaps: [] });
        expect(requests).toHaveLength(2);
      },
    );
  });

  test('without times is an error', async () => {
    await withReceiver([answering({ text: 'Hello.' })], async (url) => {
      await expect(transcribedAt(url)).rejects.toThrow('answered without times. Use whisper-1.');
    });
  });
});

describe('a recording that is not transcribed', () => {
  test('because a file is too large names its size', async () => {
    const recording = await recordingOf(sound(GREETING), sound(1));
    await truncate(recording.parts[0]?.path ?? '', 26_500_000);
    const transcribed = transcriberAt(openAi.url).transcribe(recording, never);
    await expect(transcribed).rejects.toThrow('agent-1.wav has 26.5 MB and the API takes 25 MB');
  });

  test('because the key is refused says so, without the key', async () => {
    openAi.fail('unauthorized', 'transcriptions');
    const error = await transcriberAt(openAi.url)
      .transcribe(await recordingOf(sound(GREETING), sound(1)), never)
      .catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('The recording was not transcribed: 401');
    expect(String(error)).not.toContain(openAi.apiKey);
  });

  test.each(['error', 'refuse', 'rate-limit'] as const)(
    'because of the service (%s) rejects',
    async (mode) => {
      openAi.fail(mode, 'transcriptions');
      const recording = await recordingOf(sound(GREETING), sound(QUESTION));
      const transcribed = transcriberAt(openAi.url).transcribe(recording, never);
      await expect(transcribed).rejects.toThrow('The recording was not transcribed: ');
    },
  );

  test('in the time for it is given up', async () => {
    openAi.fail('hang', 'transcriptions');
    const recording = await recordingOf(sound(GREETING), sound(1));
    const transcribed = transcriberAt(openAi.url, 150).transcribe(recording, never);
    await expect(transcribed).rejects.toThrow('it took longer than 150 ms');
  });

  test('when the signal ends it is given up', async () => {
    openAi.fail('hang', 'transcriptions');
    const recording = await recordingOf(sound(GREETING), sound(1));
    const transcribed = transcriberAt(openAi.url).transcribe(recording, timeLimit(150));
    await expect(transcribed).rejects.toThrow('there was no time left');
  });

  test('because its files are gone rejects', async () => {
    const part = { path: join(directory, 'gone.wav'), startedAtMs: 0, endedAtMs: 1_000 };
    const gone: Recording = {
      parts: [
        { speaker: 'agent', ...part },
        { speaker: 'practice', ...part },
      ],
      gaps: [],
    };
    await expect(transcriberAt(openAi.url).transcribe(gone, never)).rejects.toThrow('ENOENT');
  });
});

test('a model that gives no times is refused at once', () => {
  const create = () => createOpenAiTranscriber({ apiKey: 'k', model: 'gpt-4o-transcribe', timeoutMs: 1_000 });
  expect(create).toThrow(
    'The model gpt-4o-transcribe gives no times, which order the transcript. Use whisper-1.',
  );
});
