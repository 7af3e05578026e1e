/**
 * The keys that the agent presses on an in-memory line: one after the other, each as long as its tones.
 * memory-leg.ts runs it by the line's clock.
 */

export interface KeyPresses {
  /** Resolves when the key is pressed and the far end knows it. Rejects when the leg ends before. */
  press(key: string): Promise<void>;
  /** So much of the line's time has passed. */
  advance(ms: number): void;
  /** The leg has ended: no key is pressed any more. */
  close(): void;
}

/**
 * From one key to the next: 150 ms of tone and 100 ms of pause. A receiver must accept 40 ms of either
 * (ITU-T Q.24); senders leave a margin.
 */
const KEY_MS = 250;

interface Press {
  readonly key: string;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** `onKey` is told of each key as its time is over. */
export function createKeyPresses(onKey: (key: string) => void): KeyPresses {
  const waiting: Press[] = [];
  let pressedForMs = 0;
  let closed = false;

  function ended(key: string): Error {
    return new Error(`Key ${key} was not pressed: the leg has ended.`);
  }

  return {
    press(key) {
      return new Promise((resolve, reject) => {
        if (closed) {
          reject(ended(key));
        } else {
          waiting.push({ key, resolve, reject });
        }
      });
    },
    advance(ms) {
      const press = waiting[0];
      pressedForMs = press === undefined ? 0 : pressedForMs + ms;
      if (press !== undefined && pressedForMs >= KEY_MS) {
        waiting.shift();
        pressedForMs = 0;
        onKey(press.key);
        press.resolve();
      }
    },
    close() {
      closed = true;
      for (const { key, reject } of waiting.splice(0)) {
        reject(ended(key));
      }
    },
  };
}
