/**
 * A phone line whose dials keep the pace of the trunk. Calls are admitted at that pace, but come to dialing sooner
 * or later; this lets no two of them ring closer together. Used by the worker, around whatever line it has.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Telephony } from '../../machines/call.ports.js';
import type { CallLimits } from './call-limits.js';

/** Calls come at the pace of the trunk, so the wait is short; a call in hand is not held up for longer. */
const WAIT_LIMIT_MS = 5_000;

export function paceDials(line: Telephony, { startsInMs }: Pick<CallLimits, 'startsInMs'>): Telephony {
  const turn = async (signal: AbortSignal): Promise<void> => {
    const untilMs = performance.now() + WAIT_LIMIT_MS;
    for (;;) {
      // Without Redis there is no queue to bring more calls.
      const waitMs = await startsInMs().catch(() => 0);
      if (waitMs === 0 || signal.aborted || performance.now() + waitMs > untilMs) return;
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  };
  return {
    ...line,
    dial: async (request, signal) => {
      await turn(signal);
      return line.dial(request, signal);
    },
  };
}
