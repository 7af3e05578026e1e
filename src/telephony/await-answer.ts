/**
 * Waits for what becomes of a phone that was dialed. Used by `place-call.ts`. Two tell it: the answer to the request,
 * which has the SIP status, and the practice in the room. Where one is lost, the other does; answered is only what the
 * room shows as answered. It hangs nothing up.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { dialErrorOf } from './dial-error.js';
import { type Verdict, verdictOf, verdictOfLeaving } from './dial-verdict.js';
import type { PracticeLeg } from './practice-leg.js';

/** LiveKit's own ring timer comes first: it tells more. */
const RING_MARGIN_MS = 4_000;
/** Where both tell of a failure, they do so together. */
const OTHER_SIGN_MS = 1_500;
/** Where the answer to the request is lost, the practice is in the room within this or not at all. */
const JOIN_LIMIT_MS = 3_000;

export type Answer = { readonly kind: 'answered'; readonly atMs: number } | Verdict;

export interface Ringing {
  /** The request to phone. */
  readonly asked: Promise<void>;
  readonly leg: PracticeLeg;
  readonly ringTimeoutMs: number;
}

/** Rejects when `signal` is aborted. */
export const awaitAnswer = async (ringing: Ringing, signal: AbortSignal): Promise<Answer> => {
  const over = new AbortController();
  try {
    return await Promise.race([
      answerOf(ringing),
      ringLimit(ringing, AbortSignal.any([signal, over.signal])),
    ]);
  } finally {
    over.abort();
  }
};

const answerOf = async ({ asked, leg }: Ringing): Promise<Answer> => {
  const refused = asked.then(() => new Promise<never>(() => undefined), dialErrorOf);
  const otherSign = (): Promise<null> => sleep(OTHER_SIGN_MS, null, { ref: false });

  await Promise.race([leg.decided, refused]);
  const error = leg.answeredAtMs === null ? await Promise.race([refused, otherSign()]) : null;
  if (leg.isThere) await Promise.race([leg.decided, otherSign()]);
  if (leg.answeredAtMs !== null) return { kind: 'answered', atMs: leg.answeredAtMs };

  const verdict = error && verdictOf(error, leg);
  if (verdict && verdict.kind !== 'unknown') return verdict;
  if (leg.leftBecause === null) {
    await Promise.race([leg.joined, sleep(JOIN_LIMIT_MS, null, { ref: false })]);
    if (leg.isThere) await leg.decided;
  }
  if (leg.answeredAtMs !== null) return { kind: 'answered', atMs: leg.answeredAtMs };
  if (leg.leftBecause !== null) return verdictOfLeaving(leg.leftBecause);
  return verdict ?? UNTOLD;
};

/** Holds where LiveKit's own timer does not. */
const ringLimit = async ({ leg, ringTimeoutMs }: Ringing, stop: AbortSignal): Promise<Answer> => {
  await sleep(ringTimeoutMs + RING_MARGIN_MS, null, { signal: stop });
  return leg.isThere ? { kind: 'no-answer' } : UNTOLD;
};

const UNTOLD: Verdict = { kind: 'unknown', reason: 'LiveKit did not say what became of the call' };
