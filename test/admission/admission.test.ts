import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Admission, Admitted } from '../../src/admission/admission.js';
import { admissionOf, FULL_MB, startWorkersStage, type WorkersStage } from './workers.js';

const AT_REST_MB = 140;
const GOES_ON = new AbortController().signal;

let stage: WorkersStage;
beforeAll(async () => {
  stage = await startWorkersStage();
});
afterAll(() => stage.close());

const leaveAll = (answers: readonly Admitted[]): Promise<unknown> =>
  Promise.all(answers.map((answer) => answer.kind === 'admitted' && answer.leave()));
const admitAtOnce = (admission: Admission, calls: number): Promise<Admitted[]> =>
  Promise.all(Array.from({ length: calls }, () => admission.admit(GOES_ON)));
const kinds = (answers: readonly Admitted[]): string[] => answers.map(({ kind }) => kind);

describe('Calls that come at once', () => {
  test('are counted before they show in the memory', async () => {
    const admission = admissionOf(stage.limits(), { memoryMb: AT_REST_MB });
    // 140 MB and 16 calls of 20 MB are 460 MB, nine tenths of 512.
    const answers = await admitAtOnce(admission, 20);
    expect(kinds(answers).filter((kind) => kind === 'admitted')).toHaveLength(16);
    await leaveAll(answers);
    expect((await admission.admit(GOES_ON)).kind).toBe('admitted');
  });

  test('count against the worker only once the trunk has taken them', async () => {
    const limits = stage.limits({ trunk: 'ST_few', callsPerTrunk: 2 });
    const admission = admissionOf(limits, { memoryMb: AT_REST_MB });
    const answers = await admitAtOnce(admission, 10);
    expect(kinds(answers).filter((kind) => kind === 'admitted')).toHaveLength(2);
    const [refused] = answers.filter((answer) => answer.kind === 'refused');
    expect(refused?.why).toContain('CALLS_PER_TRUNK');
    await leaveAll(answers);
    expect((await admission.admit(GOES_ON)).kind).toBe('admitted');
  });
});

describe('A worker without room', () => {
  test('says no after a while, and yes as soon as there is room', async () => {
    const load = { memoryMb: FULL_MB };
    const admission = admissionOf(stage.limits(), load, 5_000);
    const waiting = admission.admit(GOES_ON);
    load.memoryMb = AT_REST_MB;
    expect((await waiting).kind).toBe('admitted');

    const impatient = admissionOf(stage.limits(), { memoryMb: FULL_MB });
    expect(await impatient.admit(GOES_ON)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('500 of 512 MB'),
    });
  });

  test('says no at once when it is stopping', async () => {
    const stopping = new AbortController();
    const admission = admissionOf(stage.limits(), { memoryMb: FULL_MB }, 60_000);
    const waiting = admission.admit(stopping.signal);
    stopping.abort();
    expect(await waiting).toMatchObject({ kind: 'refused', why: 'this worker is stopping' });
    expect((await admission.admit(stopping.signal)).kind).toBe('refused');
  });

  test('does not take calls again at the first sign of room', async () => {
    const load = { memoryMb: 450 };
    const admission = admissionOf(stage.limits(), load);
    expect((await admission.admit(GOES_ON)).kind).toBe('refused');
    load.memoryMb = 435;
    expect((await admission.admit(GOES_ON)).kind).toBe('refused');
    load.memoryMb = 400;
    expect((await admission.admit(GOES_ON)).kind).toBe('admitted');
    load.memoryMb = 420;
    expect((await admission.admit(GOES_ON)).kind).toBe('admitted');
  });
});

describe('A line', () => {
  const answering = (roundTripMs: () => Promise<number | null>) =>
    admissionOf(stage.limits(), { memoryMb: AT_REST_MB, roundTripMs }).admit(GOES_ON);

  test('that answers late gets no more calls', async () => {
    expect(await answering(async () => 251)).toMatchObject({ kind: 'refused' });
    expect(await answering(async () => 3)).toMatchObject({ kind: 'admitted' });
  });

  test('that does not answer within a second gets none either', async () => {
    expect(await answering(() => new Promise(() => {}))).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('1000 ms'),
    });
  });

  test('that cannot say how soon it answers is not held to it', async () => {
    expect(await answering(async () => null)).toMatchObject({ kind: 'admitted' });
    expect(await answering(() => Promise.reject(new Error('no room')))).toMatchObject({ kind: 'admitted' });
  });
});
