import { describe, expect, test } from 'vitest';
import { createPractice } from '../../scripts/rehearsal/practice/practice.js';
import type { PracticeScript, PracticeTurn } from '../../scripts/rehearsal/practice/practice-script.js';
import { decodeSpeech, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import { createRehearsedAgent, samples } from './rehearsed-agent.js';

const RATE_HZ = 24_000;

function script(turns: readonly PracticeTurn[], more: Partial<PracticeScript> = {}): PracticeScript {
  return { pickup: 'answers', turns, ...more };
}

describe('the practice', () => {
  test('says its opening after the pick-up, as sound', () => {
    const practice = createPractice(script([], { opening: 'Smith Dental, how can I help?' }));
    const agent = createRehearsedAgent(practice);
    agent.listen();
    expect(agent.heard()).toBe('Smith Dental, how can I help?');
    expect(practice.said.map((said) => said.text)).toEqual(['Smith Dental, how can I help?']);
    expect(practice.said[0]?.startSample).toBe(samples(500));
  });

  test('says nothing by itself without an opening', () => {
    const agent = createRehearsedAgent(createPractice(script([{ hears: /hello/, says: 'Hi.' }])));
    agent.wait(5000);
    expect(agent.heard()).toBe('');
  });

  test.each([480, 7, 240, 1000, 24_000])('answers what it hears in blocks of %i samples', (blockSamples) => {
    const practice = createPractice(script([{ hears: /doctor/, says: 'She is busy.' }]));
    const agent = createRehearsedAgent(practice, blockSamples);
    agent.say('May I speak to the doctor?');
    agent.listen();
    expect(agent.heard()).toBe('She is busy.');
    expect(practice.heard.map((heard) => heard.text)).toEqual(['May I speak to the doctor?']);
  });

  test('waits until the agent has been silent for 600 ms', () => {
    const practice = createPractice(script([{ hears: /doctor/, says: 'She is busy.' }]));
    const agent = createRehearsedAgent(practice);
    agent.say('Is the doctor in? ');
    agent.wait(500);
    agent.say('I can call back.');
    agent.listen();
    const [heard] = practice.heard;
    expect(practice.heard).toHaveLength(1);
    expect(heard?.text).toBe('Is the doctor in? I can call back.');
    const pause = (practice.said[0]?.startSample ?? 0) - (heard?.endSample ?? 0);
    expect(pause).toBeGreaterThanOrEqual(samples(580));
    expect(pause).toBeLessThanOrEqual(samples(660));
    expect(practice.talkedOverMs).toBe(0);
  });

  test('interrupts where its script says so, and does not listen to the rest', () => {
    const practice = createPractice(
      script([{ hears: /DocShield/, says: 'Not interested.', interrupts: true }], { otherwise: 'Pardon?' }),
    );
    const agent = createRehearsedAgent(practice);
    agent.say('This is Amy from DocShield and I would like to tell you about our very good offer.');
    agent.listen();
    expect(agent.heard()).toBe('Not interested.');
    const wordsBefore = encodeSpeech('This is Amy from DocShield and ').length;
    expect(practice.said[0]?.startSample).toBeLessThan(wordsBefore);
    expect(practice.talkedOverMs).toBe(0);
  });

  test('takes a turn once, unless its script says otherwise', () => {
    const once = createPractice(script([{ hears: /price/, says: 'Once.' }]));
    const often = createPractice(script([{ hears: /price/g, says: 'Again.', once: false }]));
    for (const practice of [once, often]) {
      const agent = createRehearsedAgent(practice);
      agent.say('The price?');
      agent.listen();
      agent.say('The price?');
      agent.listen();
    }
    expect(once.said.map((said) => said.text)).toEqual(['Once.']);
    expect(often.said.map((said) => said.text)).toEqual(['Again.', 'Again.']);
  });

  test('matches only what was said since it last spoke', () => {
    const practice = createPractice(
      script([
        { hears: /one/, says: 'First.' },
        { hears: /one/, says: 'Second.' },
      ]),
    );
    const agent = createRehearsedAgent(practice);
    agent.say('one');
    agent.listen();
    agent.say('two');
    agent.listen();
    expect(agent.heard()).toBe('First.');
  });

  test('asks for a repetition at most twice in a row', () => {
    const practice = createPractice(script([{ hears: /meeting/, says: 'Sure.' }], { otherwise: 'Pardon? ' }));
    const agent = createRehearsedAgent(practice);
    for (const text of ['Mumble.', 'Mumble.', 'Mumble.', 'A meeting?', 'Mumble.']) {
      agent.say(text);
      agent.listen();
    }
    expect(agent.heard()).toBe('Pardon? Pardon? Sure.Pardon? ');
  });

  test('hangs up a moment after its last word', () => {
    const practice = createPractice(script([{ hears: /bye/i, says: 'Good bye.', hangsUp: true }]));
    const agent = createRehearsedAgent(practice);
    agent.say('Bye!');
    agent.wait(900);
    expect(practice.hungUp).toBe(false);
    agent.wait(2000);
    expect(practice.hungUp).toBe(true);
    expect(agent.heard()).toBe('Good bye.');
  });

  test('says nothing more once it has said goodbye', () => {
    const practice = createPractice(
      script([
        { hears: /bye/i, says: 'Good bye.', hangsUp: true },
        { hears: /you/, says: 'What?', interrupts: true },
      ]),
    );
    const agent = createRehearsedAgent(practice);
    agent.say('Bye!');
    agent.wait(1300);
    expect(practice.said).toHaveLength(1);
    agent.say('you!');
    agent.wait(2000);
    expect(practice.hungUp).toBe(true);
    expect(agent.heard()).toBe('Good bye.');
  });

  test('hangs up without a word, and is silent and deaf from then on', () => {
    const practice = createPractice(
      script([
        { hears: /sales/, hangsUp: true, interrupts: true },
        { hears: /hello/, says: 'Hi.' },
      ]),
    );
    const agent = createRehearsedAgent(practice);
    agent.say('This is a sales call');
    expect(practice.hungUp).toBe(true);
    agent.say('hello');
    agent.listen();
    expect(agent.heard()).toBe('');
    expect(practice.heard.map((heard) => heard.text)).toEqual(['This is a sales ']);
  });

  test('measures how long the agent speaks over it', () => {
    const practice = createPractice(script([], { opening: 'A long opening that goes on for some while.' }));
    const agent = createRehearsedAgent(practice);
    agent.wait(1500);
    const speech = encodeSpeech('Hello?');
    agent.say('Hello?');
    agent.listen();
    const spokenMs = (speech.length * 1000) / RATE_HZ;
    expect(practice.talkedOverMs).toBeGreaterThan(spokenMs - 40);
    expect(practice.talkedOverMs).toBeLessThanOrEqual(spokenMs + 40);
  });

  test('forgives an agent that began at the same moment and stops soon', () => {
    const opening = 'A long opening that goes on for some while.';
    const polite = createPractice(script([], { opening }));
    const rude = createPractice(script([], { opening }));
    for (const [practice, text] of [
      [polite, 'I'],
      [rude, 'I will just go on and on'],
    ] as const) {
      const agent = createRehearsedAgent(practice);
      agent.wait(600);
      agent.say(text);
      agent.listen();
    }
    expect(polite.talkedOverMs).toBe(0);
    expect(rude.talkedOverMs).toBeGreaterThan(500);
  });

  test('works at the sample rate of a telephone', () => {
    const practice = createPractice(script([{ hears: /doctor/, says: 'She is busy.' }]), {
      sampleRateHz: 8000,
    });
    practice.exchange(encodeSpeech('The doctor?', { sampleRateHz: 8000 }));
    const answer = practice.exchange(new Int16Array(8000 * 3));
    expect(decodeSpeech(answer, 8000).map((word) => word.text)).toEqual(['She ', 'is ', 'busy.']);
  });
});
