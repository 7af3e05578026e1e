/**
 * Sends log lines to Logtail. Made by `logger.ts` when a source token is set; `@logtail/node` is loaded with
 * the first line. Whatever happens to the drain, it never throws, never makes a caller wait, and holds a
 * bounded number of lines: what cannot be delivered is dropped, because it is on the standard output anyway.
 */
import type { Logtail } from '@logtail/node';
import pTimeout from 'p-timeout';

export interface LogtailOptions {
  readonly sourceToken: string;
  readonly endpoint?: string;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogDrain {
  write(level: LogLevel, message: string, context: Readonly<Record<string, unknown>>): void;
  /** Resolves when the lines so far were sent or dropped, at most after {@link FLUSH_TIMEOUT_MS}. */
  flush(): Promise<void>;
}

export const FLUSH_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 2_000;
/** Lines that wait for the library to load. */
const MAX_WAITING = 1_000;

export function createLogDrain({ sourceToken, endpoint }: LogtailOptions): LogDrain {
  let loading: Promise<void> | null = null;
  let logtail: Logtail | null = null;
  let waiting: ((client: Logtail) => void)[] = [];
  const inFlight = new Set<Promise<unknown>>();

  const load = async (): Promise<void> => {
    try {
      const { Logtail } = await import('@logtail/node');
      const client = new Logtail(sourceToken, {
        ...(endpoint === undefined ? {} : { endpoint }),
        timeout: REQUEST_TIMEOUT_MS,
        retryCount: 1,
        syncQueuedMax: 10,
        ignoreExceptions: true,
        captureStackContext: false,
        contextObjectMaxDepthWarn: false,
        contextObjectCircularRefWarn: false,
      });
      for (const send of waiting) send(client);
      logtail = client;
    } catch {
      // The library cannot be had: lines that come now wait up to the bound and are dropped after it.
    } finally {
      waiting = [];
    }
  };

  return {
    write: (level, message, context) => {
      const dt = new Date();
      const send = (client: Logtail): void => {
        const sent: Promise<unknown> = Promise.resolve(client.log(message, level, { ...context, dt }))
          .catch(() => {})
          .finally(() => inFlight.delete(sent));
        inFlight.add(sent);
      };
      loading ??= load();
      if (logtail !== null) send(logtail);
      else if (waiting.length < MAX_WAITING) waiting.push(send);
    },

    flush: () =>
      pTimeout(
        (async () => {
          await loading;
          // The library posts an empty batch when it is flushed with nothing to send.
          if (inFlight.size > 0) await logtail?.flush();
          await Promise.allSettled(inFlight);
        })().catch(() => {}),
        { milliseconds: FLUSH_TIMEOUT_MS, fallback: () => {} },
      ),
  };
}
