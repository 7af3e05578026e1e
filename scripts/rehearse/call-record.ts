/** Reads what one call left at the services: the queue, MongoDB, the calendar, the far end of the line. */
import type { Settlement } from '../../machines/call.ports.js';
import { callIdOf } from '../../src/call/plan.js';
import { campaignQueue } from '../../src/campaign-queue.js';
import { LINE_SAMPLE_RATE_HZ } from '../../src/domain/line-audio.js';
import Call from '../../src/mongoose/models/Call.js';
import type { Message } from '../../src/mongoose/models/Campaign.js';
import type { LineCall } from '../rehearsal/lines/line-call.js';
import type { Practice } from '../rehearsal/practice/practice.js';
import type { Stage } from '../rehearsal/stage.js';
import type { CallTrace, TracedOutcome } from './call-trace.js';
import { storedCampaign } from './scenario-campaign.js';

export interface CallPlace {
  readonly campaignId: string;
  readonly callId: string;
  /** The steps after the call's, whose jobs wait on the queue; they are taken off it. */
  readonly later: readonly number[];
  /** Null when it was never dialed. */
  readonly call: LineCall | null;
  readonly stage: Stage;
  /** The initiator's. */
  readonly token: string;
}

type Recorded = Omit<
  CallTrace,
  'states' | 'transcript' | 'tools' | 'coach' | 'coached' | 'jobError' | 'durationMs'
>;

export async function readTrace({
  campaignId,
  callId,
  later,
  call,
  stage,
  token,
}: CallPlace): Promise<Recorded> {
  const { campaign, contact } = await storedCampaign(campaignId);
  const entry = campaign.messageHistory.find((message) => message.callId === callId) ?? null;
  const record = await Call.findById(callId).lean<{ settlement?: Settlement }>();
  return {
    dials: call?.dials ?? 0,
    outcome: record?.settlement?.outcome ?? outcomeOf(entry),
    campaign: {
      status: campaign.status,
      decline_reason: campaign.decline_reason ?? null,
      lastCompletedStep: campaign.lastCompletedStep,
      entry,
    },
    contactIsBarred: contact.doNotCall ?? false,
    laterSteps: await takeOffQueue(campaignId, later),
    events: stage.google.eventsOf(token).filter(({ status }) => status !== 'cancelled'),
    ...(call ? farEnd(call.practice) : SILENCE),
  };
}

function outcomeOf(entry: Message | null): TracedOutcome {
  const { outcome = 'unknown', reason = null, decisionMaker = null } = entry ?? {};
  return { ending: outcome, reason, meeting: null, decisionMaker, doNotCall: false, evidence: {} };
}

/** The steps whose jobs were still there. */
async function takeOffQueue(campaignId: string, steps: readonly number[]): Promise<number[]> {
  const jobs = await Promise.all(steps.map((step) => campaignQueue().getJob(callIdOf(campaignId, step))));
  await Promise.all(jobs.map((job) => job?.remove()));
  return steps.filter((_, index) => jobs[index] !== null);
}

type FarEnd = Pick<CallTrace, 'keys' | 'scenes' | 'heardByBox' | 'talkedOverMs'>;

const SILENCE: FarEnd = { keys: [], scenes: [], heardByBox: '', talkedOverMs: 0 };

function farEnd({ keys, scenes, sounds, heard, talkedOverMs }: Practice): FarEnd {
  const beepEnd = sounds.findLast(({ sound }) => sound === 'beep')?.endSample ?? 0;
  const recorded = heard.filter(({ endSample }) => endSample > beepEnd);
  return {
    keys: keys.map(({ key, scene, atSample }) => ({ key, scene, atMs: msOf(atSample) })),
    scenes,
    heardByBox: recorded.map(({ text }) => text.trim()).join(' '),
    talkedOverMs,
  };
}

const msOf = (samples: number): number => Math.round((samples * 1000) / LINE_SAMPLE_RATE_HZ);
