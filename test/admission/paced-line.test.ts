import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Telephony } from '../../machines/call.ports.js';
import { createMemoryLine } from '../../scripts/rehearsal/lines/memory-line.js';
import { paceDials } from '../../src/admission/paced-line.js';
import { hangsUpAtOnce } from '../calls/practices.js';
import { startWorkersStage, type WorkersStage } from './workers.js';

let stage: WorkersStage;
beforeAll(async () => {
  stage = await startWorkersStage();
});
afterAll(() => stage.close());

const request = (callId: string) => ({ callId, toE164: '+12125550100', ringTimeoutMs: 1_000 });

test('The dials of all workers keep apart, however close together they come', async () => {
  const dialedAtMs: number[] = [];
  const lines = [0, 1].map((): Telephony => {
    const line = createMemoryLine({ answer: () => hangsUpAtOnce });
    const noting: Telephony = {
      ...line,
      dial: (...dial) => {
        dialedAtMs.push(performance.now());
        return line.dial(...dial);
      },
    };
    return paceDials(noting, stage.limits({ startsPerSecond: 1 }));
  });
  const { signal } = new AbortController();
  const results = await Promise.all(
    [0, 1, 2].map((index) => lines[index % 2]?.dial(request(`call-${index}`), signal)),
  );
  expect(results.map((result) => result?.kind)).toEqual(['answered', 'answered', 'answered']);
  const [first = 0, second = 0, third = 0] = dialedAtMs;
  expect(second - first).toBeGreaterThan(900);
  expect(third - second).toBeGreaterThan(900);
  await Promise.all(lines.map((line) => line.close()));
});

test('A call that is given up while it waits is dialed at once, for the line to give it up', async () => {
  const line = createMemoryLine({ answer: () => hangsUpAtOnce });
  const paced = paceDials(line, { startsInMs: async () => 4_000 });
  const givenUp = new AbortController();
  const startedAtMs = performance.now();
  const dialing = paced.dial(request('call-given-up'), givenUp.signal).catch(() => null);
  givenUp.abort();
  await dialing;
  expect(performance.now() - startedAtMs).toBeLessThan(3_000);
  await paced.close();
});
