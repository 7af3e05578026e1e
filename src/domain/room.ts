/**
 * Whether a worker has room for one more call. Pure: `src/admission/` measures, asks, and remembers the answer.
 *
 * The lag of the event loop is no measure of it: under too many calls it stays near 1 s while the queue of the
 * line's native events, and the sound with it, falls 15 s behind. The round trip through that queue shows it.
 */

/** A call over WebRTC takes 17 MB and 2 threads; the rest is for what it grows by. */
const CALL_MB = 20;
const CALL_THREADS = 2;
/** The rest of the memory is for emails and for the transcripts of calls that end at once. */
const MEMORY_SHARE = 0.9;
/** Heroku's limit for the processes and threads of a dyno: https://devcenter.heroku.com/articles/dynos#process-thread-limits */
const THREAD_LIMIT = 256;
/** For the first call, which starts 11 threads, and for other processes of the dyno. */
const SPARE_THREADS = 16;
/** From 3 ms at rest; audio that is later than this is heard to be late. */
const ROUND_TRIP_LIMIT_MS = 250;

/** A worker that was short takes calls again when it has room for so many, or answers so much sooner. */
const CALLS_BEFORE_RETURN = 3;
const ROUND_TRIP_RETURN_MS = ROUND_TRIP_LIMIT_MS / 2;

export interface WorkerLoad {
  readonly memoryMb: number;
  readonly memoryLimitMb: number;
  /** Null where the system does not tell. */
  readonly threads: number | null;
  /** Through the line's native events and back; null while no call is on. */
  readonly roundTripMs: number | null;
  /** Calls that were admitted so lately that what they take does not show yet. */
  readonly unseenCalls: number;
}

export interface Shortage {
  readonly of: 'memory' | 'threads' | 'line';
  /** For the operator: what is short, and what to do about it. */
  readonly why: string;
}

/** What one more call would run short of, or null. `wasShort`: the answer before this one named a shortage. */
export function shortageOf(load: WorkerLoad, wasShort: boolean): Shortage | null {
  const spare = wasShort ? CALLS_BEFORE_RETURN : 1;
  const memoryMb = load.memoryMb + load.unseenCalls * CALL_MB;
  if (memoryMb + spare * CALL_MB > load.memoryLimitMb * MEMORY_SHARE) {
    return shortage(
      'memory',
      `${Math.round(memoryMb)} of ${Math.round(load.memoryLimitMb)} MB of memory are taken`,
    );
  }
  const threads = load.threads === null ? 0 : load.threads + load.unseenCalls * CALL_THREADS;
  if (threads + spare * CALL_THREADS > THREAD_LIMIT - SPARE_THREADS) {
    return shortage('threads', `${threads} of ${THREAD_LIMIT} threads are taken`);
  }
  const { roundTripMs } = load;
  if (roundTripMs !== null && roundTripMs > (wasShort ? ROUND_TRIP_RETURN_MS : ROUND_TRIP_LIMIT_MS)) {
    return shortage('line', `the line answers this process after ${Math.round(roundTripMs)} ms`);
  }
  return null;
}

const shortage = (of: Shortage['of'], what: string): Shortage => ({
  of,
  why: `${what}, by the calls that are on or about to be: lower CALL_CONCURRENCY or start another worker`,
});
