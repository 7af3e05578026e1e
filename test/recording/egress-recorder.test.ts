import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Recording } from '../../machines/call.ports.js';
import { encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import { type EgressStandIn, startEgressStandIn } from '../../scripts/rehearsal/stand-ins/egress.js';
import { type OpenAiStandIn, startOpenAiStandIn } from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { type S3StandIn, startS3StandIn } from '../../scripts/rehearsal/stand-ins/s3.js';
import { IDENTITIES, roomNameOf } from '../../src/domain/call-room.js';
import { LINE_SAMPLE_RATE_HZ } from '../../src/domain/line-audio.js';
import type { Speaker } from '../../src/domain/transcript.js';
import { createEgressRecorder } from '../../src/recording/egress-recorder.js';
import { createLiveKitEgress } from '../../src/recording/livekit-egress.js';
import { createOpenAiTranscriber } from '../../src/recording/openai-transcriber.js';
import { createS3Bucket } from '../../src/storage/s3-bucket.js';
import { createHandLine, silence, tone } from './hand-line.js';

const CALL = { callId: 'c1-2', campaignId: 'c1', stepIndex: 2 };
const ROOM = roomNameOf(CALL.callId);
const BUCKET = 'calls-bucket';
const KEY = { accessKeyId: 'key', secretAccessKey: 'very-secret' };
const GREETING = 'Smith Family Medicine.';
const PITCH = 'This is Chelsea from DocShield.';

let directory: string;
let livekit: EgressStandIn;
let s3: S3StandIn;
let openAi: OpenAiStandIn;
const closers: (() => void)[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'egress-test-'));
  livekit = await startEgressStandIn();
  s3 = await startS3StandIn({ buckets: [BUCKET] });
  openAi = await startOpenAiStandIn({
    mind: () => {
      throw new Error('no Realtime session is opened here');
    },
  });
});
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await Promise.all([livekit.close(), s3.close(), openAi.close()]);
  await rm(directory, { recursive: true, force: true });
});

/** Words, with as much silence before them. */
const speech = (text: string, afterMs = 0) => ({
  pcm: Int16Array.from([...silence(afterMs), ...encodeSpeech(text)]),
  sampleRateHz: LINE_SAMPLE_RATE_HZ,
});

const joinBoth = (): void => {
  livekit.join(ROOM, IDENTITIES.practice, speech(GREETING));
  livekit.join(ROOM, IDENTITIES.agent, speech(PITCH, 3_000));
};

const record = ({ apiSecret = livekit.apiSecret, bucket = BUCKET } = {}) => {
  const store = { bucket, region: 'us-east-1', endpoint: s3.url };
  const { fetch, close } = createS3Bucket({ ...store, credentials: KEY });
  closers.push(close);
  const { url, apiKey } = livekit;
  const egress = createLiveKitEgress({ url, apiKey, apiSecret, s3: { ...store, ...KEY } });
  const line = createHandLine();
  const failures: string[] = [];
  const recorder = createEgressRecorder({ egress, fetch, directory });
  const { audio, session } = recorder.start(CALL, line, (why) => failures.push(why));
  return { line, audio, session, failures };
};

/** Waits until LiveKit records so many sides. */
const recording = async (sides: number): Promise<void> => {
  while (livekit.recordings.length < sides) await sleep(10);
};

/** The practice hangs up: its room is closed before the recording is asked for. */
const afterHangUp = async ({ line, session }: ReturnType<typeof record>, sides = 2) => {
  await recording(sides);
  line.exchange(silence(100));
  await livekit.closeRoom(ROOM);
  return session.stop();
};

const sideOf = (recorded: Recording | null, side: Speaker) =>
  recorded?.parts.find(({ speaker }) => speaker === side);

describe('LiveKit', () => {
  test('records each side into a file of its own beside the transcript, and both become one conversation', async () => {
    joinBoth();
    const call = record();
    const recorded = await afterHangUp(call);
    expect([...s3.objects(BUCKET).keys()].sort()).toEqual([
      'calls/c1/2/agent.ogg',
      'calls/c1/2/practice.ogg',
    ]);
    expect(recorded?.gaps.filter(({ why }) => why !== null)).toEqual([]);
    expect(call.failures).toEqual([]);

    const transcriber = createOpenAiTranscriber({
      apiKey: openAi.apiKey,
      baseUrl: openAi.url,
      timeoutMs: 20_000,
    });
    const { utterances } = await transcriber.transcribe(
      recorded ?? { parts: [], gaps: [] },
      new AbortController().signal,
    );
    expect(utterances.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['practice', GREETING],
      ['agent', PITCH],
    ]);
    await call.session.discard();
    expect(await readdir(directory)).toEqual([]);
    expect(s3.objects(BUCKET).size).toBe(2);
  });

  test('is asked for Opus that keeps an hour below the limit of the transcription API', async () => {
    const minute = { pcm: new Int16Array(60 * LINE_SAMPLE_RATE_HZ), sampleRateHz: LINE_SAMPLE_RATE_HZ };
    minute.pcm.forEach((_, i) => {
      minute.pcm[i] = ((i * 7919) % 20_011) - 10_000; // noise: nothing is harder to encode
    });
    livekit.join(ROOM, IDENTITIES.practice, minute);
    livekit.join(ROOM, IDENTITIES.agent, speech(PITCH));
    await afterHangUp(record());
    const bytes = s3.objects(BUCKET).get('calls/c1/2/practice.ogg')?.body.length ?? Number.NaN;
    expect(60 * bytes).toBeLessThan(25_000_000);
  });

  test('waits for the side that comes late', async () => {
    livekit.join(ROOM, IDENTITIES.agent, speech(PITCH));
    const call = record();
    await recording(1);
    livekit.join(ROOM, IDENTITIES.practice, speech(GREETING));
    expect((await afterHangUp(call))?.parts).toHaveLength(2);
    expect(call.failures).toEqual([]);
  });

  test('is stopped where the room is still open, and asked once however often the recording is', async () => {
    joinBoth();
    const { session } = record();
    await recording(2);
    const [one, two] = await Promise.all([session.stop(), session.stop()]);
    expect(one).toBe(two);
    expect(one?.parts).toHaveLength(2);
    expect(livekit.recordings).toHaveLength(2);
  });

  test('leaves the sound of the line alone', async () => {
    const { line, audio, session } = record();
    expect(audio).toBe(line);
    await session.discard();
  });
});

