import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createNarrator } from '../../scripts/demo/narrator.js';
import { createTerminal, type Output } from '../../scripts/demo/terminal.js';
import type { CallObservation } from '../../src/call/observation.js';

function narrated(observations: readonly CallObservation[], output: Partial<Output> = {}): string {
  let written = '';
  const terminal = createTerminal({
    ...output,
    write: (text) => {
      written += text;
    },
  });
  const narrator = createNarrator({ terminal, speed: 2, now: () => 10_000 });
  for (const observation of observations) narrator.tell(observation);
  return stripVTControlCharacters(written);
}

const said = (text: string, startedAtMs: number): CallObservation => ({
  kind: 'event',
  event: {
    type: 'agent.spoke',
    utteranceId: 'a',
    text,
    startedAtMs,
    atMs: startedAtMs + 1,
    interrupted: false,
  },
});

const answered: CallObservation = { kind: 'state', state: 'connected.answering' };

describe('the narrator', () => {
  test('wraps what is said under itself, within the terminal', () => {
    const lines = narrated([answered, said('word '.repeat(60), 10_000)], { columns: 60 }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(60);
    const speech = lines.filter((line) => line.includes('word'));
    expect(new Set(speech.map((line) => line.indexOf('word')))).toEqual(new Set([17]));
  });

  test("tells times by the line's clock, from the pick-up on", () => {
    expect(narrated([answered, said('Hello.', 10_000 + 40_000)])).toMatch(/1:20 {2}Agent +Hello\./);
  });

  test('tells a tool before what it brought about', () => {
    const told = narrated([
      answered,
      { kind: 'event', event: { type: 'practice.agreed' } },
      { kind: 'state', state: 'connected.scheduling' },
      { kind: 'tool', name: 'begin_scheduling', args: {}, reply: 'Go on.', durationMs: 3 },
    ]);
    const order = ['begin_scheduling()', 'practice.agreed', 'connected.scheduling'];
    const places = order.map((words) => told.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test('tells what a tool brought about also where the call ends before the tool does', () => {
    const told = narrated([
      answered,
      { kind: 'event', event: { type: 'practice.agreed' } },
      { kind: 'state', state: 'connected.scheduling' },
      { kind: 'state', state: 'wrapUp.hangingUp' },
    ]);
    expect(told.indexOf('connected.scheduling')).toBeGreaterThan(0);
    expect(told.indexOf('hangingUp')).toBeGreaterThan(told.indexOf('connected.scheduling'));
  });

  test('tells which tools came and which went', () => {
    const brief = (
      tools: readonly ('begin_scheduling' | 'book_meeting' | 'end_call')[],
    ): CallObservation => ({
      kind: 'brief',
      brief: { stage: 'intro', tools },
      instructions: 'x'.repeat(2_500),
    });
    const told = narrated([brief(['begin_scheduling', 'end_call']), brief(['book_meeting', 'end_call'])]);
    expect(told.replaceAll('\u00a0', ' ')).toContain('+ book_meeting  - begin_scheduling  = end_call');
    expect(told).toContain('2,500 characters');
  });

  test('shows no line that vanishes where nobody watches', () => {
    const speaking: CallObservation = { kind: 'event', event: { type: 'agent.startedSpeaking', atMs: 1 } };
    expect(narrated([speaking])).toBe('');
    expect(narrated([speaking], { isTTY: true })).toContain('the agent is speaking');
  });
});
