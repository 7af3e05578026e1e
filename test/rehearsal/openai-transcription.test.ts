import OpenAI, { toFile } from 'openai';
import { afterEach, describe, expect, test } from 'vitest';
import { encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import { type OpenAiStandIn, startOpenAiStandIn } from '../../scripts/rehearsal/stand-ins/openai/index.js';

const RATE_HZ = 8000;

let standIn: OpenAiStandIn | null = null;

afterEach(async () => {
  await standIn?.close();
  standIn = null;
});

async function start(apiKey?: string): Promise<{ standIn: OpenAiStandIn; client: OpenAI }> {
  standIn = await startOpenAiStandIn({ mind: () => ({}) });
  const options = { apiKey: apiKey ?? standIn.apiKey, baseURL: standIn.url, maxRetries: 0, timeout: 5000 };
  return { standIn, client: new OpenAI(options) };
}

function wav(pcm: Int16Array, channels = 1): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + pcm.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(RATE_HZ, 24);
  header.writeUInt32LE(RATE_HZ * 2 * channels, 28);
  header.writeUInt16LE(2 * channels, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(pcm.byteLength, 40);
  return Buffer.concat([header, Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength)]);
}

const speech = (text: string) => encodeSpeech(text, { sampleRateHz: RATE_HZ });
const silence = (seconds: number) => new Int16Array(seconds * RATE_HZ);
const file = (body: Buffer) => toFile(body, 'agent.wav', { type: 'audio/wav' });

function joined(...parts: Int16Array[]): Int16Array {
  return Int16Array.from(parts.flatMap((part) => [...part]));
}

describe('a transcription', () => {
  test('has a segment for each stretch of speech, with its times', async () => {
    const { client } = await start();
    const first = speech('Hello, Smith Practice.');
    const pcm = joined(silence(1), first, silence(2), speech('How can I help you?'), silence(1));
    const result = await client.audio.transcriptions.create({
      file: await file(wav(pcm)),
      model: 'whisper-1',
      response_format: 'verbose_json',
      timestamp_granularities: ['segment'],
    });
    expect(result.text).toMatch(/^Hello, Smith Practice\. ?How can I help you\?$/);
    expect(result.duration).toBeCloseTo(pcm.length / RATE_HZ, 2);
    expect(result.words).toBeUndefined();
    expect(result.segments?.map((segment) => segment.text.trim())).toEqual([
      'Hello, Smith Practice.',
      'How can I help you?',
    ]);
    const [one, two] = result.segments ?? [];
    expect(one?.start).toBeCloseTo(1, 1);
    expect(one?.end).toBeCloseTo(1 + first.length / RATE_HZ, 1);
    expect(two?.start).toBeCloseTo(3 + first.length / RATE_HZ, 1);
  });

  test('comes as json, as text and with words', async () => {
    const {
      client,
      standIn: { transcriptions },
    } = await start();
    const request = { file: await file(wav(speech('Good day.'))), model: 'whisper-1' };
    expect(await client.audio.transcriptions.create(request)).toEqual({ text: 'Good day.' });
    const text: unknown = await client.audio.transcriptions.create({ ...request, response_format: 'text' });
    expect(text).toBe('Good day.\n');
    const verbose = await client.audio.transcriptions.create({
      ...request,
      response_format: 'verbose_json',
      timestamp_granularities: ['word'],
    });
    expect(verbose.words?.map((word) => word.word)).toEqual(['Good', 'day.']);
    expect(transcriptions.map((entry) => [entry.responseFormat, entry.fileName, entry.status])).toEqual([
      ['json', 'agent.wav', 200],
      ['text', 'agent.wav', 200],
      ['verbose_json', 'agent.wav', 200],
    ]);
  });

  test('of silence has no segments', async () => {
    const { client } = await start();
    const result = await client.audio.transcriptions.create({
      file: await file(wav(silence(3))),
      model: 'whisper-1',
      response_format: 'verbose_json',
    });
    expect(result).toMatchObject({ text: '', segments: [] });
  });
});

describe('a refused transcription', () => {
  test.each([
    ['a file that is no WAV', Buffer.from('ID3 not a wav at all'), 'whisper-1', /Invalid file format/],
    ['stereo', wav(silence(1), 2), 'whisper-1', /Invalid file format/],
    ['less than a tenth of a second', wav(silence(0.05)), 'whisper-1', /too short/],
    ['times of a model that has none', wav(silence(1)), 'gpt-4o-transcribe', /verbose_json.*not compatible/],
  ])('%s is a 400', async (_name, body, model, message) => {
    const { client } = await start();
    const request = { file: await file(body), model, response_format: 'verbose_json' as const };
    const refusal = client.audio.transcriptions.create(request);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toMatchObject({ status: 400, type: 'invalid_request_error' });
  });

  test('more than 25 MB is a 413', async () => {
    const { client } = await start();
    const body = Buffer.concat([wav(silence(1)), Buffer.alloc(25 * 1024 * 1024)]);
    const refusal = client.audio.transcriptions.create({ file: await file(body), model: 'whisper-1' });
    await expect(refusal).rejects.toMatchObject({ status: 413 });
    await expect(refusal).rejects.toThrow(/Maximum content size limit \(26214400\) exceeded/);
  });

  test('a wrong key is a 401', async () => {
    const { client } = await start('sk-wrong');
    const refusal = client.audio.transcriptions.create({
      file: await file(wav(silence(1))),
      model: 'whisper-1',
    });
    await expect(refusal).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
  });

  test.each([
    ['unauthorized', { status: 401 }],
    ['error', { status: 500 }],
    ['rate-limit', { status: 429, code: 'rate_limit_exceeded' }],
    ['insufficient-quota', { status: 429, code: 'insufficient_quota' }],
    ['refuse', { status: undefined }],
  ] as const)('as told: %s', async (mode, expected) => {
    const { client, standIn: server } = await start();
    server.fail(mode, 'transcriptions');
    const request = { file: await file(wav(speech('Hi.'))), model: 'whisper-1' };
    await expect(client.audio.transcriptions.create(request)).rejects.toMatchObject(expected);
    server.fail(null);
    expect(await client.audio.transcriptions.create(request)).toEqual({ text: 'Hi.' });
  });

  test('as told: hang, until the client gives up', async () => {
    const { client, standIn: server } = await start();
    server.fail('hang', 'transcriptions');
    const request = { file: await file(wav(speech('Hi.'))), model: 'whisper-1' };
    await expect(client.audio.transcriptions.create(request, { timeout: 200 })).rejects.toThrow(/timed out/);
  });

  test('the voice works while transcription fails', async () => {
    const { standIn: server } = await start();
    server.fail('error', 'transcriptions');
    const { openRealtimeClient } = await import('./realtime-client.js');
    const client = await openRealtimeClient(server.url, server.apiKey);
    await client.next('session.created');
    client.close();
  });
});
