/**
 * Closes what a script has opened when it is interrupted or when something breaks that nobody caught.
 * Used by the commands that hold a call. The worker has its own way to stop.
 */
import pc from 'picocolors';
import { logger } from '../../src/libraries/utils/logger.js';
import { isDroppedHandle } from '../../src/telephony/native-crash.js';
import type { Terminal } from './terminal.js';

const SECOND = 1_000;
/** What takes longer to close is left to the system: the servers end with this process. */
const CLOSE_LIMIT_MS = 10 * SECOND;
/** A terminal and the tools between it and this process may each pass on the same Ctrl-C. */
const SAME_SIGNAL_MS = SECOND;
/** As shells count: 128 and the number of SIGINT. */
export const INTERRUPTED = 130;

/**
 * `close` frees everything, also what is just being started. Ends the process: 130 after a signal, 1 after a crash.
 * The signal that it returns is aborted as soon as that begins: from then on there is nothing more to show. `limitMs`
 * bounds `close`.
 */
export function closeOnInterrupt(
  terminal: Terminal,
  close: () => Promise<void>,
  limitMs = CLOSE_LIMIT_MS,
): AbortSignal {
  const ending = new AbortController();
  let endingSinceMs: number | null = null;

  const end = async (why: string, code: number): Promise<void> => {
    if (endingSinceMs !== null) return;
    endingSinceMs = performance.now();
    ending.abort();
    terminal.blank();
    terminal.text(why);
    const limit = setTimeout(() => process.exit(code), limitMs);
    await close().catch(() => undefined);
    clearTimeout(limit);
    terminal.text('Everything is closed.');
    process.exit(code);
  };

  const interrupt = (): void => {
    if (endingSinceMs !== null && performance.now() - endingSinceMs > SAME_SIGNAL_MS) {
      process.exit(INTERRUPTED);
    }
    void end(pc.yellow('Interrupted: closing …'), INTERRUPTED);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
  // The terminal was closed, or whoever read this has gone: what is left is to close.
  process.stdout.on('error', interrupt);

  const crash = (error: unknown): void => {
    if (isDroppedHandle(error)) return;
    // Without a file the log would be written between the lines that are shown.
    if (process.env['LOG_FILE']) logger.error('A script crashed', { error });
    const message = error instanceof Error ? error.message : String(error);
    void end(pc.red(`Something broke: ${message}`), 1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  return ending.signal;
}
