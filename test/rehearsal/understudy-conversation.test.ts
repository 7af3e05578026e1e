/** The understudy with the instructions and tools of the real call: the prompts of `prompts/`, as a plan joins them. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MindAnswer, MindItem, OfferedTool } from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { createUnderstudy } from '../../scripts/rehearsal/understudy/index.js';
import { planCall } from '../../src/call/plan.js';
import { loadPrompts, withoutFrontMatter } from '../../src/call/prompts.js';
import type { CallPlan, Stage } from '../../src/domain/call-plan.js';
import { callBounds } from '../fixtures/call-plan.js';
import { toolNamed, toolsOfCall } from '../tools/call-tools.js';

const SEQUENCE = withoutFrontMatter(
  readFileSync(new URL('../../prompts/sequences/docshield.md', import.meta.url), 'utf8'),
);

/** The tools of each state, as the chart offers them. */
const TOOLS: Readonly<Partial<Record<Stage, readonly string[]>>> = {
  phoneTree: ['choose_menu_option'],
  greeting: ['practice_declined', 'do_not_call', 'wait_on_hold', 'end_call'],
  objections: [
    'begin_scheduling',
    'note_decision_maker',
    'wait_on_hold',
    'practice_declined',
    'do_not_call',
    'end_call',
  ],
  scheduling: [
    'check_availability',
    'book_meeting',
    'resume_questions',
    'note_decision_maker',
    'wait_on_hold',
    'practice_declined',
    'do_not_call',
    'end_call',
  ],
  rejectionReason: ['begin_scheduling', 'note_decision_maker', 'accept_refusal', 'do_not_call'],
  farewell: ['book_meeting', 'do_not_call'],
};

const { tools } = toolsOfCall();
let plan: CallPlan;

beforeAll(async () => {
  const planned = planCall(
    {
      campaignId: 'campaign1',
      stepIndex: 0,
      prompt: SEQUENCE,
      initiator: 'user_1',
      contact: {
        fName: 'John',
        lName: 'Smith',
        phone: '+12125550123',
        practiceName: 'Smith Family Medicine',
      },
    },
    {
      prompts: await loadPrompts(),
      bounds: callBounds,
      nowMs: Date.UTC(2026, 11, 2),
    },
  );
  plan = planned.plan;
});

const heard = (text: string): MindItem => ({ kind: 'heard', text });
const said = (text: string): MindItem => ({ kind: 'said', text });
let calls = 0;
const called = (name: string, args: object, output: string): MindItem[] => {
  const callId = `call_${++calls}`;
  return [
    { kind: 'call', callId, name, args: JSON.stringify(args) },
    { kind: 'output', callId, text: output },
  ];
};
/** A call of a real tool, with its real reply. */
const ran = async (name: Parameters<typeof toolNamed>[1], args: object = {}): Promise<MindItem[]> => {
  const { reply } = await toolNamed(tools, name).run(args, new AbortController().signal);
  return called(name, args, reply ?? '');
};

async function answer(stage: Stage, items: readonly MindItem[], added = ''): Promise<MindAnswer> {
  const offered: OfferedTool[] = (TOOLS[stage] ?? []).map((name) => ({
    name,
    description: '',
    parameters: tools.get(name as never)?.parameters ?? {},
  }));
  return createUnderstudy()({ instructions: plan.instructions[stage] + added, tools: offered, items });
}

const HELLO = 'Hello, this is Chelsea calling from DocShield. How are you doing today?';
const WHY_NOT = 'No worries - could I just ask why not?';
const QUOTES = /^Got it, do you know the last time he’s gotten quotes/;
const BEFORE_TRANSFER = /^Of course\. Before you put me through, could you give me their name and email/;
const HAPPY_TO_HOLD = "Thank you so much. I'm happy to hold.";
const GREETED = said(HELLO);
const INTRODUCED = said(
  'We’re a Harvard-funded start-up. We were hoping to schedule a meeting with Dr. Smith.',
);

