/**
 * A process that phones over LiveKit: `phone-process.ts OPTIONS TO CALL_ID [COUNT]`. It says on its standard output what
 * became of the dial, and stays on the phone. With a count it makes so many calls one after the other, and says after
 * each what it holds; `--expose-gc` makes that exact. The server ends every fifth call.
 */
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { RoomServiceClient } from 'livekit-server-sdk';
import { createLiveKitLine, type LiveKitLineOptions } from '../../src/telephony/livekit-line.js';

const [options = '{}', toE164 = '', callId = '', count = '1'] = process.argv.slice(2);
const settings: LiveKitLineOptions = JSON.parse(options);
const line = createLiveKitLine(settings);
const rooms = new RoomServiceClient(settings.url, settings.apiKey, settings.apiSecret);

const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

const phone = async (id: string): Promise<string> => {
  const result = await line.dial({ callId: id, toE164, ringTimeoutMs: 20_000 }, new AbortController().signal);
  if (result.kind !== 'answered') throw new Error(`It was not answered: ${JSON.stringify(result)}`);
  return result.legId;
};

const entriesOf = (folder: string): number => readdirSync(`/proc/self/${folder}`).length;

const held = async () => {
  await sleep(300);
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await sleep(20);
  }
  return {
    files: entriesOf('fd'),
    threads: entriesOf('task'),
    listeners: globalThis._ffiClientInstance?.listenerCount('ffi_event') ?? 0,
    timers: process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length,
    memoryMb: Math.round(process.memoryUsage().rss / 1024 / 1024),
    heapMb: Math.round(process.memoryUsage().heapUsed / 1024 / 1024),
  };
};

if (count === '1') {
  await phone(callId);
  say('answered');
} else {
  for (let call = 0; call < Number(count); call += 1) {
    const legId = await phone(`${callId}-${call}`);
    const audio = line.audio(legId);
    await new Promise<void>((resolve) => audio.onReceived(() => resolve()));
    await audio.play(new Int16Array(2_400).fill(500));
    if (call % 5 === 4) {
      const ended = new Promise<void>((resolve) => line.watch(legId, () => resolve()));
      await rooms.deleteRoom(legId);
      await ended;
    }
    await line.hangUp(`${callId}-${call}`);
    say(await held());
  }
  await line.close();
  process.exit(0);
}
