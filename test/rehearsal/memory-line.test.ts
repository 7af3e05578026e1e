import { afterEach, describe, expect, test } from 'vitest';
import type { CallEvent } from '../../machines/call.events.js';
import { createMemoryLine, type MemoryLine } from '../../scripts/rehearsal/lines/memory-line.js';
import type { PracticeScript } from '../../scripts/rehearsal/practice/practice-script.js';
import { createSpeechDecoder, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import type { DialResult } from '../../src/domain/dial-result.js';
import type { ApprovedKey } from '../../src/domain/phone-menu/index.js';

const SPEED = 20;
const NUMBER = '+19148205734';
const RATE_HZ = 24_000;
const lines: MemoryLine[] = [];

afterEach(async () => {
  await Promise.all(lines.splice(0).map((line) => line.close()));
});

function lineTo(practice: Partial<PracticeScript>, speed = SPEED): MemoryLine {
  const line = createMemoryLine({ answer: () => ({ pickup: 'answers', turns: [], ...practice }), speed });
  lines.push(line);
  return line;
}

function dial(
  line: MemoryLine,
  callId = 'call-1',
  signal = new AbortController().signal,
): Promise<DialResult> {
  return line.dial({ callId, toE164: NUMBER, ringTimeoutMs: 1000 }, signal);
}

async function answered(line: MemoryLine, callId?: string): Promise<string> {
  const result = await dial(line, callId);
  if (result.kind !== 'answered') {
    throw new Error(`expected an answer, got ${result.kind}`);
  }
  return result.legId;
}

/** The next event of the leg. */
function nextEvent(line: MemoryLine, legId: string): Promise<CallEvent> {
  return new Promise((resolve) => {
    line.watch(legId, resolve);
  });
}

/** Resolves with all that was heard, once it contains the text. */
function hearUntil(line: MemoryLine, legId: string, text: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const decoder = createSpeechDecoder({
      sampleRateHz: RATE_HZ,
      onWord(word) {
        heard += word.text;
        if (heard.includes(text)) {
          resolve(heard);
        }
      },
    });
    line.audio(legId).onReceived((pcm) => decoder.push(pcm));
  });
}

/** Plays sound as a voice does: block by block, waiting for room. */
async function play(line: MemoryLine, legId: string, pcm: Int16Array): Promise<void> {
  const audio = line.audio(legId);
  for (let start = 0; start < pcm.length; start += 2400) {
    await audio.play(pcm.subarray(start, start + 2400));
  }
}

function say(line: MemoryLine, legId: string, text: string): Promise<void> {
  return play(line, legId, encodeSpeech(text));
}

describe('dialing on the memory line', () => {
  test.each([
    ['answers', 'answered'],
    ['busy', 'busy'],
    ['rings-out', 'no-answer'],
    ['declines', 'declined'],
    ['no-such-number', 'invalid-number'],
    ['line-down', 'line-unavailable'],
  ] as const)('a practice that %s gives %s', async (pickup, kind) => {
    const line = lineTo({ pickup });
    expect((await dial(line)).kind).toBe(kind);
    expect(line.calls.map(({ callId, toE164, dials }) => ({ callId, toE164, dials }))).toEqual([
      { callId: 'call-1', toE164: NUMBER, dials: 1 },
    ]);
  });

  test('a practice that lets it ring longer than the caller waits does not answer', async () => {
    expect((await dial(lineTo({ ringMs: 1001 }))).kind).toBe('no-answer');
  });

  test('rings for as long as the script says, at the speed of the line', async () => {
    const startedAt = performance.now();
    await dial(lineTo({ ringMs: 1000 }, 10));
    expect(performance.now() - startedAt).toBeGreaterThan(98);
  });

  test('aborting gives the attempt up', async () => {
    const line = lineTo({ pickup: 'rings-out' }, 0.01);
    const abort = new AbortController();
    const attempt = dial(line, 'call-1', abort.signal);
    abort.abort(new Error('given up'));
    await expect(attempt).rejects.toThrow('given up');
    await expect(dial(line, 'call-2', abort.signal)).rejects.toThrow('given up');
    expect(line.calls).toHaveLength(1);
  });

  test('hanging up while it rings ends the attempt', async () => {
    const line = lineTo({ ringMs: 999 }, 0.01);
    const attempt = dial(line);
    await line.hangUp('call-1');
    expect((await attempt).kind).toBe('no-answer');
  });

  test('counts the dials of a call and tells of each call once', async () => {
    const told: string[] = [];
    const line = createMemoryLine({
      answer: () => ({ pickup: 'answers', turns: [] }),
      speed: SPEED,
      onCall: (call) => told.push(call.callId),
    });
    lines.push(line);
    const first = await answered(line);
    const second = await answered(line);
    expect(second).not.toBe(first);
    expect(line.calls.map((call) => call.dials)).toEqual([2]);
    expect(told).toEqual(['call-1']);
  });

  test('a closed line is unavailable', async () => {
    const line = lineTo({});
    await line.close();
    expect((await dial(line)).kind).toBe('line-unavailable');
  });
});

