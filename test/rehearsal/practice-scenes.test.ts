import { describe, expect, test } from 'vitest';
import { createPractice, type Practice } from '../../scripts/rehearsal/practice/practice.js';
import type { PracticeScript, Scene } from '../../scripts/rehearsal/practice/practice-script.js';
import { encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import { createRehearsedAgent, samples } from './rehearsed-agent.js';

const FRONT_DESK: Scene = {
  plays: [{ says: 'Front desk, this is Amy.' }],
  turns: [{ hears: /hello/i, says: 'Hi.' }],
};

function script(scenes: Readonly<Record<string, Scene>>, start = 'menu'): PracticeScript {
  return { pickup: 'answers', turns: [], scenes, start };
}

function goesOn(afterMs: number, goesTo: string): Scene {
  // biome-ignore lint/suspicious/noThenProperty: a scene is never awaited.
  return { then: { afterMs, goesTo } };
}

function texts(practice: Practice): string[] {
  return practice.said.map((said) => said.text);
}

function durationMs(text: string): number {
  return (encodeSpeech(text).length * 1000) / 24_000;
}

describe('what a scene plays', () => {
  test('comes in order, pauses included, half a second after the pick-up', () => {
    const practice = createPractice(
      script({ menu: { plays: [{ says: 'One.' }, { pauseMs: 700 }, { says: 'Two.' }, { says: 'Three.' }] } }),
    );
    const agent = createRehearsedAgent(practice);
    agent.listen();
    agent.listen();
    expect(texts(practice)).toEqual(['One.', 'Two.', 'Three.']);
    const [one, two, three] = practice.said;
    expect(one?.startSample).toBe(samples(500));
    expect((two?.startSample ?? 0) - (one?.endSample ?? 0)).toBe(samples(700));
    expect(three?.startSample).toBe(two?.endSample);
    expect(agent.heard()).toBe('One.Two. Three.');
  });

  test('has sounds without words, whose places are known and which break no word', () => {
    const practice = createPractice(
      script({
        menu: {
          plays: [
            { says: 'After the tone. ' },
            { sound: 'beep' },
            { says: 'A ' },
            { sound: 'cough', ms: 300 },
            { says: 'B ' },
            { sound: 'noise' },
            { says: 'C ' },
            { sound: 'music', ms: 5000 },
            { says: 'D' },
          ],
        },
      }),
    );
    const agent = createRehearsedAgent(practice);
    agent.wait(15_000);
    expect(agent.heard()).toBe('After the tone. A B C D');
    const [beep, cough, noise, music] = practice.sounds;
    expect(practice.sounds.map(({ sound }) => sound)).toEqual(['beep', 'cough', 'noise', 'music']);
    expect(beep?.startSample).toBe(practice.said[0]?.endSample);
    expect((beep?.endSample ?? 0) - (beep?.startSample ?? 0)).toBe(samples(500));
    expect((cough?.endSample ?? 0) - (cough?.startSample ?? 0)).toBe(samples(300));
    expect((noise?.endSample ?? 0) - (noise?.startSample ?? 0)).toBe(samples(1000));
    expect((music?.endSample ?? 0) - (music?.startSample ?? 0)).toBe(samples(5000));
  });

  test('is said to its end by a machine that is spoken to, and that is no person talked over', () => {
    const practice = createPractice(
      script({ menu: { plays: [{ says: 'For appointments, press one. For billing, press two.' }] } }),
    );
    const agent = createRehearsedAgent(practice);
    agent.wait(1500);
    agent.say('Hello, is anybody there?');
    agent.listen();
    expect(agent.heard()).toBe('For appointments, press one. For billing, press two.');
    expect(practice.talkedOverMs).toBe(0);
    expect(practice.talkedOverRecordingMs).toBeGreaterThan(durationMs('Hello, is anybody there?') - 60);
    expect(practice.heard.map((heard) => heard.text)).toEqual(['Hello, is anybody there?']);
  });

  test('is talked over where a person says it', () => {
    const practice = createPractice(
      script(
        { desk: { ...FRONT_DESK, plays: [{ says: 'The front desk of Smith Family Medicine.' }] } },
        'desk',
      ),
    );
    const agent = createRehearsedAgent(practice);
    agent.wait(1500);
    agent.say('Hello?');
    agent.listen();
    expect(practice.talkedOverMs).toBeGreaterThan(durationMs('Hello?') - 60);
    expect(practice.talkedOverRecordingMs).toBe(0);
  });

  test('nobody is talked over by speech during music, a beep or a pause', () => {
    const plays = [{ sound: 'music' }, { sound: 'beep', ms: 2000 }, { pauseMs: 2000 }] as const;
    const practice = createPractice(script({ menu: { plays }, desk: { ...FRONT_DESK, plays } }));
    const agent = createRehearsedAgent(practice);
    agent.wait(1000);
    agent.say('Hello? '.repeat(20));
    expect(practice.talkedOverMs).toBe(0);
    expect(practice.talkedOverRecordingMs).toBe(0);
  });
});

describe('keys in a scene', () => {
  const menu: Scene = {
    plays: [{ says: 'For billing, press two. For appointments, press one.' }],
    keys: { '1': 'desk' },
  };

  test('cut off what is playing, lead to another scene, and are recorded with what was heard by then', () => {
    const practice = createPractice(script({ menu, desk: FRONT_DESK }));
    const agent = createRehearsedAgent(practice);
    agent.wait(500 + durationMs('For billing, press two. For ') + 100);
    practice.pressKey('1');
    agent.listen();
    expect(practice.keys).toEqual([
      { key: '1', atSample: expect.any(Number), scene: 'menu', playing: 'For billing, press two. For' },
    ]);
    expect(practice.scenes).toEqual(['menu', 'desk']);
    expect(texts(practice)).toEqual(['For billing, press two. For ', 'Front desk, this is Amy.']);
    expect(agent.heard()).toBe('For billing, press two. For Front desk, this is Amy.');
  });

  test('do nothing where they are not offered, but are recorded', () => {
    const practice = createPractice(script({ menu, desk: FRONT_DESK }));
    const agent = createRehearsedAgent(practice);
    agent.wait(1000);
    practice.pressKey('9');
    agent.listen();
    expect(practice.keys.map(({ key }) => key)).toEqual(['9']);
    expect(practice.scenes).toEqual(['menu']);
    expect(texts(practice)).toEqual(['For billing, press two. For appointments, press one.']);
  });

  test('lead elsewhere where all others are caught', () => {
    const wrong: Scene = {
      plays: [{ says: 'That is not a valid option.' }],
      ...goesOn(0, 'menu'),
    };
    const practice = createPractice(
      script({ menu: { ...menu, otherKeys: 'wrong' }, wrong, desk: FRONT_DESK }),
    );
    const agent = createRehearsedAgent(practice);
    agent.wait(1000);
    practice.pressKey('9');
    agent.wait(3000);
    practice.pressKey('1');
    agent.listen();
    expect(practice.scenes).toEqual(['menu', 'wrong', 'menu', 'desk']);
    expect(texts(practice).at(-1)).toBe('Front desk, this is Amy.');
  });

  test('lead to the person of the script, who has the name `person`', () => {
    const practice = createPractice({
      pickup: 'answers',
      opening: 'This is Amy.',
      turns: [{ hears: /hello/i, says: 'Hi.' }],
      start: 'menu',
      scenes: { menu: { ...menu, keys: { '1': 'person' } } },
    });
    const agent = createRehearsedAgent(practice);
    agent.wait(1000);
    practice.pressKey('1');
    agent.listen();
    agent.say('Hello!');
    agent.listen();
    expect(practice.scenes).toEqual(['menu', 'person']);
    expect(texts(practice).slice(-2)).toEqual(['This is Amy.', 'Hi.']);
  });

  test('are of no use once the practice is about to hang up', () => {
    const practice = createPractice(
      script({
        menu: {
          plays: [{ sound: 'beep' }],
          keys: { '1': 'desk' },
          turns: [{ hears: /bye/, says: 'Bye.', hangsUp: true }],
        },
        desk: FRONT_DESK,
      }),
    );
    const agent = createRehearsedAgent(practice);
    agent.wait(1500);
    agent.say('bye');
    agent.wait(600 + durationMs('Bye.') + 500);
    practice.pressKey('1');
    agent.wait(2000);
    expect(practice.hungUp).toBe(true);
    expect(practice.scenes).toEqual(['menu']);
    expect(practice.keys[0]?.playing).toBe('[beep] Bye.');
  });
});

describe('a scene that goes on by itself', () => {
  test('repeats a menu after silence', () => {
    const practice = createPractice(
      script({ menu: { plays: [{ says: 'Press one.' }], ...goesOn(2000, 'menu') } }),
    );
    createRehearsedAgent(practice).wait(2 * (500 + durationMs('Press one.') + 2000) + 1000);
    expect(practice.scenes).toEqual(['menu', 'menu', 'menu']);
    const [first, second] = practice.said;
    expect((second?.startSample ?? 0) - (first?.endSample ?? 0)).toBeLessThanOrEqual(samples(2500 + 20));
    expect((second?.startSample ?? 0) - (first?.endSample ?? 0)).toBeGreaterThanOrEqual(samples(2500));
  });

  test('puts a caller through, and the new person has not heard what was said before', () => {
    const practice = createPractice(
      script(
        {
          hold: {
            plays: [{ says: 'Please hold.' }, { sound: 'music', ms: 3000 }],
            ...goesOn(0, 'desk'),
          },
          desk: { turns: [{ hears: /hello/i, says: 'Hi, this is Amy.' }], otherwise: 'What is it?' },
        },
        'hold',
      ),
    );
    const agent = createRehearsedAgent(practice);
    agent.wait(2500);
    agent.say('Hello?');
    agent.wait(4000);
    expect(texts(practice)).toEqual(['Please hold.']);
    agent.say('Who is this?');
    agent.listen();
    expect(texts(practice)).toEqual(['Please hold.', 'What is it?']);
  });

  test('hangs up so long after everything was played, spoken to or not', () => {
    const practice = createPractice(
      script({ menu: { plays: [{ says: 'Leave a message.' }, { sound: 'beep' }], hangsUpAfterMs: 4000 } }),
    );
    const agent = createRehearsedAgent(practice);
    agent.wait(500 + durationMs('Leave a message.') + 500);
    agent.say('This is a message of a few seconds, at the most of four.');
    agent.wait(3900 - durationMs('This is a message of a few seconds, at the most of four.'));
    expect(practice.hungUp).toBe(false);
    agent.wait(200);
    expect(practice.hungUp).toBe(true);
  });

  test('waits for the end of what is said where it has turns', () => {
    const practice = createPractice(
      script({
        menu: {
          plays: [{ says: 'How can I help?' }],
          turns: [{ hears: /appointment/, goesTo: 'desk' }],
          ...goesOn(2000, 'menu'),
        },
        desk: FRONT_DESK,
      }),
    );
    const agent = createRehearsedAgent(practice);
    agent.wait(500 + durationMs('How can I help?') + 1500);
    agent.say('I would like to make an appointment');
    agent.wait(1000);
    expect(practice.scenes).toEqual(['menu', 'desk']);
  });
});

describe('turns in a scene', () => {
  test('lead on after what they say', () => {
    const practice = createPractice({
      pickup: 'answers',
      opening: 'Smith Dental.',
      turns: [{ hears: /manager/, says: 'One moment please.', goesTo: 'desk' }],
      scenes: { desk: FRONT_DESK },
    });
    const agent = createRehearsedAgent(practice);
    agent.listen();
    agent.say('The manager please');
    agent.listen();
    agent.listen();
    agent.say('Hello!');
    agent.listen();
    expect(practice.scenes).toEqual(['person', 'desk']);
    expect(texts(practice)).toEqual([
      'Smith Dental.',
      'One moment please.',
      'Front desk, this is Amy.',
      'Hi.',
    ]);
  });

  test('let a person pick up in the middle of a message', () => {
    const practice = createPractice(
      script({
        menu: {
          plays: [{ says: 'Leave a message.' }, { sound: 'beep' }],
          turns: [{ hears: /DocShield/, interrupts: true, goesTo: 'desk' }],
        },
        desk: FRONT_DESK,
      }),
    );
    const agent = createRehearsedAgent(practice);
    agent.wait(3000);
    agent.say('This is Chelsea calling from DocShield and I would like to tell you about our offer.');
    agent.listen();
    expect(practice.scenes).toEqual(['menu', 'desk']);
    expect(texts(practice)).toEqual(['Leave a message.', 'Front desk, this is Amy.']);
    expect(practice.talkedOverMs).toBe(0);
  });
});

describe('a script', () => {
  test.each([
    ['menu', { menu: { keys: { '1': 'nowhere' } } }],
    ['menu', { menu: { otherKeys: 'nowhere' } }],
    ['menu', { menu: { ...goesOn(0, 'nowhere') } }],
    ['menu', { menu: { turns: [{ hears: /a/, goesTo: 'nowhere' }] } }],
    ['nowhere', { menu: {} }],
  ])('that leads to a scene it does not have is refused', (start, scenes) => {
    expect(() => createPractice(script(scenes, start))).toThrow(
      'The script has no scene nowhere: it has person, menu.',
    );
  });
});
