import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRoom } from '../../src/telephony/agent-room.js';

/** What rtc-node keeps to itself: a room that is not connected yet sets aside what it will look at. */
interface Internals {
  onFfiEvent(event: { message: { case: string; value: object } }): void;
  readonly preConnectEvents: readonly unknown[];
}

test('A room takes the events of rooms, and no sound of any call', async () => {
  const room = createRoom() as unknown as Internals;
  const [sound, captured, own] = ['audioStreamEvent', 'captureAudioFrame', 'roomEvent'].map((kind) => ({
    message: { case: kind, value: {} },
  }));
  for (const event of [sound, captured, own]) if (event) room.onFfiEvent(event);
  await setImmediate();
  expect(room.preConnectEvents).toEqual([own]);
});