describe('a conversation on the memory line', () => {
  test('goes both ways as sound', async () => {
    const line = lineTo({
      opening: 'Smith Dental, good morning.',
      turns: [{ hears: /Amy/, says: 'Hello Amy, what is it about?' }],
    });
    const legId = await answered(line);
    const conversation = hearUntil(line, legId, 'about?');
    await hearUntil(line, legId, 'morning.');
    await say(line, legId, 'Hi, this is Amy “from” DocShield.');
    expect(await conversation).toBe('Smith Dental, good morning.Hello Amy, what is it about?');
    const practice = line.calls[0]?.practice;
    expect(practice?.heard.map((heard) => heard.text)).toEqual(['Hi, this is Amy “from” DocShield.']);
    expect(practice?.talkedOverMs).toBe(0);
  });

  test('ten at once lose no word', async () => {
    const line = lineTo({ turns: [{ hears: /end$/, says: 'Thank you.', hangsUp: true }] });
    const text = 'The quick brown fox jumps over the lazy dog again and again until the very end';
    const heard = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const legId = await answered(line, `call-${index}`);
        const hungUp = nextEvent(line, legId);
        await say(line, legId, text);
        await hungUp;
        return line.calls[index]?.practice.heard.map((turn) => turn.text);
      }),
    );
    expect(heard).toEqual(Array.from({ length: 10 }, () => [text]));
  });

  test('gives blocks of 20 ms, and a copy to every listener', async () => {
    const line = lineTo({ opening: 'Hello.' });
    const legId = await answered(line);
    const lengths = new Set<number>();
    line.audio(legId).onReceived((pcm) => {
      lengths.add(pcm.length);
      pcm.fill(1);
    });
    expect(await hearUntil(line, legId, 'Hello.')).toBe('Hello.');
    expect([...lengths]).toEqual([480]);
  });

  test('a listener that was asked to stop gets nothing more', async () => {
    const line = lineTo({ opening: 'Hello.' });
    const legId = await answered(line);
    let blocks = 0;
    const stop = line.audio(legId).onReceived(() => {
      blocks++;
      stop();
    });
    await hearUntil(line, legId, 'Hello.');
    expect(blocks).toBe(1);
  });

  test('play() waits while more than 200 ms are waiting', async () => {
    const line = lineTo({});
    const audio = line.audio(await answered(line));
    const sound = encodeSpeech('Some words to be played to the practice.');
    let pending = true;
    const roomy = audio.play(sound.subarray(0, 4800));
    expect(audio.queuedMs()).toBe(200);
    await roomy;
    const waiting = audio.play(sound).then(() => {
      pending = false;
    });
    await Promise.resolve();
    expect(pending).toBe(true);
    await waiting;
    expect(audio.queuedMs()).toBeLessThanOrEqual(200);
    await audio.drained();
    expect(audio.queuedMs()).toBe(0);
  });

  test('discard() makes the agent fall silent at once and wakes whoever waits', async () => {
    const line = lineTo({});
    const legId = await answered(line);
    const audio = line.audio(legId);
    const writing = audio.play(encodeSpeech('This is never heard by the practice, not a word of it.'));
    const drained = audio.drained();
    audio.discard();
    expect(audio.queuedMs()).toBe(0);
    await Promise.all([writing, drained]);
    await say(line, legId, 'Sorry.');
    await audio.drained();
    expect(line.calls[0]?.practice.heard.map((heard) => heard.text)).toEqual(['Sorry.']);
  });

  test('play() keeps what it was given when the caller uses the memory again', async () => {
    const line = lineTo({});
    const audio = line.audio(await answered(line));
    const sound = encodeSpeech('Hello');
    const played = audio.play(sound);
    sound.fill(0);
    await played;
    await audio.drained();
    expect(line.calls[0]?.practice.heard.map((heard) => heard.text)).toEqual(['Hello']);
  });
});

