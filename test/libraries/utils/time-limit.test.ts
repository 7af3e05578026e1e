import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { timeLimit } from '../../../src/libraries/utils/time-limit.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What the signal gives as its reason, within half a second; null when it does not abort. */
const reasonOf = (signal: AbortSignal): Promise<DOMException | null> =>
  Promise.race([
    new Promise<DOMException>((resolve) => signal.addEventListener('abort', () => resolve(signal.reason))),
    sleep(500, null),
  ]);

test('A limit comes though only its listener knows it and the garbage was collected', async () => {
  const other = new AbortController();
  const reasons = [timeLimit(100), timeLimit(100, other.signal), timeLimit(60_000, timeLimit(100))].map(
    reasonOf,
  );
  await sleep(10);
  collectGarbage();
  await sleep(10);
  collectGarbage();
  expect((await Promise.all(reasons)).map((reason) => reason?.name)).toEqual(Array(3).fill('TimeoutError'));
});

test('Another signal that aborts first is the reason', async () => {
  const other = new AbortController();
  const limit = timeLimit(60_000, other.signal);
  other.abort(new Error('hung up'));
  expect(limit.reason).toBe(other.signal.reason);
  expect(timeLimit(60_000, other.signal).aborted).toBe(true);
});
