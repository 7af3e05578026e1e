import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { MindAnswer, MindItem, OfferedTool } from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { createUnderstudy } from '../../scripts/rehearsal/understudy/index.js';

const SAMPLE = readFileSync(new URL('../fixtures/sample-prompt.md', import.meta.url), 'utf8');

const SCHEDULING = `# Scheduling
- Ask for the day: “What day and time would work best for Dr. Smith?”
- Ask who will attend: “Who will be joining us?”
- Ask for the email: “What is the best email for the invite?”
- When the answer is not in this prompt: “My colleague will answer that.”`;

const FAREWELL = '- Your goodbye: “Thank you for your time, goodbye!”';

const tool = (name: string, ...properties: string[]): OfferedTool => ({
  name,
  description: '',
  parameters: {
    type: 'object',
    properties: Object.fromEntries(properties.map((key) => [key, { type: 'string' }])),
  },
});

const BEGIN = tool('begin_scheduling');
const RESUME = tool('resume_questions');
const CHECK = tool('check_availability', 'when', 'time_zone');
const BOOK = tool('book_meeting', 'when', 'time_zone', 'attendee_name', 'attendee_email');
const END = tool('end_call', 'reason');

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

async function answer(instructions: string, tools: OfferedTool[], ...items: MindItem[]): Promise<MindAnswer> {
  return createUnderstudy()({ instructions, tools, items });
}

const GREETED = said('Hello, this is Chelsea calling from DocShield. How are you doing today?');

describe('the sample prompt', () => {
  test('is opened with its greeting, and the greeting is said once', async () => {
    const first = await answer(SAMPLE, [BEGIN], heard('Smith Family Practice, this is Amy.'));
    expect(first).toEqual({ say: 'Hello, this is Chelsea calling from DocShield. How are you doing today?' });
    const again = await answer(SAMPLE, [BEGIN], GREETED, heard('I am doing fine.'));
    expect(again).toEqual({});
  });

  test.each([
    ['Good. How can I help you?', 'We’re a Harvard-funded start-up'],
    ["What's DocShield?", 'We’re a Harvard-funded start-up'],
    ['Dr. Smith already has malpractice insurance.', 'Yes, our customers almost always'],
    ['We already have malpractice coverage.', 'Yes, our customers almost always'],
    [
      "We'll need to get that approved by our practice manager.",
      'Sure, could you give me the name and email',
    ],
    ["I'd have to ask our practice manager.", 'Sure, could you give me the name and email'],
    ["We don't do meetings with reps.", 'We hear that all time'],
    ['Sorry, we do not see reps.', 'We hear that all time'],
    ['How much does it cost?', 'We’re paid by the insurers'],
    ['And what would that cost us?', 'We’re paid by the insurers'],
    ['Can you bring in lunch for the office?', 'Yes, we usually just have a video call'],
    ['Do you bring lunch?', 'Yes, we usually just have a video call'],
    ["We're not interested at this time.", 'No worries - could I just ask why not?'],
    ['No thank you.', 'No worries - could I just ask why not?'],
    ['The doctor is happy with his current insurer.', 'Got it, do you know the last time'],
  ])('answers “%s” with its line', async (text, beginning) => {
    const given = await answer(SAMPLE, [BEGIN, END], GREETED, heard(text));
    expect(given.say).toMatch(new RegExp(`^${beginning}`));
    expect(SAMPLE).toContain(given.say);
    expect(given.calls).toBeUndefined();
  });

  test.each([
    ['How much does it cost?', /.*(How much does it cost|We’re paid by).*\n/g],
    ['Do you bring lunch?', /.*(bring in lunch|DoorDash).*\n/g],
    ['Smith Family Practice, this is Amy.', /.*this is Chelsea.*\n/g],
  ])('has no answer to “%s” once its lines are gone', async (text, lines) => {
    const without = SAMPLE.replace(lines, '');
    expect(without).not.toBe(SAMPLE);
    expect(await answer(without, [BEGIN], GREETED, heard(text))).toEqual({});
  });

  test('is never the source of a voicemail message or of words from its notes', async () => {
    const given = await answer(SAMPLE, [], GREETED, heard('Press two for billing or emergency help.'));
    expect(given).toEqual({});
  });
});