describe('in a phone tree', () => {
  const chosen = (args: Readonly<Record<string, string>>): MindAnswer => ({
    calls: [{ name: 'choose_menu_option', args }],
  });

  test.each<[string, Readonly<Record<string, string>> | null]>([
    [
      'For billing, press 1. To schedule an appointment, press 2. For all other calls, press 0.',
      { key: '2' },
    ],
    ['Press 1 for billing. Press 2 for appointments. Press 3 for a nurse.', { key: '2' }],
    ['press one for billing press two for appointments press three for the operator', { key: '2' }],
    ['for billing press one for appointments press two for the operator press zero', { key: '2' }],
    ['For the front desk, press 4. For prescription refills, press 5.', { key: '4' }],
    ['For an operator, press 0. For the front desk, press 4.', { key: '4' }],
    ['Press 0 at any time for the operator.', { key: '0' }],
    ['If this is a medical emergency, hang up and dial 911. For appointments, press 3.', { key: '3' }],
    ['if this is an emergency hang up and dial 911 for appointments press 3', { key: '3' }],
    ['If this is an emergency, press 1. For all other calls, press 2.', { key: '2' }],
    ['For emergencies or urgent appointments, press 1. For billing, press 2.', null],
    ['To follow up on an appointment, press 1. For referrals, press 2.', null],
    ['To repeat this menu, press 9.', null],
    ['For English, press 1. Para español, oprima el dos.', { key: '1' }],
    ['To continue, press pound.', { key: '#' }],
    ['You can say billing, appointments, or pharmacy.', { say: 'appointments' }],
    ['In a few words, tell me why you are calling.', { say: 'scheduling' }],
    ['Thank you for calling Smith Family Medicine. Our hours are nine to five.', null],
    ['Please stay on the line and somebody will be with you.', null],
  ])('“%s” gives %j', async (menu, args) => {
    expect(await answer('phoneTree', [heard(menu)])).toEqual(args ? chosen(args) : {});
  });

  test('reads a menu that comes in pieces, and only what came after the last choice', async () => {
    const pieces = [heard('Thank you for calling.'), heard('For billing,'), heard('press one.')];
    expect(await answer('phoneTree', pieces)).toEqual({});
    pieces.push(heard('For scheduling,'), heard('press two.'));
    expect(await answer('phoneTree', pieces)).toEqual(chosen({ key: '2' }));
    pieces.push(...called('choose_menu_option', { key: '2' }, ''), heard('For new patients, press 3.'));
    expect(await answer('phoneTree', pieces)).toEqual(chosen({ key: '3' }));
  });

  test('takes what it is told to choose instead, or nothing', async () => {
    const menu = heard('For new patients, press 1. For the office, press 2.');
    const refused = (reply: string) => [menu, ...called('choose_menu_option', { key: '1' }, reply)];
    const other = refused('Not chosen: no such option. Choose another: 2 (“for the office press 2”).');
    expect(await answer('phoneTree', other)).toEqual(chosen({ key: '2' }));
    const word = refused('Not chosen: no such option. Choose another: say “front desk”.');
    expect(await answer('phoneTree', word)).toEqual(chosen({ say: 'front desk' }));
    const none = refused('Not chosen: emergency. Choose nothing, stay silent and wait.');
    expect(await answer('phoneTree', none)).toEqual({});
  });
});

describe('before a machine', () => {
  const exactly = (words: string) => `\n\nSay exactly this, word for word, and nothing else: “${words}”`;

  test('the voicemail message is said word for word, once', async () => {
    const words = plan.voicemailMessage ?? '';
    expect(words).toContain('physicians like Dr. Smith save');
    const greeting = heard('You have reached Smith Family Medicine. How much do you want to tell us?');
    expect(await answer('voicemail', [greeting], exactly(words))).toEqual({ say: words });
    expect(await answer('voicemail', [greeting, said(words)], exactly(words))).toEqual({});
    const quoting = 'Hello, this is “DocShield” for “Smith Family”.';
    expect(await answer('voicemail', [greeting], exactly(quoting))).toEqual({ say: quoting });
  });

  test('a call screener is told who calls and why', async () => {
    const words = plan.screeningLine ?? '';
    expect(words).toMatch(/^Hello, this is Chelsea calling from DocShield\. We’re a Harvard-funded/);
    const asked = heard('Please state your name and why you are calling.');
    expect(await answer('screening', [asked], exactly(words))).toEqual({ say: words });
  });

  test('a menu that takes speech is answered in the words that are given', async () => {
    expect(await answer('phoneTree', [heard('Say appointments.')], exactly('appointments'))).toMatchObject({
      say: 'appointments',
    });
  });

  test('nothing is said on hold', async () => {
    expect(await answer('onHold', [GREETED, heard('Your call is important to us. How are you?')])).toEqual(
      {},
    );
  });
});

