/**
 * Whether this worker takes one more call: it needs room of its own, a place on the trunk, and a start. Asked by
 * the worker before a phone job is begun. It never touches a job, and never ends a call.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pTimeout from 'p-timeout';
import { shortageOf } from '../domain/room.js';
import { logger } from '../libraries/utils/logger.js';
import type { CallLimits } from './call-limits.js';

const SECOND = 1_000;
/** A job is kept so long before it is left to others: else a worker without room would turn the queue over and over. */
const PATIENCE_MS = 2 * SECOND;
const RETRY_MS = 500;
/** Within this, nearly all that a call takes shows. */
const UNSEEN_MS = 20 * SECOND;
/** A line that has not answered by now counts as having answered now. */
const ROUND_TRIP_WAIT_MS = SECOND;

export interface AdmissionOptions {
  readonly memoryLimitMb: number;
  readonly memoryMb: () => number;
  readonly threads: () => Promise<number | null>;
  readonly roundTripMs: () => Promise<number | null>;
  readonly limits: Pick<CallLimits, 'take'>;
  /** Default: {@link PATIENCE_MS}. */
  readonly patienceMs?: number;
}

export type Admitted =
  /** `leave` when the call is over. It never rejects. */
  { readonly kind: 'admitted'; leave(): Promise<void> } | { readonly kind: 'refused'; readonly why: string };

export interface Admission {
  /** Waits a little where the answer is no. Aborting `signal` ends the wait with a no. */
  admit(signal: AbortSignal): Promise<Admitted>;
}

type Refused = { readonly kind: 'refused'; readonly for: string; readonly why: string };

export function createAdmission(options: AdmissionOptions): Admission {
  const { limits, memoryLimitMb, patienceMs = PATIENCE_MS } = options;
  /** When each call that is on was admitted: it counts from then on, before it shows. */
  const admittedAtMs = new Set<{ readonly atMs: number }>();
  let isShort = false;
  let saidToBeShortOf: string | null = null;

  const unseenCalls = (): number => {
    const sinceMs = performance.now() - UNSEEN_MS;
    return [...admittedAtMs].filter(({ atMs }) => atMs > sinceMs).length;
  };

  const attempt = async (): Promise<Extract<Admitted, { kind: 'admitted' }> | Refused> => {
    const [threads, roundTripMs] = await Promise.all([options.threads(), roundTripOf(options.roundTripMs)]);
    // From here to the entry nothing is waited for: calls that come at once must see each other.
    const load = {
      memoryMb: options.memoryMb(),
      memoryLimitMb,
      threads,
      roundTripMs,
      unseenCalls: unseenCalls(),
    };
    const shortage = shortageOf(load, isShort);
    isShort = shortage !== null;
    if (shortage !== null) return { kind: 'refused', for: shortage.of, why: shortage.why };
    const call = { atMs: performance.now() };
    admittedAtMs.add(call);
    const granted = await limits.take();
    if (granted.kind === 'refused') {
      admittedAtMs.delete(call);
      return { kind: 'refused', for: granted.by, why: granted.why };
    }
    const leave = async (): Promise<void> => {
      admittedAtMs.delete(call);
      await granted.leave();
    };
    return { kind: 'admitted', leave };
  };

  /** Once for each change, not for each job. */
  const say = (shortOf: string | null, why: string): void => {
    if (shortOf === saidToBeShortOf) return;
    saidToBeShortOf = shortOf;
    const calls = admittedAtMs.size;
    if (shortOf === null) logger.info('Calls are taken again', { calls });
    else logger.warn('No calls are taken for now, they are left to other workers', { why, calls });
  };

  return {
    async admit(signal) {
      const untilMs = performance.now() + patienceMs;
      while (!signal.aborted) {
        const answer = await attempt();
        if (answer.kind === 'admitted') {
          say(null, '');
          return answer;
        }
        if (performance.now() >= untilMs) {
          // At the pace of the trunk calls are taken, only not this one.
          if (answer.for !== 'starts') say(answer.for, answer.why);
          return answer;
        }
        await sleep(RETRY_MS);
      }
      return { kind: 'refused', why: 'this worker is stopping' };
    },
  };
}

/** A line that cannot say has nothing to do with whether there is room. */
const roundTripOf = (ask: AdmissionOptions['roundTripMs']): Promise<number | null> =>
  pTimeout(ask(), { milliseconds: ROUND_TRIP_WAIT_MS, fallback: () => ROUND_TRIP_WAIT_MS }).catch(() => null);
