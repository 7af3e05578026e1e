/**
 * Where scenarios are played: one stage with every service, one line, one worker. Each scenario has a number, a
 * campaign and an initiator of its own, so that several are played at a time. It judges nothing.
 * Used by `run-scenarios.ts`.
 */
import type { Job } from 'bull';
import pTimeout from 'p-timeout';
import { callIdOf } from '../../src/call/plan.js';
import { campaignQueue } from '../../src/campaign-queue.js';
import { errorMessage } from '../../src/domain/error-message.js';
import { resolveMeetingTime } from '../../src/domain/meeting-time.js';
import { practiceClock } from '../../src/domain/practice-clock.js';
import type { LineName } from '../rehearsal/lines/rehearsal-line.js';
import type { PracticeScript } from '../rehearsal/practice/practice-script.js';
import { googleTokenOf } from '../rehearsal/stage.js';
import { startStagedWorker } from '../rehearsal/staged-worker.js';
import { readTrace } from './call-record.js';
import type { CallTrace } from './call-trace.js';
import { createFasterClock } from './faster-clock.js';
import { createObservedCall, type ObservedCall } from './observed-call.js';
import { practiceOf } from './practice-of.js';
import type { ReadScenario } from './read-scenario.js';
import { storeCampaign } from './scenario-campaign.js';
import { type ServiceFailures, setFailures } from './service-failures.js';
import { createVariation } from './variation.js';

export interface RoomOptions {
  /** The most scenarios that are played in the room, and at a time. */
  readonly places: number;
  readonly atATime: number;
  readonly line: LineName;
  /** The line's ms for each real one. */
  readonly speed: number;
}

export interface RehearsalRoom {
  /** How the services fail from now on. */
  fail(failures: ServiceFailures): void;
  /** Plays a scenario to its end. Rejects only where the room itself is broken. */
  play(scenario: ReadScenario, seed: number): Promise<CallTrace>;
  /** Ends what is still going on and frees everything. Idempotent. */
  close(): Promise<void>;
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** A call that takes longer is ended: so much of the line's time, and on a fast line so much real time. */
const GIVE_UP_LINE_MS = 1_200 * SECOND;
const GIVE_UP_MS = 240 * SECOND;
/** For the worker to settle a call that was ended so. */
const SETTLE_MS = 60 * SECOND;
const MEETING_MINUTES = 30;

/** Rejects, with everything closed again, where something cannot be started. */
export async function openRoom(options: RoomOptions): Promise<RehearsalRoom> {
  const { places, atATime, speed } = options;
  const giveUpMs = Math.max(GIVE_UP_MS, GIVE_UP_LINE_MS / speed);
  const initiators = Array.from({ length: places }, (_, place) => `user_rehearsal_${place}`);
  const scripts = new Map<string, PracticeScript>();
  const observed = new Map<string, ObservedCall>();
  const { stage, line, close } = await startStagedWorker({
    line: options.line,
    speed,
    initiators,
    answer: (number) => scriptAt(scripts, number),
    // The stage lets the coach look more often on a fast line; here the clock of the calls is as fast.
    env: { CALL_CONCURRENCY: String(atATime), COACH_SECONDS: '15' },
    worker: {
      clock: createFasterClock(speed),
      observe: (callId, observation) => observed.get(callId)?.note(observation),
    },
  });
  // Each job that is waited for listens to the queue: as many as there are at a time are no leak.
  campaignQueue().setMaxListeners(0);
  // It takes seconds to load, and the first calls would wait for it.
  await import('../../src/voice/realtime-voice.js');

  return {
    fail: (failures) => setFailures(stage, failures),
    async play({ name, scenario }, seed) {
      const place = scripts.size;
      const initiator = initiators[place];
      if (initiator === undefined) throw new Error(`The room has ${places} places: all are taken.`);
      const phone = `+1212555${String(100 + place).padStart(4, '0')}`;
      scripts.set(phone, practiceOf(scenario.practice, createVariation(seed, name)));
      const token = googleTokenOf(initiator);
      for (const words of scenario.services.taken) {
        const { startUtc, endUtc } = instantOf(words, scenario.contact.state);
        stage.google.addBusy(startUtc, endUtc, token);
      }

      const campaignId = await storeCampaign(scenario, { phone, initiator });
      const callId = callIdOf(campaignId, 0);
      const seen = createObservedCall();
      observed.set(callId, seen);
      const { steps, name: jobName, finalStep = steps.length === 1 } = scenario.job;
      const queue = (step: number, isFinal: boolean, delay = 0): Promise<Job> =>
        campaignQueue().add(
          jobName,
          { campaignId, step, finalStep: isFinal },
          { jobId: callIdOf(campaignId, step), delay },
        );
      const later = steps.map((_, step) => step).slice(1);
      await Promise.all(later.map((step) => queue(step, step === steps.length - 1, HOUR)));
      const startedAtMs = performance.now();
      const jobError = await endOf(await queue(0, finalStep), giveUpMs, () => line.breakLine(callId));
      const durationMs = Math.round(performance.now() - startedAtMs);
      const call = line.calls.find((each) => each.callId === callId) ?? null;
      const record = await readTrace({ campaignId, callId, later, call, stage, token });
      return { ...record, ...seen.read(speed), jobError, durationMs };
    },
    close,
  };
}

function scriptAt(scripts: ReadonlyMap<string, PracticeScript>, number: string): PracticeScript {
  const script = scripts.get(number);
  if (!script) throw new Error(`Nobody has the number ${number}.`);
  return script;
}

/** Why the job failed, or null. A job that does not end has its call ended. */
async function endOf(job: Job, giveUpMs: number, endItsCall: () => Promise<void>): Promise<string | null> {
  const end = job.finished().then(() => null, errorMessage);
  const tooLong = `the call did not come to its end in ${Math.round(giveUpMs / SECOND)} s`;
  try {
    return await pTimeout(end, { milliseconds: giveUpMs, message: tooLong });
  } catch {
    await endItsCall();
    await pTimeout(end, { milliseconds: SETTLE_MS, fallback: () => null });
    return tooLong;
  }
}

function instantOf(words: string, state: string): { startUtc: string; endUtc: string } {
  const [zone = 'utc'] = practiceClock(state).candidates;
  const time = resolveMeetingTime({
    words,
    zone,
    nowUtcMs: Date.now(),
    durationMinutes: MEETING_MINUTES,
  });
  if (time.kind !== 'resolved') throw new Error(`services.taken: "${words}" is not a time (${time.kind}).`);
  return time;
}
