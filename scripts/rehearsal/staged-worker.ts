/**
 * A worker in this process that finds the rehearsal's services and line where it looks for the real ones.
 * Used by the demo's call and by the room in which scenarios are played. Puts no job on the queue.
 */
import { closeCampaignQueue } from '../../src/campaign-queue.js';
import { mongoDisconnect } from '../../src/mongoose/connection.js';
import startWorker, { type RunningWorker, type WorkerOptions } from '../../src/worker.js';
import { setEnvironment } from './environment.js';
import { type LineName, type LineOptions, openLine, type RehearsalLine } from './lines/rehearsal-line.js';
import { type Stage, type StageOptions, startStage } from './stage.js';

export interface StagedWorkerOptions extends Pick<StageOptions, 'initiators'>, Pick<LineOptions, 'answer'> {
  readonly line: LineName;
  /** The line's ms for each real one. */
  readonly speed: number;
  /** Added to the environment of stage and line. */
  readonly env?: Readonly<Record<string, string>>;
  readonly worker?: Omit<WorkerOptions, 'telephony'>;
}

export interface StagedWorker {
  readonly stage: Stage;
  readonly line: RehearsalLine;
  /** Ends what is still going on, calls included, and frees everything. Idempotent. */
  close(): Promise<void>;
}

/** Resolves when jobs are taken. Rejects, with everything closed again, when something cannot be started. */
export async function startStagedWorker(options: StagedWorkerOptions): Promise<StagedWorker> {
  const { speed, answer, initiators, env = {}, worker: workerOptions = {} } = options;
  /** What was opened last is closed first. */
  const releasers: (() => unknown)[] = [];
  const releaseAll = async (): Promise<void> => {
    const release = releasers.pop();
    if (!release) return;
    // What cannot be closed keeps nothing else open.
    try {
      await release();
    } finally {
      await releaseAll();
    }
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= releaseAll();
    return closing;
  };

  try {
    const stage = await startStage({ speed, ...(initiators ? { initiators } : {}) });
    releasers.push(stage.close);
    const line = await openLine(options.line, { speed, answer });
    releasers.push(() => line.close());
    releasers.push(setEnvironment({ ...stage.env, ...line.env, ...env }));
    let worker: RunningWorker | null = null;
    releasers.push(() => closeWorker(worker));
    worker = await startWorker({ ...line.forWorker, ...workerOptions });
    // A call that is on ends here: the worker settles it and has nothing left to wait for.
    releasers.push(() => Promise.all(line.calls.map(({ callId }) => line.breakLine(callId))));
    return { stage, line, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Of a worker that could not be started, what it had opened. */
async function closeWorker(worker: RunningWorker | null): Promise<void> {
  if (worker) return worker.close();
  await closeCampaignQueue();
  await mongoDisconnect();
}