describe('lines of the instructions', () => {
  test('a question without a line gets the fallback line', async () => {
    const given = await answer(SCHEDULING, [], GREETED, heard('Who is your lawyer?'));
    expect(given).toEqual({ say: 'My colleague will answer that.' });
  });

  test('a rule in prose is said in the first person', async () => {
    const rule = '- If you are asked whether you are a person or an AI, say that you are an AI specialist.';
    const given = await answer(rule, [], GREETED, heard('Am I talking to a real person?'));
    expect(given).toEqual({ say: 'I am an AI specialist.' });
  });

  test('the only dialogue is said even without its cue', async () => {
    const intro = '- End-user: “What is this?”\n  - Voice agent: “We help practices.”';
    expect(await answer(intro, [], GREETED, heard("I'm fine."))).toEqual({ say: 'We help practices.' });
  });

  test('a line that was cut off early is said again, one that was nearly finished is not', async () => {
    const line = 'Hello, this is Chelsea calling from DocShield. How are you doing today?';
    expect(await answer(SAMPLE, [], said('Hello,'), heard('Smith Practice.'))).toEqual({ say: line });
    const most = said('Hello, this is Chelsea calling from DocShield. How are');
    expect(await answer(SAMPLE, [], most, heard('Smith Practice.'))).toEqual({});
  });

  test('a quotation that is wrapped is read as one', async () => {
    const given = await answer('- Voice agent: “Hello\n  there.”', [], heard('Smith Practice.'));
    expect(given).toEqual({ say: 'Hello there.' });
  });

  test('nothing is said to sound without words, and a hold is waited out', async () => {
    expect(await answer(SAMPLE, [BEGIN], GREETED, heard(''))).toEqual({});
    expect(await answer(SAMPLE, [BEGIN], GREETED, heard('One moment please.'))).toEqual({});
  });

  test('when asked to speak into silence it uses the line for silence', async () => {
    const silence = 'If the other person has said nothing since you last spoke, ask once: “Are you there?”';
    expect(await answer(silence, [], GREETED)).toEqual({ say: 'Are you there?' });
    expect(await answer('', [], GREETED)).toEqual({});
  });
});

