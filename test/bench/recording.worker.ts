/** Records an hour's call as fast as the disk takes it, and says what that cost. Started by recording.ts, compiled. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LINE_SAMPLE_RATE_HZ, type LineAudio } from '../../src/domain/line-audio.js';
import { createWavRecorder } from '../../src/recording/wav-recorder.js';
import { tell } from './child.js';

const MEGABYTE = 1_000_000;
const SECONDS = 3_600;
const BLOCK = LINE_SAMPLE_RATE_HZ / 20;
/** How far the line runs ahead of the disk: less than what the recorder lets wait. */
const AHEAD_SECONDS = 4;
/** The heap has grown to its working size by then. */
const WARM_SECONDS = 300;

const listeners = new Set<(pcm: Int16Array) => void>();
const line: LineAudio = {
  onReceived: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  play: async () => undefined,
  drained: async () => undefined,
  discard: () => undefined,
  queuedMs: () => 0,
};

/** A second of speech's loudness, with a pause at its end as between two sentences. */
const second = Int16Array.from({ length: LINE_SAMPLE_RATE_HZ }, (_, i) =>
  i > 0.6 * LINE_SAMPLE_RATE_HZ ? 0 : 6_000 * Math.sin((2 * Math.PI * 300 * i) / LINE_SAMPLE_RATE_HZ),
);

const directory = await mkdtemp(join(tmpdir(), 'bench-recording-'));
const bytesOnDisk = async (): Promise<number> => {
  const names = await readdir(directory, { recursive: true });
  const sizes = await Promise.all(
    names.filter((name) => name.endsWith('.wav')).map((name) => stat(join(directory, name))),
  );
  return sizes.reduce((sum, { size }) => sum + size, 0);
};

const troubles: string[] = [];
const { audio, session } = createWavRecorder({ directory, maxMs: SECONDS * 1_000 }).start(
  { callId: 'bench-0', campaignId: 'bench', stepIndex: 0 },
  line,
  (why) => troubles.push(why),
);
const rssMb = (): number => process.memoryUsage.rss() / MEGABYTE;
const [startedAtMs, cpu] = [performance.now(), process.cpuUsage()];
let warmMb = 0;
let peakMb = 0;
for (let at = 0; at < SECONDS; at++) {
  for (let from = 0; from < second.length; from += BLOCK) {
    await audio.play(second.slice(from, from + BLOCK));
    for (const listener of listeners) listener(second.slice(from, from + BLOCK));
  }
  while ((await bytesOnDisk()) < (at - AHEAD_SECONDS) * 32_000) await sleep(1);
  if (at === WARM_SECONDS) warmMb = rssMb();
  if (at > WARM_SECONDS) peakMb = Math.max(peakMb, rssMb());
}
const recording = await session.stop();
const { user, system } = process.cpuUsage(cpu);
const sizes = await Promise.all((recording?.parts ?? []).map(async ({ path }) => (await stat(path)).size));
tell({
  kind: 'recording',
  growthMb: peakMb - warmMb,
  diskMb: (await bytesOnDisk()) / MEGABYTE,
  parts: sizes.length,
  largestPartMb: Math.max(...sizes) / MEGABYTE,
  cpuMsPerMinute: (user + system) / 1_000 / (SECONDS / 60),
  seconds: (performance.now() - startedAtMs) / 1_000,
  troubles,
});
await session.discard();
await rm(directory, { recursive: true });
process.disconnect?.();