describe('the end of a call on the memory line', () => {
  test('a practice that hangs up is reported, and what is queued is dropped', async () => {
    const line = lineTo({ turns: [{ hears: /Hello/, hangsUp: true, interrupts: true }] });
    const legId = await answered(line);
    const audio = line.audio(legId);
    const event = nextEvent(line, legId);
    const writing = audio.play(encodeSpeech('Hello, I would like to tell you a very long story.'));
    expect((await event).type).toBe('practice.hungUp');
    await Promise.all([writing, audio.drained()]);
    expect(audio.queuedMs()).toBe(0);
    await audio.play(new Int16Array(48_000));
    expect(audio.queuedMs()).toBe(0);
  });

  test('it is reported also to who watches only afterwards', async () => {
    const line = lineTo({ turns: [{ hears: /Hello/, hangsUp: true }] });
    const legId = await answered(line);
    const first = nextEvent(line, legId);
    await say(line, legId, 'Hello');
    const event = await first;
    expect(await nextEvent(line, legId)).toBe(event);
    expect(event).toEqual({ type: 'practice.hungUp', atMs: expect.any(Number) });
    const late: CallEvent[] = [];
    line.watch(legId, (lateEvent) => late.push(lateEvent))();
    await Promise.resolve();
    expect(late).toEqual([]);
  });

  test('hanging up ends the sound, is not reported, and may be repeated', async () => {
    const line = lineTo({ opening: 'Hello.' });
    const legId = await answered(line);
    const events: CallEvent[] = [];
    line.watch(legId, (event) => events.push(event));
    let blocks = 0;
    line.audio(legId).onReceived(() => blocks++);
    const writing = line.audio(legId).play(new Int16Array(48_000));
    await line.hangUp('call-1');
    await line.hangUp('call-1');
    await line.hangUp('unknown');
    await writing;
    await line.audio(legId).drained();
    const blocksAtEnd = blocks;
    await answered(line, 'call-2');
    expect(blocks).toBe(blocksAtEnd);
    expect(events).toEqual([]);
  });

  test('a broken line is reported as lost', async () => {
    const line = lineTo({});
    expect(() => line.breakLine('call-1')).toThrow('not answered');
    const legId = await answered(line);
    const event = nextEvent(line, legId);
    line.breakLine('call-1');
    expect(await event).toEqual({
      type: 'line.lost',
      reason: 'the connection was lost',
      atMs: expect.any(Number),
    });
  });

  test('an unknown leg is a mistake that is named', () => {
    const line = lineTo({});
    expect(() => line.audio('nowhere')).toThrow('There is no leg nowhere');
    expect(() => line.watch('nowhere', () => {})).toThrow('There is no leg nowhere');
  });
});

describe('keys on the memory line', () => {
  const menu: Partial<PracticeScript> = {
    start: 'menu',
    scenes: {
      menu: { plays: [{ says: 'For appointments, press one.' }], keys: { '1': 'desk' } },
      desk: { plays: [{ says: 'This is Amy.' }], turns: [] },
    },
  };

  test('reach the practice one after the other, each a quarter of a second of the line’s time', async () => {
    const line = lineTo(menu);
    const legId = await answered(line);
    const heard = hearUntil(line, legId, 'Amy.');
    await Promise.all([line.sendKey(legId, approve('5')), line.sendKey(legId, approve('1'))]);
    const keys = line.calls[0]?.practice.keys ?? [];
    expect(keys.map(({ key, scene }) => `${key} in ${scene}`)).toEqual(['5 in menu', '1 in menu']);
    const [first, second] = keys;
    const gap = (second?.atSample ?? 0) - (first?.atSample ?? 0);
    expect(gap).toBeGreaterThanOrEqual(0.25 * RATE_HZ);
    expect(gap).toBeLessThanOrEqual(0.27 * RATE_HZ);
    expect(await heard).toContain('This is Amy.');
  });

  test('are refused on a leg that has ended or ends meanwhile, and on an unknown one', async () => {
    const line = lineTo(menu);
    const legId = await answered(line);
    const pressing = line.sendKey(legId, approve('1'));
    await line.hangUp('call-1');
    await expect(pressing).rejects.toThrow('Key 1 was not pressed: the leg has ended.');
    await expect(line.sendKey(legId, approve('2'))).rejects.toThrow('Key 2 was not pressed');
    await expect(line.sendKey('nowhere', approve('1'))).rejects.toThrow('There is no leg nowhere');
    expect(line.calls[0]?.practice.keys).toEqual([]);
  });
});

/** Only the keypress gate makes approved keys; here it is the line that is tested. */
function approve(key: string): ApprovedKey {
  return key as ApprovedKey;
}