describe('scheduling', () => {
  const stage = `${SAMPLE}\n${SCHEDULING}`;
  const tools = [RESUME, CHECK, BOOK];
  const proposed = said('We were hoping to schedule a meeting with Dr. Smith.');
  const asked = said('What day and time would work best for Dr. Smith?');
  const free = (when: string) => called('check_availability', { when }, 'That time is free.');

  test.each(['Sure, that works.', 'Okay, when?', 'Tuesday at 11 would be fine.', 'How about December 1st?'])(
    'begins at “%s”, if the tool is on offer',
    async (text) => {
      const given = await answer(SAMPLE, [BEGIN], GREETED, proposed, heard(text));
      expect(given).toEqual({ calls: [{ name: 'begin_scheduling', args: {} }] });
      const without = await answer(SAMPLE, [], GREETED, proposed, heard(text));
      expect(without.calls).toBeUndefined();
    },
  );

  test.each(["I'm good, thanks.", 'How are you today?', 'One second please.', 'No, not really.'])(
    'does not begin at “%s”',
    async (text) => {
      expect((await answer(SAMPLE, [BEGIN], GREETED, heard(text))).calls).toBeUndefined();
    },
  );

  test('asks for the day after begin_scheduling, unless the tool says what to say', async () => {
    const agreed = [proposed, heard('Sure.')];
    const plain = called('begin_scheduling', {}, 'You are scheduling now.');
    expect(await answer(stage, tools, ...agreed, ...plain)).toEqual({
      say: 'What day and time would work best for Dr. Smith?',
    });
    const worded = called('begin_scheduling', {}, 'Go on. Say: “When is good?”');
    expect(await answer(stage, tools, ...agreed, ...worded)).toEqual({ say: 'When is good?' });
  });

  test('looks the time up at once when it was named with the agreement', async () => {
    const items = [
      proposed,
      heard('Sure, next Tuesday at eleven.'),
      ...called('begin_scheduling', {}, 'Done.'),
    ];
    expect(await answer(stage, tools, ...items)).toEqual({
      calls: [{ name: 'check_availability', args: { when: 'next Tuesday at eleven' } }],
    });
  });

  test.each([
    ['Next Tuesday at eleven works for Dr. Smith.', { when: 'Next Tuesday at eleven' }],
    ['How about the 3rd at 2?', { when: 'the 3rd at 2' }],
    ['Tomorrow afternoon at half past one.', { when: 'Tomorrow afternoon at half past one' }],
    ['December 1st, 10:30 am Central.', { when: 'December 1st, 10:30 am', time_zone: 'Central' }],
    ['He is free a week from Thursday at noon.', { when: 'a week from Thursday at noon' }],
    ['February 30 at eleven', { when: 'February 30 at eleven' }],
    [
      "Let's say Thursday at 11 o'clock, eastern time.",
      { when: "Thursday at 11 o'clock", time_zone: 'eastern' },
    ],
  ])('hears the time in “%s”', async (text, args) => {
    const given = await answer(stage, tools, asked, heard(text));
    expect(given).toEqual({ calls: [{ name: 'check_availability', args }] });
  });

  test('puts a day and a time from two answers together', async () => {
    const items = [
      asked,
      heard('Tuesday.'),
      ...called('check_availability', { when: 'Tuesday' }, 'No time. Say: “What time on Tuesday?”'),
      said('What time on Tuesday?'),
      heard('Eleven.'),
    ];
    const given = await answer(stage, tools, ...items);
    expect(given.calls?.[0]?.args).toEqual({ when: 'Tuesday at Eleven' });
  });

  test('asks again with the time zone when the tool wants it', async () => {
    const items = [
      asked,
      heard('Tuesday at 11.'),
      ...called('check_availability', { when: 'Tuesday at 11' }, 'Say: “Is that Eastern or Central time?”'),
      said('Is that Eastern or Central time?'),
      heard('Central.'),
    ];
    const given = await answer(stage, tools, ...items);
    expect(given.calls?.[0]?.args).toEqual({ when: 'Tuesday at 11', time_zone: 'Central' });
  });

  test('a practice named after a zone is not in that zone', async () => {
    const items = [heard('Central Clinic, good morning.'), asked, heard('Tuesday at 11.')];
    const given = await answer(stage, tools, ...items);
    expect(given.calls?.[0]?.args).toEqual({ when: 'Tuesday at 11' });
  });

  test('never looks the same time up twice', async () => {
    const taken = called(
      'check_availability',
      { when: 'Tuesday at 11' },
      'That time is taken. Say: “Sorry.”',
    );
    const items = [asked, heard('Tuesday at 11.'), ...taken];
    expect(await answer(stage, tools, ...items)).toEqual({ say: 'Sorry.' });
    const given = await answer(stage, tools, ...items, said('Sorry.'), heard('Wednesday at noon then.'));
    expect(given.calls?.[0]?.args).toEqual({ when: 'Wednesday at noon' });
  });

  test('asks for the name, then for the email, then books', async () => {
    const items = [asked, heard('Tuesday at 11.'), ...free('Tuesday at 11')];
    expect(await answer(stage, tools, ...items)).toEqual({ say: 'Who will be joining us?' });
    items.push(said('Who will be joining us?'), heard('Our practice manager, Amy Jones.'));
    expect(await answer(stage, tools, ...items)).toEqual({ say: 'What is the best email for the invite?' });
    items.push(said('What is the best email for the invite?'), heard("It's amy at smithpractice dot com."));
    expect(await answer(stage, tools, ...items)).toEqual({
      calls: [
        {
          name: 'book_meeting',
          args: {
            when: 'Tuesday at 11',
            attendee_name: 'Amy Jones',
            attendee_email: 'amy@smithpractice.com',
          },
        },
      ],
    });
  });

  test('takes only arguments that the tool has', async () => {
    const bare = [tool('check_availability', 'when')];
    const given = await answer(stage, bare, asked, heard('Tuesday at 11 Central time.'));
    expect(given.calls).toEqual([{ name: 'check_availability', args: { when: 'Tuesday at 11' } }]);
  });

  test('does not book without the tool, a free time, a name and an email', async () => {
    const known = [asked, heard('Tuesday at 11, Dr. Smith will join, his email is smith@practice.com.')];
    const checked = free('Tuesday at 11');
    expect((await answer(stage, [CHECK], ...known, ...checked)).calls).toBeUndefined();
    const taken = called('check_availability', { when: 'Tuesday at 11' }, 'That time is taken.');
    expect((await answer(stage, tools, ...known, ...taken)).calls).toBeUndefined();
    expect((await answer(stage, tools, ...known, ...checked)).calls?.[0]?.args).toEqual({
      when: 'Tuesday at 11',
      attendee_name: 'Dr. Smith',
      attendee_email: 'smith@practice.com',
    });
  });

  test.each([
    ['ask for Amy Jones', 'Amy Jones'],
    ['My name is Amy Jones', 'Amy Jones'],
    ['Dr. Smith will be there', 'Dr. Smith'],
    ["it's Amy", 'Amy'],
    ['That would be Amy O’Neil, she is the manager.', 'Amy O’Neil'],
  ])('hears the name in “%s”', async (text, name) => {
    const email = heard('The email is a.jones@practice.com.');
    const items = [asked, heard('Tuesday at 11.'), ...free('Tuesday at 11')];
    const given = await answer(stage, tools, ...items, said('Who will be joining us?'), heard(text), email);
    expect(given.calls?.[0]?.args).toMatchObject({
      attendee_name: name,
      attendee_email: 'a.jones@practice.com',
    });
  });

  test('goes back to questions when one is asked that it has no line for, and answers one that it has', async () => {
    expect(await answer(stage, tools, asked, heard('Who is your lawyer?'))).toEqual({
      calls: [{ name: 'resume_questions', args: {} }],
    });
    const cost = await answer(stage, tools, asked, heard('Wait, how much does it cost?'));
    expect(cost.say).toMatch(/^We’re paid by the insurers/);
    const withoutTool = await answer(stage, [CHECK], asked, heard('Who is your lawyer?'));
    expect(withoutTool.calls).toBeUndefined();
  });
});