describe('a refusal', () => {
  const NO = "We're not interested.";
  const declined = async () => [GREETED, INTRODUCED, heard(NO), ...(await ran('practice_declined'))];
  const asked = async () => [...(await declined()), said(WHY_NOT)];
  const handled = async () => [
    ...(await asked()),
    heard('The doctor is happy with his current insurer.'),
    said(
      'Got it, do you know the last time he’s gotten quotes to compare to his current policy? You’d be surprised how often we find 20% savings or more on coverage',
    ),
  ];

  test.each(['objections', 'greeting', 'scheduling'] as const)('in %s is noted', async (stage) => {
    expect(await answer(stage, [GREETED, INTRODUCED, heard(NO)])).toEqual({
      calls: [{ name: 'practice_declined', args: {} }],
    });
  });

  test('is asked why not, in the prompt’s words', async () => {
    expect(await answer('rejectionReason', await declined())).toEqual({ say: WHY_NOT });
  });

  test('that comes with its reason has the reason answered', async () => {
    const items = [
      GREETED,
      INTRODUCED,
      heard("We're not interested, the doctor is happy with his current insurer."),
      ...(await ran('practice_declined')),
    ];
    expect((await answer('rejectionReason', items)).say).toMatch(QUOTES);
  });

  test('has its reason answered once', async () => {
    const items = [...(await asked()), heard('The doctor is happy with his current insurer.')];
    expect((await answer('rejectionReason', items)).say).toMatch(QUOTES);
  });

  test('is accepted the second time, with the reason', async () => {
    const items = [...(await handled()), heard("No, we're really not interested.")];
    expect(await answer('rejectionReason', items)).toEqual({
      calls: [{ name: 'accept_refusal', args: { reason: 'The doctor is happy with his current insurer.' } }],
    });
  });

  test.each(['No reason, really.', 'Just not interested, sorry.', 'No.'])(
    'without a reason is accepted: “%s”',
    async (text) => {
      const given = await answer('rejectionReason', [...(await asked()), heard(text)]);
      expect(given).toEqual({ calls: [{ name: 'accept_refusal', args: {} }] });
    },
  );

  test('with a reason that the prompt has no line for is accepted with it', async () => {
    const text = 'Our hospital group takes care of all that.';
    const given = await answer('rejectionReason', [...(await asked()), heard(text)]);
    expect(given).toEqual({ calls: [{ name: 'accept_refusal', args: { reason: text } }] });
  });

  test('that is neither kept nor taken back is asked about a last time', async () => {
    const items = [...(await handled()), heard('Hm, it has been a few years, I think.')];
    const last = await answer('rejectionReason', items);
    expect(last).toEqual({ say: 'Would a short meeting to compare be worth it for the practice?' });
    items.push(said(last.say ?? ''), heard('No.'));
    expect((await answer('rejectionReason', items)).calls?.[0]?.name).toBe('accept_refusal');
  });

  test('that is taken back leads to scheduling', async () => {
    const items = [...(await handled()), heard("That's a fair point. Sure, let's set something up.")];
    expect(await answer('rejectionReason', items)).toEqual({
      calls: [{ name: 'begin_scheduling', args: {} }],
    });
  });

  test('that was accepted is followed by the goodbye', async () => {
    const items = [
      ...(await handled()),
      heard('We are still not interested.'),
      ...(await ran('accept_refusal')),
    ];
    expect(await answer('farewell', items)).toEqual({
      say: 'Thank you for your time. Have a great day, goodbye!',
    });
  });

  test('after the practice had come round is accepted and not asked about again', async () => {
    const items = [
      ...(await handled()),
      heard('Sure.'),
      said('Great. What day and time would work best?'),
      heard('Actually no, we are not interested.'),
      ...(await ran('practice_declined')),
    ];
    expect((await answer('rejectionReason', items)).calls?.[0]?.name).toBe('accept_refusal');
  });
});

