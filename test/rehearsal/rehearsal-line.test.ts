import { afterEach, describe, expect, test } from 'vitest';
import type { CallEvent } from '../../machines/call.events.js';
import type { Telephony } from '../../machines/call.ports.js';
import {
  LINES,
  type LineName,
  openLine,
  type RehearsalLine,
} from '../../scripts/rehearsal/lines/rehearsal-line.js';
import type { PracticeScript } from '../../scripts/rehearsal/practice/practice-script.js';
import { createSpeechDecoder, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import type { ApprovedKey } from '../../src/domain/phone-menu/index.js';
import { createLiveKitLine } from '../../src/telephony/livekit-line.js';

const NUMBER = '+12125550123';
let line: RehearsalLine | null = null;
let telephony: Telephony | null = null;

afterEach(async () => {
  await telephony?.close();
  await line?.close();
  line = null;
  telephony = null;
});

/** A line to a practice, and what a worker makes of it. */
async function lineTo(name: LineName, practice: Partial<PracticeScript>) {
  const opened = await openLine(name, { answer: () => ({ pickup: 'answers', turns: [], ...practice }) });
  line = opened;
  const { env, forWorker } = opened;
  const given =
    forWorker.telephony ??
    createLiveKitLine({
      url: env['LIVEKIT_URL'] ?? '',
      apiKey: env['LIVEKIT_API_KEY'] ?? '',
      apiSecret: env['LIVEKIT_API_SECRET'] ?? '',
      sipTrunkId: env['LIVEKIT_SIP_TRUNK_ID'] ?? '',
      noiseCancellation: 'off',
      maxCallMs: 60_000,
    });
  telephony = given;
  const dial = () =>
    given.dial({ callId: 'call-1', toE164: NUMBER, ringTimeoutMs: 1000 }, new AbortController().signal);
  const answered = async (): Promise<string> => {
    const result = await dial();
    if (result.kind !== 'answered') throw new Error(`It was not answered: ${result.kind}.`);
    return result.legId;
  };
  return { line: opened, telephony: given, dial, answered };
}

function nextEvent(from: Telephony, legId: string): Promise<CallEvent> {
  return new Promise((resolve) => {
    from.watch(legId, resolve);
  });
}

describe.each(LINES)('the line %s', (name) => {
  test('carries a conversation and keys to the practice and back', async () => {
    const { line, telephony, answered } = await lineTo(name, {
      opening: 'Smith Family Medicine, how can I help you?',
      turns: [{ hears: /this is Chelsea/, says: 'Press a key please.' }],
      scenes: {},
    });
    const legId = await answered();
    const audio = telephony.audio(legId);
    let heard = '';
    const decoder = createSpeechDecoder({
      sampleRateHz: 24_000,
      onWord(word) {
        heard += word.text;
      },
    });
    audio.onReceived((pcm) => decoder.push(pcm));
    await expect.poll(() => heard, { timeout: 10_000 }).toBe('Smith Family Medicine, how can I help you?');
    await audio.play(encodeSpeech('Hello, this is Chelsea.'));
    await expect.poll(() => heard, { timeout: 10_000 }).toMatch(/you\?Press a key please\.$/);
    await telephony.sendKey(legId, '3' as ApprovedKey);
    const [call] = line.calls;
    await expect.poll(() => call?.practice.keys.map(({ key }) => key)).toEqual(['3']);
    expect(call).toMatchObject({ callId: 'call-1', toE164: NUMBER, dials: 1 });
    expect(call?.practice.heard.map(({ text }) => text)).toEqual(['Hello, this is Chelsea.']);
    await telephony.hangUp('call-1');
  });

  test.each([
    ['busy', 'busy'],
    ['rings-out', 'no-answer'],
    ['declines', 'declined'],
    ['no-such-number', 'invalid-number'],
    ['line-down', 'line-unavailable'],
  ] as const)('a practice that %s gives %s', async (pickup, kind) => {
    const { line, dial } = await lineTo(name, { pickup });
    expect((await dial()).kind).toBe(kind);
    expect(line.calls.map(({ callId, dials }) => ({ callId, dials }))).toEqual([
      { callId: 'call-1', dials: 1 },
    ]);
  });

  test('a practice that hangs up is a hang-up; a line that breaks is lost', async () => {
    const hangsUp = await lineTo(name, { scenes: { shut: { hangsUpAfterMs: 100 } }, start: 'shut' });
    const legId = await hangsUp.answered();
    expect((await nextEvent(hangsUp.telephony, legId)).type).toBe('practice.hungUp');
    await hangsUp.telephony.close();
    await hangsUp.line.close();

    const { line, telephony, answered } = await lineTo(name, {});
    await line.breakLine('call-1');
    const lost = answered().then((leg) => nextEvent(telephony, leg));
    await expect.poll(() => line.calls.length).toBe(1);
    const breaking = setInterval(() => void line.breakLine('call-1'), 200);
    expect((await lost).type).toBe('line.lost');
    clearInterval(breaking);
  });
});

test('the line livekit has one speed', async () => {
  await expect(
    openLine('livekit', { answer: () => ({ pickup: 'busy', turns: [] }), speed: 2 }),
  ).rejects.toThrow('its speed is 1');
});