describe('ending the call', () => {
  test('a goodbye is answered with the goodbye of the instructions and end_call', async () => {
    const given = await answer(FAREWELL, [END], GREETED, heard('Thanks, bye.'));
    expect(given).toEqual({
      say: 'Thank you for your time, goodbye!',
      calls: [{ name: 'end_call', args: {} }],
    });
    expect((await answer(FAREWELL, [], GREETED, heard('Thanks, bye.'))).calls).toBeUndefined();
  });

  test('a second refusal ends the call, with the reason that was given', async () => {
    const given = await answer(
      SAMPLE,
      [BEGIN, END],
      GREETED,
      heard("We're not interested."),
      said('No worries - could I just ask why not?'),
      heard('The doctor is happy with his current insurer.'),
      said('Got it, do you know the last time he’s gotten quotes?'),
      heard("No. We're really not interested."),
    );
    expect(given.calls).toEqual([
      { name: 'end_call', args: { reason: 'The doctor is happy with his current insurer.' } },
    ]);
  });

  test('who wants no more calls is not asked why', async () => {
    const given = await answer(SAMPLE, [END], GREETED, heard('Please stop calling us.'));
    expect(given.calls?.[0]).toEqual({ name: 'end_call', args: { reason: 'Please stop calling us.' } });
  });

  test('the words of a tool may come as a JSON string', async () => {
    const output = JSON.stringify('That time is free. Say: “Great, "Tuesday" it is.”');
    const items = [GREETED, heard('Tuesday at 11.'), ...called('check_availability', {}, output)];
    expect(await answer(SCHEDULING, [], ...items)).toEqual({ say: 'Great, "Tuesday" it is.' });
  });

  test('after end_call it says the goodbye of the stage, else what the tool said last', async () => {
    const items = [GREETED, heard('Stop calling us.'), ...called('end_call', {}, 'Noted. Say goodbye.')];
    expect(await answer(FAREWELL, [], ...items)).toEqual({ say: 'Thank you for your time, goodbye!' });
    expect(await answer(SAMPLE, [], ...items)).toEqual({ say: 'Say goodbye.' });
    expect(await answer(FAREWELL, [], GREETED, heard('Bye.'), ...called('end_call', {}, ''))).toEqual({});
  });
});
