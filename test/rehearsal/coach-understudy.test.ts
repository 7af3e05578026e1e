import { beforeAll, describe, expect, test } from 'vitest';
import type { CoachRequest } from '../../machines/call.ports.js';
import { createCoachUnderstudy } from '../../scripts/rehearsal/understudy/index.js';
import { loadPrompts } from '../../src/call/prompts.js';
import { coachBriefing } from '../../src/coach/coach-briefing.js';
import { readVerdict } from '../../src/coach/verdict.js';
import type { CoachVerdict } from '../../src/domain/coaching.js';
import type { Utterance } from '../../src/domain/transcript.js';

const GREETING = 'Hello, this is Chelsea calling from DocShield. How are you doing today?';
const INTRODUCTION = 'We help independent physicians save on their malpractice insurance.';
const INSTRUCTIONS = `- **Greeting**
    - Voice Agent: “${GREETING}”
- **Intro**
    - End-user: “What’s DocShield?”
        - Voice Agent: “${INTRODUCTION}”`;

const understudy = createCoachUnderstudy();
let prompt: string;
beforeAll(async () => {
  prompt = (await loadPrompts()).coach;
});

/** `A: ...` is the agent's turn, `P: ...` the practice's; ten seconds apart. */
const conversation = (...turns: string[]): Utterance[] =>
  turns.map((turn, index) => ({
    id: `u-${index}`,
    speaker: turn.startsWith('A: ') ? 'agent' : 'practice',
    text: turn.slice(3),
    startedAtMs: index * 10_000,
    endedAtMs: index * 10_000 + 5_000,
    interrupted: false,
  }));

const judged = (
  request: Partial<CoachRequest> & Pick<CoachRequest, 'stage' | 'utterances'>,
  system = prompt,
): CoachVerdict => {
  const whole = { callId: 'c-0', next: [], instructions: INSTRUCTIONS, flagged: [], ...request };
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: coachBriefing(whole) },
  ];
  return readVerdict(String(understudy({ model: 'm', messages })), whole);
};

const intro = { stage: 'intro', next: ['objections', 'scheduling'] } as const;
const objections = { stage: 'objections', next: ['scheduling'] } as const;

describe('the coach’s understudy', () => {
  test('has nothing to say about a call that goes well', () => {
    const utterances = conversation(`P: Smith practice.`, `A: ${GREETING}`, 'P: Fine. What is DocShield?');
    expect(judged({ ...intro, utterances })).toEqual({ kind: 'none' });
    expect(judged({ ...intro, utterances: [] })).toEqual({ kind: 'none' });
  });

  test('sees that the greeting was answered', () => {
    const utterances = conversation(`A: ${GREETING}`, 'P: Fine, thanks.', 'A: Lovely.');
    const greeting = { stage: 'greeting', next: ['intro'] } as const;
    expect(judged({ ...greeting, utterances })).toEqual({ kind: 'stepCompleted', next: 'intro' });
    expect(judged({ ...greeting, utterances: utterances.slice(1) })).toEqual({ kind: 'none' });
  });

  test('sees that a question about the introduction was answered in it', () => {
    const utterances = conversation(
      `A: ${INTRODUCTION}`,
      'P: Is that like his existing insurance?',
      'A: Yes, it is.',
    );
    expect(judged({ ...intro, utterances })).toEqual({ kind: 'stepCompleted', next: 'objections' });
    expect(judged({ ...intro, utterances: utterances.slice(0, 2) })).toEqual({ kind: 'none' });
    expect(judged({ ...intro, next: ['scheduling'], utterances })).toEqual({ kind: 'none' });
  });

  test('sees that a meeting was agreed to and the agent has gone on without noticing', () => {
    const utterances = conversation(
      'A: It is free.',
      'P: Sure, we can schedule a meeting.',
      'A: Any other question?',
    );
    const moved = { kind: 'stepCompleted', next: 'scheduling' };
    expect(judged({ ...objections, utterances })).toEqual(moved);
    expect(judged({ ...intro, utterances })).toEqual(moved);
    expect(judged({ ...objections, utterances: utterances.slice(0, 2) })).toEqual({ kind: 'none' });
  });

  test('takes neither a refusal nor a mere yes for agreement', () => {
    for (const words of ['We do not want a meeting.', 'Sure, his name is Bob.', 'Uh-huh.']) {
      const utterances = conversation('A: It is free.', `P: ${words}`, 'A: I see.');
      expect(judged({ ...objections, utterances }), words).toEqual({ kind: 'none' });
    }
  });

  test('has a flagged statement corrected, once', () => {
    const utterances = conversation('P: How much is it?', 'A: It is $500.');
    const flagged = [
      { utteranceId: 'u-1', facts: [{ kind: 'money', words: '$500', value: '500' }] },
    ] as const;
    expect(judged({ ...objections, utterances, flagged })).toEqual({
      kind: 'advise',
      message: expect.stringContaining('You said $500'),
    });
    const corrected = conversation('P: How much is it?', 'A: It is $500.', 'A: I have to correct myself.');
    expect(judged({ ...objections, utterances: corrected, flagged })).toEqual({ kind: 'none' });
  });

  test('has the agent ask for a time instead of listing some', () => {
    const advised = { kind: 'advise', message: expect.stringContaining('Do not offer or list dates') };
    const said = (words: string) => judged({ ...objections, utterances: conversation(`A: ${words}`) });
    expect(said('We have Monday, Tuesday or Friday.')).toEqual(advised);
    expect(said("We have 10 am, 11 am or 2 o'clock.")).toEqual(advised);
    expect(said('So that is Tuesday at 11:00 AM Eastern, 8:00 AM your time.')).toEqual({ kind: 'none' });
  });

  test('sees that the agent repeats itself, except where it asks again', () => {
    const twice = (line: string) =>
      judged({
        ...objections,
        utterances: conversation(`A: ${line}`, 'P: What does it cost?', `A: ${line}`),
      });
    expect(twice('We are not a pharma company.')).toMatchObject({ kind: 'advise' });
    expect(twice('Are you still there?')).toEqual({ kind: 'none' });
  });

  test('judges only in the shapes that its instructions name', () => {
    const utterances = conversation('A: We have Monday or Tuesday.');
    const told = prompt.replaceAll('"kind": "advise"', '');
    expect(judged({ ...objections, utterances }, told)).toEqual({ kind: 'none' });
  });
});
