import { describe, expect, test } from 'vitest';
import type { CallEvent } from '../../machines/call.events.js';
import { createAgentTurns, wordsWithin } from '../../src/voice/agent-turns.js';

describe('the words within a share of a text', () => {
  test.each([
    { share: 1, words: 'Good morning to you' },
    { share: 1.2, words: 'Good morning to you' },
    { share: 0.99, words: 'Good morning to' },
    { share: 0.5, words: 'Good' },
    { share: 0.1, words: '' },
    { share: 0, words: '' },
    { share: -1, words: '' },
  ])('of $share are “$words”', ({ share, words }) => {
    expect(wordsWithin('Good morning to you', share)).toBe(words);
  });
});

const SECOND = Buffer.alloc(2 * 24_000).toString('base64');
const transcript = (delta: string) => ({ type: 'response.output_audio_transcript.delta', delta });
const audio = { type: 'response.output_audio.delta', delta: SECOND };

const startTurns = () => {
  const events: CallEvent[] = [];
  return { events, turns: createAgentTurns((event) => events.push(event)) };
};

describe('a turn of the agent', () => {
  test('was heard as far as its sound was played', () => {
    const { turns } = startTurns();
    turns.handle({ type: 'response.created' });
    for (const word of ['One ', 'two ', 'six ', 'ten.']) {
      turns.handle(transcript(word));
      turns.handle(audio);
    }
    expect(turns.heardUntil(0)).toBe('');
    expect(turns.heardUntil(2.1)).toBe('One two');
    expect(turns.heardUntil(4)).toBe('One two six ten.');
  });

  test('begins anew with every response', () => {
    const { turns } = startTurns();
    for (const event of [{ type: 'response.created' }, transcript('One two'), audio]) turns.handle(event);
    turns.handle({ type: 'response.created' });
    expect(turns.heardUntil(1)).toBe('');
    turns.handle(transcript('Six ten'));
    turns.handle(audio);
    expect(turns.heardUntil(1)).toBe('Six ten');
  });

  test('is reported with the times of its sound', () => {
    const { turns, events } = startTurns();
    turns.started(1_000, false);
    turns.finished(3_000);
    turns.spoke({ id: 'item1', text: 'Good morning. ', interrupted: false });
    expect(events).toEqual([
      { type: 'agent.startedSpeaking', atMs: 1_000 },
      {
        type: 'agent.spoke',
        utteranceId: 'item1',
        text: 'Good morning.',
        startedAtMs: 1_000,
        atMs: 3_000,
        interrupted: false,
      },
    ]);
  });
});

describe('a turn that nobody heard', () => {
  test('counts as kept silent, whether it came to its end or was cut off', () => {
    const { turns, events } = startTurns();
    for (const interrupted of [false, true]) {
      turns.started(1_000, true);
      turns.finished(1_200);
      turns.spoke({ id: 'item1', text: 'For scheduling, press two.', interrupted });
    }
    expect(events).toEqual([
      { type: 'agent.keptSilent', atMs: 1_200 },
      { type: 'agent.keptSilent', atMs: 1_200 },
    ]);
  });

  test('is followed by turns that are heard', () => {
    const { turns, events } = startTurns();
    turns.started(1_000, true);
    turns.finished(1_200);
    turns.spoke({ id: 'item1', text: 'Hm.', interrupted: false });
    turns.started(2_000, false);
    turns.finished(3_000);
    turns.spoke({ id: 'item2', text: 'Hello.', interrupted: false });
    expect(events.map(({ type }) => type)).toEqual([
      'agent.keptSilent',
      'agent.startedSpeaking',
      'agent.spoke',
    ]);
  });
});
