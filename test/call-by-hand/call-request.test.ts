import { describe, expect, test } from 'vitest';
import {
  type CallOptions,
  type CallRequest,
  planRequested,
  readCallRequest,
} from '../../scripts/call/call-request.js';
import { loadPrompts } from '../../src/call/prompts.js';
import type { CallPlan } from '../../src/domain/call-plan.js';
import { callPlan } from '../fixtures/call-plan.js';

const NOW = Date.parse('2026-11-26T15:00:00Z');
const SAMPLE = 'prompts/sequences/docshield.md';

interface Read {
  readonly request: CallRequest;
  readonly plan: CallPlan;
  readonly problems: readonly string[];
}

async function read(options: Partial<CallOptions>): Promise<Read> {
  const problems: string[] = [];
  const request = await readCallRequest({ prompt: SAMPLE, ...options }, NOW, problems);
  const { bounds } = callPlan;
  const plan = planRequested(request, { prompts: await loadPrompts(), bounds, nowMs: NOW }, problems);
  return { request, plan, problems };
}

const WHOLE = { to: '(212) 555-0123', practice: 'Smith Family Medicine', doctor: 'John Smith', state: 'NY' };

describe('a call that can be placed', () => {
  test('has the number, the fields and the title of the prompt', async () => {
    const { request, plan, problems } = await read(WHOLE);
    expect(problems).toEqual([]);
    expect(request.promptTitle).toBe('DocShield malpractice sequence, phone step');
    expect(request.initiator).toBeNull();
    expect(plan).toMatchObject({
      toE164: '+12125550123',
      practiceName: 'Smith Family Medicine',
      contactName: 'John Smith',
      clock: { candidates: ['America/New_York'] },
      initiator: '',
    });
    expect(plan.callId).toMatch(/^by-hand-20261126T150000-[0-9a-f]{4}-0$/);
    expect(plan.instructions.intro).toContain('Dr. Smith');
  });

  test('needs no more than the number where the prompt names nobody', async () => {
    const { plan, problems } = await read({ to: '+12125550123', prompt: 'README.md' });
    expect(problems).toEqual([]);
    expect(plan.practiceName).toBe('the practice');
  });

  test('has the initiator whose calendar is asked', async () => {
    const { plan } = await read({ ...WHOLE, initiator: ' user_2abc ' });
    expect(plan.initiator).toBe('user_2abc');
  });
});

describe('a call that is refused', () => {
  test.each([
    ['911', 'emergency or service number'],
    ['(212) 911-4567', 'emergency or service number'],
    ['+1 900 555 1234', 'premium-rate number'],
    ['212-976-1234', 'premium-rate number'],
    ['555-0123', 'too short'],
    ['hello', 'too short'],
  ])('because of the number %s: it is %s', async (to, why) => {
    expect((await read({ ...WHOLE, to })).problems).toEqual([expect.stringMatching(`^--to: .*${why}`)]);
  });

  test('tells all that is wrong at once', async () => {
    const { problems } = await read({
      doctor: 'Smith',
      state: 'Atlantis',
      email: 'at home',
      prompt: 'none.md',
    });
    expect(problems).toEqual([
      '--to is missing, e.g. --to +12125550123',
      '--prompt: none.md cannot be read',
      '--doctor needs a first and a last name, e.g. --doctor "John Smith"',
      '--email is not an email address',
      '--state "Atlantis" is not a US state, e.g. --state NY',
    ]);
  });

  test('because the prompt would be spoken with a gap', async () => {
    const { problems } = await read({ to: WHOLE.to });
    expect(problems).toEqual(['--doctor is missing: the prompt names {{ lName }}']);
  });
});
