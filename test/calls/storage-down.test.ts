import { mkdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hangsUpAtOnce } from './practices.js';
import { type Rehearsal, startRehearsal } from './rehearsal.js';

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal();
});
afterEach(() => rehearsal.stage.s3.fail(null));
afterAll(() => rehearsal.close());

describe('Where S3', () => {
  test.each([
    ['breaks off', 'refuse', /not stored/],
    ['answers with an error', 'error', /InternalError/],
    ['refuses the key', 'access-denied', /s3:PutObject/],
    ['hangs', 'hang', /in time/],
  ] as const)('%s, the outcome is stored without a transcript and says so', async (_, failure, why) => {
    rehearsal.stage.s3.fail(failure);
    const { error, entry, callId } = await rehearsal.phone(hangsUpAtOnce);
    expect(error).toBeNull();
    expect(entry).toMatchObject({
      outcome: 'hung_up',
      notDone: [{ what: 'archive', why: expect.stringMatching(why) }],
    });
    expect(entry).not.toHaveProperty('transcript');
    expect(rehearsal.stage.crm.deliveries.get(`call-settled-${callId}-hung_up`)).toMatchObject({
      payload: { data: { transcript: null, notDone: [{ what: 'archive' }] } },
    });
  });
});

describe('Where nothing can be recorded', () => {
  test('the call goes on, and the live transcript is stored and says so', async () => {
    const { recordings } = rehearsal;
    await rm(recordings, { recursive: true });
    await writeFile(recordings, 'a file where the folder should be');
    try {
      const { error, entry, campaignId } = await rehearsal.phone(hangsUpAtOnce);
      expect(error).toBeNull();
      expect(entry).toMatchObject({
        outcome: 'hung_up',
        transcript: { source: 'live' },
        notDone: [{ what: 'recording' }, { what: 'transcription', why: 'nothing was recorded' }],
      });
      const { source, utterances } = JSON.parse(
        rehearsal.object(`calls/${campaignId}/0/transcript.json`),
      ) as { source: string; utterances: { text: string }[] };
      expect(source).toBe('live');
      expect(utterances.map(({ text }) => text)).toEqual([
        'Smith Family Medicine, how can I help you?',
        'Hello, this is Chelsea calling from DocShield. How are you doing today?',
      ]);
    } finally {
      await rm(recordings);
      await mkdir(recordings);
    }
  });
});
