/** The call itself, told while it is on, with Ctrl-C as its end. Used by `npm run call` once a person has agreed. */
import { nobodyWasPhoned } from '../../src/domain/call-outcome.js';
import { logger } from '../../src/libraries/utils/logger.js';
import { closeOnInterrupt } from '../demo/interrupt.js';
import { createNarrator } from '../demo/narrator.js';
import type { Terminal } from '../demo/terminal.js';
import { showOutcome } from './announce.js';
import { type HoldCallOptions, holdCall } from './hold-call.js';

const SECOND = 1_000;
/** From Ctrl-C: the phone is hung up at once, and then what was said is made into words. */
const END_LIMIT_MS = 60 * SECOND;

const MEANING = {
  archiving: 'writes the transcript into the folder',
  settling: 'writes the outcome into the folder',
};

export interface PhoneOptions extends Omit<HoldCallOptions, 'stopping' | 'observe'> {
  readonly terminal: Terminal;
  /** The folder, as a person types it. */
  readonly shownFolder: string;
}

export type Phoned = 'somebody' | 'nobody' | 'interrupted';

/** Resolves, with the line closed, to who was phoned. */
export async function phone({ terminal, shownFolder, ...options }: PhoneOptions): Promise<Phoned> {
  const stopping = new AbortController();
  const narrator = createNarrator({ terminal, speed: 1, meaning: MEANING });
  const hold = async (): Promise<Phoned> => {
    try {
      const result = await holdCall({
        ...options,
        stopping: stopping.signal,
        observe: (observation) => narrator.tell(observation),
      });
      terminal.status(null);
      showOutcome(terminal, result, shownFolder);
      return nobodyWasPhoned(result.settlement.outcome.ending) ? 'nobody' : 'somebody';
    } finally {
      await options.telephony.close();
      await logger.flush();
    }
  };
  const held = hold();
  const hangUp = async (): Promise<void> => {
    stopping.abort();
    await held;
  };
  const interrupted = closeOnInterrupt(terminal, hangUp, END_LIMIT_MS);
  const phoned = await held;
  return interrupted.aborted ? 'interrupted' : phoned;
}
