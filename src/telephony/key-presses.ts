/**
 * The keys that the agent presses on a live line: one after the other, at a pace that every phone tree keeps up with.
 * One for each leg.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** From one key to the next. The gateway plays 250 ms of tone; a receiver needs 40 ms of pause (ITU-T Q.24). */
const PACE_MS = 300;

const CODES = new Map([...'0123456789*#'].map((key, code) => [key, code]));

export interface KeyPresses {
  /** Resolves when the key's tones are played. Rejects when the leg ends before. */
  press(key: string): Promise<void>;
  close(): void;
}

/** `send` gives one key to the line, with its RFC 4733 event code. */
export const createKeyPresses = (send: (code: number, key: string) => Promise<void>): KeyPresses => {
  const ending = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  const pressNow = async (key: string): Promise<void> => {
    const code = CODES.get(key);
    if (code === undefined) throw new Error(`Key ${key} is not one of a phone: use 0 to 9, * or #.`);
    try {
      ending.signal.throwIfAborted();
      await send(code, key);
      await sleep(PACE_MS, undefined, { signal: ending.signal });
    } catch (error) {
      if (ending.signal.aborted) throw new Error(`Key ${key} was not pressed: the leg has ended.`);
      throw error;
    }
  };

  return {
    press(key) {
      const press = last.then(() => pressNow(key));
      last = press.catch(() => undefined);
      return press;
    },
    close: () => ending.abort(),
  };
};