describe('who does not want to be called again', () => {
  const PROMISE = "I'm sorry to have bothered you. You will not be called again. Goodbye!";

  test.each([
    ['objections', 'Please take us off your list.'],
    ['greeting', 'Stop calling us.'],
    ['rejectionReason', 'Do not call this number again.'],
    ['farewell', 'And remove our number, please.'],
  ] as const)('is heard in %s: “%s”', async (stage, text) => {
    const items = [GREETED, INTRODUCED, heard(text)];
    expect(await answer(stage, items)).toEqual({ calls: [{ name: 'do_not_call', args: {} }] });
    expect(await answer('farewell', [...items, ...(await ran('do_not_call'))])).toEqual({ say: PROMISE });
  });

  test.each(["Don't call him today, call tomorrow.", 'He does not take calls.'])(
    'is not who says “%s”',
    async (text) => {
      const given = await answer('objections', [GREETED, INTRODUCED, heard(text)]);
      expect(given.calls?.[0]?.name).not.toBe('do_not_call');
    },
  );
});

describe('a transfer', () => {
  const offer = heard('Let me transfer you to our practice manager.');

  test('is preceded by the question who it goes to', async () => {
    expect((await answer('objections', [GREETED, INTRODUCED, offer])).say).toMatch(BEFORE_TRANSFER);
  });

  test('the name and the email are noted, and then it is waited for', async () => {
    const items = [
      GREETED,
      INTRODUCED,
      offer,
      said(
        'Of course. Before you put me through, could you give me their name and email, in case we get cut off?',
      ),
      heard('Sure, Linda Brown, linda at smithfamily dot com.'),
    ];
    const noted = { name: 'Linda Brown', email: 'linda@smithfamily.com' };
    expect(await answer('objections', items)).toEqual({
      calls: [{ name: 'note_decision_maker', args: noted }],
    });
    items.push(...(await ran('note_decision_maker', noted)));
    expect(await answer('objections', items)).toEqual({ say: HAPPY_TO_HOLD });
    items.push(said(HAPPY_TO_HOLD), heard('Okay, one moment please.'));
    expect(await answer('objections', items)).toEqual({ calls: [{ name: 'wait_on_hold', args: {} }] });
    expect(await answer('onHold', [...items, ...(await ran('wait_on_hold'))])).toEqual({});
  });

  test('is not held up by a practice that does not say who', async () => {
    const items = [GREETED, INTRODUCED, offer, said('Could you give me their name and email?')];
    const given = await answer('objections', [...items, heard("I'll just put you through.")]);
    expect(given.calls?.[0]?.name).toBe('wait_on_hold');
  });

  test('that is not made leads back to the meeting', async () => {
    const items = [
      GREETED,
      INTRODUCED,
      heard("We'll need to get that approved by our practice manager."),
      said(
        'Sure, could you give me the name and email of your practice manager so I can get in touch with them?',
      ),
      heard("It's Linda Brown, l i n d a at smithfamily dot com."),
    ];
    const given = await answer('objections', items);
    const noted = { name: 'Linda Brown', email: 'linda@smithfamily.com' };
    expect(given.calls).toEqual([{ name: 'note_decision_maker', args: noted }]);
    items.push(...(await ran('note_decision_maker', noted)));
    expect((await answer('objections', items)).say).toBe(
      'Thank you. Could we set up a short meeting with them?',
    );
  });

  test('whoever is named without being asked for is noted, except as the guest of a meeting', async () => {
    const named = heard('Our practice manager is Linda Brown, she handles that.');
    expect((await answer('objections', [GREETED, INTRODUCED, named])).calls).toEqual([
      { name: 'note_decision_maker', args: { name: 'Linda Brown' } },
    ]);
    const guest = [GREETED, said('Who will be joining the meeting?'), named];
    expect((await answer('scheduling', guest)).calls ?? []).toEqual([]);
  });

  test('somebody new is greeted and has the call introduced to them', async () => {
    const items = [GREETED, INTRODUCED, ...(await ran('wait_on_hold')), heard('Hello, Linda speaking.')];
    expect(await answer('greeting', items)).toEqual({ say: HELLO });
    items.push(GREETED, heard("I'm fine, thanks."));
    expect((await answer('intro', items)).say).toMatch(/^We’re a Harvard-funded start-up/);
  });

  test('whoever answers after a menu or a wait is greeted, whatever was said before', async () => {
    const emergency = heard('If this is an emergency, hang up and dial 911. For appointments, press 3.');
    const desk = heard('Scheduling, this is Amy.');
    const chosen = called('choose_menu_option', { key: '3' }, '');
    expect(await answer('greeting', [emergency, ...chosen, desk])).toEqual({ say: HELLO });
    expect(await answer('greeting', [emergency, desk])).toEqual({ say: HELLO });
    const waited = [GREETED, INTRODUCED, heard("One moment, I'll transfer you."), heard('Linda speaking.')];
    expect(await answer('greeting', waited)).toEqual({ say: HELLO });
    const back = [GREETED, INTRODUCED, heard('One moment please.'), heard('And how much does it cost?')];
    expect((await answer('objections', back)).say).toMatch(/^We’re paid by the insurers/);
  });

  test('who looks something up is waited for without hold', async () => {
    const items = [GREETED, said('Great. What day and time would work best?')];
    expect(await answer('scheduling', [...items, heard('Let me check his schedule, one moment.')])).toEqual(
      {},
    );
  });
});

