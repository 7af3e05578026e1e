/**
 * Time limits of requests, as signals. Used instead of `AbortSignal.timeout`, which forgets its limit: what
 * `AbortSignal.any` makes of it holds it weakly, so once the garbage is collected it never aborts
 * (https://github.com/nodejs/node/issues/57736; Node 20.20 does it).
 */

/** A signal that aborts after `ms` with a `TimeoutError`, or with the first of `signals`. Keeps no process running. */
export function timeLimit(ms: number, ...signals: readonly AbortSignal[]): AbortSignal {
  const limit = new AbortController();
  const late = (): void => limit.abort(new DOMException(`Not done within ${ms} ms`, 'TimeoutError'));
  // The timer holds the limit, and so keeps it from being collected.
  setTimeout(late, ms).unref();
  return signals.length === 0 ? limit.signal : AbortSignal.any([...signals, limit.signal]);
}
