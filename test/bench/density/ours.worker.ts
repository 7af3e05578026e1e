/**
 * The worker as it is deployed, with a pulse taken and, when it is told to, its CPU profile. Started by sides.ts,
 * compiled.
 */
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { loadConfig } from '../../../src/config.js';
import { createLine } from '../../../src/services.js';
import type { LiveKitLine } from '../../../src/telephony/livekit-line.js';
import startWorker from '../../../src/worker.js';
import { tell } from '../child.js';
import { note, takePulse } from './samples.js';

/** The worker's own line, which also notes when the practice's first sound is with the last of those who listen. */
const observed = (line: LiveKitLine): LiveKitLine => {
  const answeredAtMs = new Map<string, number>();
  return {
    ...line,
    async dial(request, signal) {
      const result = await line.dial(request, signal);
      if (result.kind === 'answered') answeredAtMs.set(result.legId, result.atMs);
      return result;
    },
    audio(legId) {
      const audio = line.audio(legId);
      let listeners = 0;
      return {
        ...audio,
        onReceived(listener) {
          listeners += 1;
          let isFirst = true;
          return audio.onReceived((pcm) => {
            listener(pcm);
            if (!isFirst) return;
            isFirst = false;
            listeners -= 1;
            if (listeners > 0) return;
            note({ kind: 'listening', afterMs: Date.now() - (answeredAtMs.get(legId) ?? Number.NaN) });
          });
        },
      };
    },
  };
};

const line = createLine(loadConfig());
if (!line) throw new Error('There is no phone line: set the LIVEKIT_ variables.');
await startWorker({ telephony: observed(line) });
takePulse(async () => (await line.roundTripMs?.()) ?? null);
tell({ kind: 'ready' });

const inspector = new Session();
process.on('message', async (wanted: { readonly profile: 'begin' } | { readonly profile: string }) => {
  if (wanted.profile === 'begin') {
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.start');
    return;
  }
  const { profile } = await inspector.post('Profiler.stop');
  await writeFile(wanted.profile, JSON.stringify(profile));
  tell({ kind: 'profiled', file: wanted.profile });
});
process.once('disconnect', () => process.exit(1));
