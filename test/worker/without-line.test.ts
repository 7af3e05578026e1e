import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { step } from '../calls/campaigns.js';
import { hangsUpAtOnce } from '../calls/practices.js';
import { type Rehearsal, startRehearsal } from '../calls/rehearsal.js';

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal({ worker: 'without-line' });
});
afterAll(() => rehearsal.close());

describe('A worker without a phone line', () => {
  test.each([
    ['a phone step', 'phone', 'sendMessage'],
    ['a job of the type "call"', 'email', 'call'],
  ] as const)('fails %s with what to do, phones nobody and changes nothing', async (_, channel, name) => {
    const { error, campaign } = await rehearsal.phone(hangsUpAtOnce, { steps: [step(channel)] }, { name });
    expect(error).toContain('this worker has no phone line');
    expect(error).toContain('startWorker({ telephony })');
    expect(campaign).toMatchObject({ status: 'in_progress', lastCompletedStep: -1, messageHistory: [] });
    expect(rehearsal.stage.openai.connections).toEqual([]);
  });

  test('says so when it starts', async () => {
    const warnings = (await rehearsal.log()).filter(({ level }) => level === 'warn');
    expect(warnings.map(({ message }) => message)).toEqual([
      'This worker has no phone line: phone jobs will fail and nobody is phoned',
    ]);
  });
});
