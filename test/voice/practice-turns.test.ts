import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallEvent } from '../../machines/call.events.js';
import { createPracticeTurns } from '../../src/voice/practice-turns.js';

const started = (item_id: string) => ({ type: 'input_audio_buffer.speech_started', item_id });
const stopped = (item_id: string) => ({ type: 'input_audio_buffer.speech_stopped', item_id });
const TRANSCRIPTION = 'conversation.item.input_audio_transcription';
const completed = (item_id: string, transcript: string) => ({
  type: `${TRANSCRIPTION}.completed`,
  item_id,
  transcript,
});
const failed = (item_id: string) => ({ type: `${TRANSCRIPTION}.failed`, item_id });

const NOW_MS = Date.parse('2026-11-24T15:00:00Z');

beforeEach(() => void vi.useFakeTimers({ now: NOW_MS }));
afterEach(() => void vi.useRealTimers());

const startTurns = () => {
  const events: CallEvent[] = [];
  const turns = createPracticeTurns((event) => events.push(event));
  const spoken = () => events.flatMap((event) => (event.type === 'practice.spoke' ? [event] : []));
  return { turns, events, spoken };
};

describe('a turn of the practice', () => {
  test('is reported at its beginning and, with its words, at its end', () => {
    const { turns, events } = startTurns();
    turns.handle(started('item1'));
    vi.advanceTimersByTime(900);
    turns.handle(stopped('item1'));
    vi.advanceTimersByTime(300);
    turns.handle(completed('item1', ' Good morning.\n'));
    expect(events).toEqual([
      { type: 'practice.startedSpeaking', atMs: NOW_MS },
      {
        type: 'practice.spoke',
        utteranceId: 'item1',
        text: 'Good morning.',
        startedAtMs: NOW_MS,
        atMs: NOW_MS + 900,
      },
    ]);
  });

  test('has no words when its transcript fails', () => {
    const { turns, spoken } = startTurns();
    for (const event of [started('item1'), stopped('item1'), failed('item1')]) turns.handle(event);
    expect(spoken().map(({ text }) => text)).toEqual([null]);
  });

  test('has no words when its transcript does not come, and none are added later', () => {
    const { turns, spoken } = startTurns();
    turns.handle(started('item1'));
    turns.handle(stopped('item1'));
    vi.advanceTimersByTime(2_999);
    expect(spoken()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(spoken().map(({ text }) => text)).toEqual([null]);
    turns.handle(completed('item1', 'Good morning.'));
    expect(spoken()).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is finished by its own transcript, also when the next one has begun', () => {
    const { turns, spoken } = startTurns();
    turns.handle(started('item1'));
    turns.handle(stopped('item1'));
    turns.handle(started('item2'));
    turns.handle(completed('item1', 'Good morning.'));
    expect(turns.isSpeaking()).toBe(true);
    turns.handle(stopped('item2'));
    turns.handle(completed('item2', 'Who is this?'));
    expect(spoken().map(({ utteranceId, text }) => [utteranceId, text])).toEqual([
      ['item1', 'Good morning.'],
      ['item2', 'Who is this?'],
    ]);
  });

  test('that nobody heard begin is not reported', () => {
    const { turns, events } = startTurns();
    turns.handle(stopped('item1'));
    turns.handle(completed('item1', 'Good morning.'));
    expect(events).toEqual([]);
  });
});

describe('the practice', () => {
  test('is speaking from the first sound to the transcript', () => {
    const { turns } = startTurns();
    expect(turns.isSpeaking()).toBe(false);
    turns.handle(started('item1'));
    expect(turns.isSpeaking()).toBe(true);
    turns.handle(stopped('item1'));
    expect(turns.isSpeaking()).toBe(true);
    turns.handle(completed('item1', 'Good morning.'));
    expect(turns.isSpeaking()).toBe(false);
  });

  test('begins each turn once', () => {
    const { turns, events } = startTurns();
    for (const event of [started('item1'), stopped('item1'), started('item1')]) turns.handle(event);
    turns.handle(completed('item1', 'Good morning.'));
    expect(events.map(({ type }) => type)).toEqual(['practice.startedSpeaking', 'practice.spoke']);
  });

  test('has finished when the connection is replaced', () => {
    const { turns, spoken } = startTurns();
    for (const event of [started('item1'), stopped('item1'), started('item2')]) turns.handle(event);
    turns.reset();
    expect(spoken().map(({ utteranceId, text }) => [utteranceId, text])).toEqual([
      ['item1', null],
      ['item2', null],
    ]);
    expect(turns.isSpeaking()).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is not waited for after the end', () => {
    const { turns, events } = startTurns();
    turns.handle(started('item1'));
    turns.handle(stopped('item1'));
    turns.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(events).toHaveLength(1);
  });
});
