import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Recording } from '../../machines/call.ports.js';
import { encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import { type OpenAiStandIn, startOpenAiStandIn } from '../../scripts/rehearsal/stand-ins/openai/index.js';
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

const recordingOf = async (agent: Int16Array, practice: Int16Array): Promise<Recording> => {
  const write = async (name: string, pcm: Int16Array): Promise<string> => {
    const path = join(directory, name);
    await writeFile(path, Buffer.concat([wavHeader(pcm.length, SAMPLE_RATE_HZ), Buffer.from(pcm.buffer)]));
    return path;
  };
  return {
    agentPath: await write('agent.wav', agent),
    practicePath: await write('practice.wav', practice),
    startedAtMs: STARTED_AT_MS,
  };
};

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
    const utterances = await transcriberAt(openAi.url).transcribe(recording, never);
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
      'agent.wav',
      'practice.wav',
    ]);
    for (const { model, responseFormat } of openAi.transcriptions) {
      expect([model, responseFormat]).toEqual(['whisper-1', 'verbose_json']);
    }
  });

  test('is not sent where nothing is to be heard', async () => {
    const hiss = new Int16Array(3 * SAMPLE_RATE_HZ).map((_, i) => (i % 7) * 12 - 36);
    const utterances = await transcriberAt(openAi.url).transcribe(
      await recordingOf(sound(GREETING), hiss),
      never,
    );
    expect(utterances.map(({ text }) => text)).toEqual([GREETING]);
    expect(openAi.transcriptions.map(({ fileName }) => fileName)).toEqual(['agent.wav']);
  });

  test('of no length gives no words', async () => {
    const empty = await recordingOf(sound(), sound(0.05));
    expect(await transcriberAt(openAi.url).transcribe(empty, never)).toEqual([]);
    expect(openAi.transcriptions).toEqual([]);
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
      expect(await transcribedAt(url)).toEqual([HELLO]);
    });
  });

  test('after passing trouble counts', async () => {
    await withReceiver(
      [{ status: 500 }, answering({ text: '', segments: [speech] })],
      async (url, requests) => {
        expect(await transcribedAt(url)).toEqual([HELLO]);
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
    const recording = await recordingOf(sound(GREETING), sound(QUESTION));
    await truncate(recording.agentPath, 26_500_000);
    const transcribed = transcriberAt(openAi.url).transcribe(recording, never);
    await expect(transcribed).rejects.toThrow('agent.wav has 26.5 MB and the API takes 25 MB');
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
    const transcribed = transcriberAt(openAi.url).transcribe(recording, AbortSignal.timeout(150));
    await expect(transcribed).rejects.toThrow('there was no time left');
  });

  test('because its files are gone rejects', async () => {
    const gone: Recording = {
      agentPath: join(directory, 'a.wav'),
      practicePath: join(directory, 'p.wav'),
      startedAtMs: 0,
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