describe('courtesy', () => {
  test('rudeness is met with the line of the instructions, once', async () => {
    const items = [GREETED, INTRODUCED, heard('You people are such idiots.')];
    const given = await answer('objections', items);
    expect(given).toEqual({ say: "I understand, and I'm sorry to catch you at a bad moment." });
    const again = await answer('objections', [...items, said(given.say ?? ''), heard('This is garbage.')]);
    expect(again.say).not.toBe(given.say);
  });

  test('a question with a line is answered, however rude it is', async () => {
    const given = await answer('objections', [
      GREETED,
      INTRODUCED,
      heard('How much does your damn thing cost?'),
    ]);
    expect(given.say).toMatch(/^We’re paid by the insurers/);
  });

  test('a question without a line is passed on to the meeting or a call back', async () => {
    const items = [GREETED, INTRODUCED, heard('Which carriers do you use for cyber cover?')];
    expect((await answer('objections', items)).say).toMatch(/when you meet, or call you back/);
  });

  test.each(['Are you a robot?', 'Am I speaking to a human?', 'Is this an AI?'])(
    '“%s” is answered in the words of the rule',
    async (text) => {
      expect((await answer('objections', [GREETED, INTRODUCED, heard(text)])).say).toMatch(
        /^I am an AI malpractice/,
      );
    },
  );

  test.each(['Are you an insurance agent?', 'Are you licensed?'])(
    '“%s” is answered with no',
    async (text) => {
      expect((await answer('objections', [GREETED, INTRODUCED, heard(text)])).say).toMatch(
        /^No: I am a malpractice/,
      );
    },
  );

  test('what asks for nothing leads back to the meeting, once', async () => {
    const items = [GREETED, INTRODUCED, heard("He's with a patient.")];
    const given = await answer('objections', items);
    expect(given).toEqual({ say: 'Might there be a good time for a short meeting?' });
    const again = await answer('objections', [...items, said(given.say ?? ''), heard('Uh-huh.')]);
    expect(again).toEqual({});
  });

  test('a plain no to the meeting is a refusal, and one to another question is none', async () => {
    const no = async (line: string) =>
      (await answer('objections', [GREETED, said(line), heard('No.')])).calls;
    expect((await no('Might there be a good time for a short meeting?'))?.[0]?.name).toBe(
      'practice_declined',
    );
    expect(await no('Could you give me their name and email?')).toBeUndefined();
  });

  test('who asks again what this is about hears the introduction again', async () => {
    const items = [GREETED, INTRODUCED, heard('This is Dr. Smith. What is this about?')];
    expect((await answer('objections', items)).say).toMatch(/^We’re a Harvard-funded start-up/);
  });

  test('somebody who picks up and says nothing is greeted', async () => {
    expect(await answer('greeting', [])).toEqual({ say: HELLO });
  });
});
