import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Coach, CoachRequest } from '../../machines/call.ports.js';
import type { CoachQuestion } from '../../machines/call.setup.js';
import { askCoach } from '../../src/call/ask-coach.js';
import type { CoachVerdict } from '../../src/domain/coaching.js';

const QUESTION: CoachQuestion = {
  callId: 'campaign1-2',
  stage: 'intro',
  next: ['objections'],
  instructions: 'Say who calls.',
  utterances: [
    { id: 'p1', speaker: 'practice', text: 'Hello?', startedAtMs: 1, endedAtMs: 2, interrupted: false },
    { id: 'a1', speaker: 'agent', text: 'Hello.', startedAtMs: 3, endedAtMs: 4, interrupted: false },
  ],
  flagged: [],
  turn: 1,
};
const ADVICE: CoachVerdict = { kind: 'advise', message: 'Ask for one clear day.' };
const RUN = { stage: 'intro', turn: 1, saw: ['p1', 'a1'], used: false } as const;

const OPEN = new AbortController().signal;

afterEach(() => vi.useRealTimers());

describe('asking the coach', () => {
  test('gives what it said, with what it saw and was asked about', async () => {
    const asked: CoachRequest[] = [];
    const coach: Coach = {
      async consult(request) {
        asked.push(request);
        return ADVICE;
      },
    };
    const run = await askCoach(coach, QUESTION, OPEN);
    expect(run).toMatchObject({ ...RUN, verdict: ADVICE, why: null });
    expect(run.endedAtMs).toBeGreaterThanOrEqual(run.startedAtMs);
    const { turn: _, ...request } = QUESTION;
    expect(asked).toEqual([request]);
  });

  test('that fails is a look without a verdict, and says why', async () => {
    const coach: Coach = { consult: () => Promise.reject(new Error('no credit')) };
    expect(await askCoach(coach, QUESTION, OPEN)).toMatchObject({ ...RUN, verdict: null, why: 'no credit' });
  });

  test('that fails before it began is one, too', async () => {
    const coach: Coach = {
      consult: () => {
        throw new Error('no key');
      },
    };
    expect(await askCoach(coach, QUESTION, OPEN)).toMatchObject({ ...RUN, verdict: null, why: 'no key' });
  });

  test('is given up after its time, which the coach is told of', async () => {
    vi.useFakeTimers();
    const coach: Coach = {
      consult: (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    };
    const settled = vi.fn();
    const asking = askCoach(coach, QUESTION, OPEN).finally(settled);
    await vi.advanceTimersByTimeAsync(7_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await asking).toMatchObject({
      ...RUN,
      verdict: null,
      why: 'the coach did not answer within 8 s',
    });
  });

  test('is given up when the chart does, without a rejection', async () => {
    const chart = new AbortController();
    const coach: Coach = {
      consult: (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    };
    const asking = askCoach(coach, QUESTION, chart.signal);
    chart.abort(new Error('the call is over'));
    expect(await asking).toMatchObject({ ...RUN, verdict: null, why: 'the call is over' });
  });
});
