/**
 * All that the measured workers talk to, each part in a process of its own: the phones, OpenAI's stand-in, the real
 * livekit-server and Redis; the other stand-ins, which hardly work, are in this one. Used by density.ts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLiveKitServer } from '../../../scripts/rehearsal/services/livekit-server.js';
import { startStage } from '../../../scripts/rehearsal/stage.js';
import { type Child, startChild } from '../child.js';

const PROGRAMS = 'dist-bench/test/bench/density';

export interface DensityStage {
  /** For a measured worker. */
  readonly env: Readonly<Record<string, string>>;
  /** Of the livekit-server itself, without the phones. */
  readonly serverUrl: string;
  readonly phones: Child;
  /** Empty at first, and removed at the end. */
  readonly folder: string;
  close(): Promise<void>;
}

export const startDensityStage = async (): Promise<DensityStage> => {
  const releasers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const release of releasers.splice(0).reverse()) await release();
  };
  const serve = async (program: string, env: Readonly<Record<string, string>>) => {
    const child = startChild(`${PROGRAMS}/${program}`, env);
    releasers.push(child.stop);
    return { child, env: (await child.report('serving')).env };
  };

  try {
    const folder = await mkdtemp(join(tmpdir(), 'density-'));
    releasers.push(() => rm(folder, { recursive: true, force: true }));
    const stage = await startStage();
    releasers.push(stage.close);
    const server = await startLiveKitServer();
    releasers.push(server.close);
    const livekit = {
      LIVEKIT_URL: server.url,
      LIVEKIT_API_KEY: server.apiKey,
      LIVEKIT_API_SECRET: server.apiSecret,
    };
    const phones = await serve('phones.worker.js', { ...livekit, TMPDIR: folder });
    const openai = await serve('realtime.worker.js', {});
    return {
      env: { ...stage.env, ...livekit, ...phones.env, ...openai.env, TMPDIR: folder },
      serverUrl: server.url,
      phones: phones.child,
      folder,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
