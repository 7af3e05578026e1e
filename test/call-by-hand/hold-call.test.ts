/** A call without queue and database, on the in-memory line: what is left of it in its folder. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planRequested, readCallRequest } from '../../scripts/call/call-request.js';
import { holdCall } from '../../scripts/call/hold-call.js';
import { createMemoryLine } from '../../scripts/rehearsal/lines/memory-line.js';
import type { PracticeScript } from '../../scripts/rehearsal/practice/practice-script.js';
import { booksAMeeting, doesNotAnswer } from '../../scripts/rehearsal/practices.js';
import { INITIATOR, type Stage, startStage } from '../../scripts/rehearsal/stage.js';
import type { CallObservation } from '../../src/call/observation.js';
import { loadPrompts } from '../../src/call/prompts.js';
import { loadCallConfig } from '../../src/config.js';
import { boundsOf } from '../../src/services.js';

const SPEED = 8;
const LINE = {
  LIVEKIT_URL: 'wss://unused.invalid',
  LIVEKIT_API_KEY: 'APIunused',
  LIVEKIT_API_SECRET: 'unused-secret',
  LIVEKIT_SIP_TRUNK_ID: 'ST_unused',
};

let stage: Stage;
let folder: string;

beforeAll(async () => {
  stage = await startStage({ speed: SPEED });
  folder = await mkdtemp(join(tmpdir(), 'calls-'));
});
afterAll(async () => {
  await stage.close();
  await rm(folder, { recursive: true });
});

interface HeldCall {
  readonly script: PracticeScript;
  readonly initiator?: string;
  /** Hangs up when this is seen. */
  readonly until?: (observation: CallObservation) => boolean;
}

async function hold({ script, initiator, until }: HeldCall) {
  const nowMs = Date.now();
  const problems: string[] = [];
  const request = await readCallRequest(
    {
      to: '+12125550123',
      prompt: 'prompts/sequences/docshield.md',
      practice: 'Smith Family Medicine',
      doctor: 'John Smith',
      state: 'NY',
      ...(initiator ? { initiator } : {}),
    },
    nowMs,
    problems,
  );
  const config = loadCallConfig({ ...stage.env, ...LINE }, initiator ? 'asked' : 'not asked');
  const prompts = await loadPrompts();
  const plan = planRequested(request, { prompts, bounds: boundsOf(config), nowMs }, problems);
  expect(problems).toEqual([]);
  const telephony = createMemoryLine({ answer: () => script, speed: SPEED });
  const stopping = new AbortController();
  const told: string[] = [];
  const result = await holdCall({
    plan,
    config,
    prompts,
    telephony,
    folder: join(folder, plan.callId),
    stopping: stopping.signal,
    observe(observation) {
      if (observation.kind === 'tool' && observation.reply) told.push(observation.reply);
      if (until?.(observation)) stopping.abort();
    },
  });
  await telephony.close();
  const files = await readdir(join(folder, plan.callId));
  const read = (name: string) => readFile(join(folder, plan.callId, name), 'utf8');
  return { ...result, told, files: files.sort(), read };
}

test('With an initiator the meeting is booked on the calendar, and everything is written down', async () => {
  const { settlement, stored, files, read } = await hold({ script: booksAMeeting, initiator: INITIATOR });
  expect(stored.ok).toBe(true);
  expect(settlement.outcome.ending).toBe('meeting_booked');
  expect(settlement.notDone).toEqual([]);
  expect(stage.google.events).toMatchObject([{ summary: 'DocShield and Smith Family Medicine' }]);
  expect(files).toEqual(['meeting.json', 'outcome.json', 'transcript.json', 'transcript.txt']);
  expect(JSON.parse(await read('meeting.json'))).toMatchObject({ attendee: { name: 'Amy Jones' } });
  expect(JSON.parse(await read('outcome.json'))).toMatchObject({
    ending: 'meeting_booked',
    toE164: '+12125550123',
    transcript: { key: 'transcript.json', source: 'recording' },
  });
  expect(await read('transcript.txt')).toContain('Agent: Hello, this is Chelsea calling from DocShield.');
});

test('Without one nothing is booked: the agent takes the email, and promises no time', async () => {
  const before = stage.google.events.length;
  const emailInstead: PracticeScript = {
    ...booksAMeeting,
    turns: [
      ...booksAMeeting.turns.filter(({ says }) => !says?.includes('smithfamily')),
      { hears: /take your email/i, says: 'I have to go now, goodbye.', hangsUp: true },
    ],
  };
  const { settlement, told, files } = await hold({ script: emailInstead });
  expect(told.join('\n')).toContain('nothing is booked. Do not promise the time.');
  expect(settlement.outcome.meeting).toBeNull();
  expect(settlement.outcome.ending).toBe('no_meeting');
  expect(stage.google.events).toHaveLength(before);
  expect(files).not.toContain('meeting.json');
});

test('A phone that nobody picks up leaves an outcome and no transcript', async () => {
  const { settlement, files } = await hold({ script: doesNotAnswer });
  expect(settlement.outcome.ending).toBe('no_answer');
  expect(files).toContain('outcome.json');
});

test('Hung up in the middle, the outcome is written with what was said', async () => {
  const { settlement, files, read } = await hold({
    script: booksAMeeting,
    until: (observation) => observation.kind === 'event' && observation.event.type === 'agent.spoke',
  });
  expect(settlement.outcome.ending).toBe('worker_stopped');
  expect(files).toContain('outcome.json');
  expect(await read('transcript.txt')).toContain('Chelsea');
});
