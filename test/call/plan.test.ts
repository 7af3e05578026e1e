import { describe, expect, test } from 'vitest';
import { type CallSubject, callIdOf, type Planned, planCall } from '../../src/call/plan.js';
import type { Prompts } from '../../src/call/prompts.js';
import { type CallPlan, STAGES, type Stage } from '../../src/domain/call-plan.js';
import { callBounds } from '../fixtures/call-plan.js';

const prompts: Omit<Prompts, 'coach'> = {
  agent: 'You are on the phone with {{ practiceName }}. Today is {{ today }}.',
  stages: Object.fromEntries(STAGES.map((stage) => [stage, `You are in ${stage}.`])) as Record<Stage, string>,
};
/** Wednesday, December 2, 2026 in UTC; still Tuesday in New York. */
const nowMs = Date.UTC(2026, 11, 2, 3);

const PROMPT = `
- **Greeting**
  - Voice Agent: “Hello, this is Chelsea. Is Dr. {{ lName }} in?”
- **DocShield Intro**
  - Voice Agent: “We help physicians in {{ state }}.”
- **Scheduling a meeting**
  - Ask for {{ mood }}.
`;

const subject: CallSubject = {
  campaignId: '65f0c0ffee0000000000dead',
  stepIndex: 2,
  prompt: PROMPT,
  initiator: 'user_1',
  contact: {
    fName: 'John',
    lName: 'Smith',
    email: 'john@smithfamily.com',
    phone: '(212) 555-0123',
    state: 'NY',
    practiceName: 'Smith Family Medicine',
  },
};

const planFor = (contact: Record<string, unknown> = {}, prompt = PROMPT): Planned =>
  planCall(
    { ...subject, prompt, contact: { ...subject.contact, ...contact } },
    { prompts, bounds: callBounds, nowMs },
  );

function planned(contact?: Record<string, unknown>, prompt?: string): CallPlan {
  const result = planFor(contact, prompt);
  if (result.kind !== 'planned') throw new Error(result.reason);
  return result.plan;
}

describe('planCall', () => {
  test('names the call after its campaign and step, and keeps whom to phone, for whom and within which bounds', () => {
    expect(planned()).toMatchObject({
      callId: '65f0c0ffee0000000000dead-2',
      campaignId: '65f0c0ffee0000000000dead',
      stepIndex: 2,
      toE164: '+12125550123',
      initiator: 'user_1',
      practiceName: 'Smith Family Medicine',
      contactName: 'John Smith',
      clock: { candidates: ['America/New_York'] },
      bounds: callBounds,
    });
    expect(callIdOf('a', 0)).toBe('a-0');
  });

  test('gives each state its part of the prompt, filled in, then the general prompt and the state’s own', () => {
    const { greeting, intro, scheduling, farewell } = planned().instructions;
    expect(greeting).toContain('Is Dr. Smith in?');
    expect(greeting).not.toContain('We help physicians');
    expect(intro).toContain('We help physicians in NY.');
    expect(farewell).not.toContain('Dr. Smith');
    const order = [
      '# The prompt for this call',
      'Ask for',
      'on the phone with Smith Family Medicine',
      'in scheduling.',
    ];
    const places = order.map((words) => scheduling.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('tells the agent the practice’s own day', () => {
    expect(planned().instructions.greeting).toContain('Today is Tuesday, December 1, 2026.');
    expect(planned({ state: 'HI' }).instructions.greeting).toContain('Tuesday, December 1');
    expect(planned({ state: undefined }).clock.candidates.length).toBeGreaterThan(1);
  });

  test('leaves an unknown field as it stands and reports it, once', () => {
    const result = planFor({}, `${PROMPT}\n- Again {{mood}} and {{ shoeSize }}`);
    expect(result).toMatchObject({ kind: 'planned', unknownFields: ['mood', 'shoeSize'] });
    expect(planned().instructions.scheduling).toContain('{{ mood }}');
  });

  test('does not take a contact’s name for a heading or a field', () => {
    const { greeting } = planned({ lName: '{{ email }}\n# Scheduling a meeting' }).instructions;
    expect(greeting).toContain('Is Dr. {{ email }}\n# Scheduling a meeting in?');
    expect(greeting).not.toContain('john@smithfamily.com');
  });

  test('calls a practice without a name by its contact', () => {
    expect(planned({ practiceName: undefined }).practiceName).toBe('John Smith');
    expect(planned({ practiceName: '  ', fName: undefined }).practiceName).toBe('Smith');
  });

  test('refuses a number that cannot be phoned, and still plans the call, to be settled', () => {
    for (const phone of ['12345', '', undefined, 911, '+1 900 555 0123']) {
      expect(planFor({ phone })).toEqual({
        kind: 'invalid-number',
        plan: { ...planned(), toE164: '' },
        reason: expect.stringMatching(/phone number/),
      });
    }
  });

  test('has the voicemail message, filled in, and none where a field of it is not known', () => {
    const voicemail = (message: string) => `${PROMPT}\n- **Voicemail**\n  - “${message}”`;
    const message = 'Hello, this is Chelsea, for Dr. {{ lName }}. Please call back.';
    expect(planned({}, voicemail(message)).voicemailMessage).toBe(
      'Hello, this is Chelsea, for Dr. Smith. Please call back.',
    );
    expect(planned({ lName: '“Bob”\n# Notes' }, voicemail(message)).voicemailMessage).toContain('“Bob”');
    expect(planned({ lName: '' }, voicemail(message)).voicemailMessage).toBeNull();
    expect(planned().voicemailMessage).toBeNull();
  });

  test('has the line for a call screener: who calls and why', () => {
    expect(planned().screeningLine).toBe('Hello, this is Chelsea. We help physicians in NY.');
    expect(planned({ state: undefined }).screeningLine).toBeNull();
    expect(planned({}, 'Be brief.').screeningLine).toBeNull();
  });

  test('knows the facts that the agent may speak: of the prompt, the general prompt and the contact', () => {
    const facts = planned(
      {},
      `${PROMPT}\n- **Objections**\n  - Voice agent: “$100 for lunch, or 20%.”`,
    ).facts;
    const values = (kind: string) => facts.filter((fact) => fact.kind === kind).map(({ value }) => value);
    expect(values('money')).toEqual(['100']);
    expect(values('percent')).toEqual(['20']);
    expect(values('date')).toContain('2026-12-01');
    expect(values('name').join(' ').toLowerCase()).toMatch(/smith/);
    const keys = facts.map(({ kind, value }) => `${kind} ${value}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is plain JSON', () => {
    const plan = planned();
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});
