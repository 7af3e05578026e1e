import { describe, expect, it } from 'vitest';
import { CHART } from '../bench/answer/chart-listener.js';
import type { Opening } from '../bench/answer/opening.js';
import { play } from '../bench/answer/play.js';
import { score } from '../bench/answer/score.js';
import { PATIENT_TIMING_LISTENER, TIMING_LISTENER } from '../bench/answer/timing-listeners.js';
import { createDice } from '../bench/shared/dice.js';

const opening = (changes: Partial<Opening>): Opening => ({
  index: 0,
  heldOut: false,
  truth: 'person',
  style: 'front desk',
  turns: [{ text: 'Oak Street Clinic, how can I help you?', startsAtMs: 500, endsAtMs: 3_000 }],
  beepAtMs: null,
  person: {
    fromTurn: 0,
    patienceMs: 4_000,
    prods: ['Hello?', 'Hello?', 'Hello?'],
    answer: 'I am fine.',
    wordsPerSecond: 3,
  },
  closesAtMs: 3_000,
  ...changes,
});

const played = (changes: Partial<Opening>, kind = CHART) =>
  play(opening(changes), kind, { noise: createDice(1), wer: 0 });

describe('an opening that is played to the chart', () => {
  it('has a person greeted, who answers', async () => {
    const result = await played({});
    expect(result.changes.map(({ verdict }) => verdict)).toEqual(['person']);
    expect(result.heardAtMs).toHaveLength(2);
    expect(score(result)).toMatchObject({
      first: 'person',
      isRight: true,
      isTalkedTo: false,
      isStillWrong: false,
    });
  });

  it('has a menu kept silent to, until a key is pressed', async () => {
    const result = await played({
      truth: 'menu',
      person: null,
      turns: [
        { text: 'For appointments, press one. For billing, press two.', startsAtMs: 500, endsAtMs: 4_000 },
      ],
      closesAtMs: 20_000,
    });
    expect(result.spoken).toEqual([]);
    expect(result.endedAtMs).toBeLessThan(10_000);
    expect(score(result)).toMatchObject({ first: 'menu', isRight: true });
  });

  it('counts a machine that was greeted, and when that was put right', async () => {
    const result = await played({
      truth: 'menu',
      person: null,
      turns: [
        { text: 'Oak Street Clinic.', startsAtMs: 500, endsAtMs: 1_700 },
        { text: 'For appointments, press one. For billing, press two.', startsAtMs: 5_000, endsAtMs: 9_000 },
      ],
      closesAtMs: 20_000,
    });
    const own = score(result);
    expect(own).toMatchObject({
      first: 'person',
      isRight: false,
      isTalkedTo: true,
      isStillWrong: false,
      isStillTalkedTo: false,
    });
    expect(own.correctedAfterMs).toBeGreaterThan(6_000);
  });

  it('counts a person who took up a waiting call', async () => {
    const own = score(
      await played({
        truth: 'hold',
        turns: [
          { text: 'Please hold.', startsAtMs: 500, endsAtMs: 1_200 },
          { text: 'Thanks for waiting, this is Amy.', startsAtMs: 9_000, endsAtMs: 11_000 },
        ],
        person: { fromTurn: 1, patienceMs: 4_000, prods: [], answer: 'I am fine.', wordsPerSecond: 3 },
      }),
    );
    expect(own).toMatchObject({ first: 'hold', isRight: true, isTakenUp: true });
  });

  it('is the same for the same dice', async () => {
    expect(await played({})).toEqual(await played({}));
  });
});

describe('a listener that goes by timing alone', () => {
  it('takes a receptionist for a machine, whom it leaves in silence until they hang up', async () => {
    const result = await played({}, TIMING_LISTENER);
    expect(result.heardAtMs).toHaveLength(4);
    expect(score(result)).toMatchObject({ first: 'machine', isRight: false, isStillWrong: true });
  });

  it('speaks to them where it is more patient', async () => {
    expect(score(await played({}, PATIENT_TIMING_LISTENER))).toMatchObject({
      first: 'person',
      isRight: true,
    });
  });
});