describe('a side that LiveKit does not record to the end', () => {
  test.each([
    ['failed', 'LiveKit could not record it: pipeline frozen'],
    ['aborted', 'LiveKit gave it up before it was recorded: Stop called before pipeline could start'],
    ['backup-storage', 'the bucket did not take it: it is in LiveKit’s backup storage'],
  ] as const)('because it %s is a gap beside the other side', async (fate, why) => {
    joinBoth();
    livekit.endAs(fate, IDENTITIES.agent);
    const recorded = await afterHangUp(record());
    expect(recorded?.parts.map(({ speaker }) => speaker)).toEqual(['practice']);
    expect(recorded?.gaps).toContainEqual(expect.objectContaining({ speaker: 'agent', why }));
  });

  test('because of LiveKit’s limit counts until there', async () => {
    livekit.join(ROOM, IDENTITIES.agent, speech(PITCH));
    livekit.join(ROOM, IDENTITIES.practice, { pcm: tone(200), sampleRateHz: LINE_SAMPLE_RATE_HZ });
    livekit.endAs('limit-reached', IDENTITIES.practice);
    const call = record();
    await recording(2);
    await sleep(300);
    const recorded = await afterHangUp(call);
    const limitedAtMs = sideOf(recorded, 'practice')?.endedAtMs ?? Number.NaN;
    expect(recorded?.gaps.filter(({ why }) => why !== null)).toEqual([
      {
        speaker: 'practice',
        fromMs: limitedAtMs,
        toMs: expect.toSatisfy((toMs: number) => toMs > limitedAtMs),
        why: 'LiveKit’s limit for a recording was reached',
      },
    ]);
  });

  test('because the bucket refuses the file is a gap that says so', async () => {
    joinBoth();
    const call = record();
    await recording(2);
    s3.fail('access-denied');
    await livekit.closeRoom(ROOM);
    await expect(call.session.stop()).rejects.toThrow('LiveKit could not record it: Access Denied');
  });

  test('because it can be stored and not be fetched says which permission is missing', async () => {
    joinBoth();
    const call = record();
    await recording(2);
    await livekit.closeRoom(ROOM);
    s3.fail('access-denied');
    await expect(call.session.stop()).rejects.toThrow(
      `the bucket ${BUCKET} refuses this key. Allow it s3:GetObject`,
    );
    await call.session.discard();
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('a call that LiveKit does not record', () => {
  test('because the key is not LiveKit’s goes on, and says so for each side', async () => {
    joinBoth();
    const { line, session, failures } = record({ apiSecret: 'another-secret-of-a-sufficient-length' });
    line.exchange(silence(100));
    await expect(session.stop()).rejects.toThrow('LiveKit recorded nothing');
    expect(failures.toSorted()).toEqual([
      expect.stringContaining('LiveKit does not record the agent: '),
      expect.stringContaining('LiveKit does not record the practice: '),
    ]);
  });

  test('because nobody was in the room until the end says so', async () => {
    const { session, failures } = record();
    await sleep(50);
    await expect(session.stop()).rejects.toThrow('the call was over before LiveKit began');
    expect(failures).toHaveLength(2);
  });

  test('in time is waited for no longer once the call is given up', async () => {
    joinBoth();
    livekit.endAs('stuck');
    const { session } = record();
    await recording(2);
    const stopped = session.stop().catch((error: unknown) => String(error));
    await sleep(100);
    await session.discard();
    expect(await stopped).toContain('LiveKit recorded nothing');
    expect(await readdir(directory)).toEqual([]);
  });

  test('any longer, for it was discarded, is stopped there', async () => {
    joinBoth();
    const { session } = record();
    await recording(2);
    await session.discard();
    while (livekit.recordings.some(({ endedAt }) => endedAt === 0n)) await sleep(10);
    expect(await session.stop()).toBeNull();
  });
});
