import { expect, test } from 'vitest';
import { createTerminal } from '../../scripts/demo/terminal.js';
import { differencesOf } from '../../scripts/rehearse/compare-lines.js';
import { judge } from '../../scripts/rehearse/judge.js';
import { jsonLine, showCompared, showFailed, table } from '../../scripts/rehearse/report.js';
import { bookedCall, expecting } from './traces.js';

const played = (expectations: string) => {
  const read = expecting(expectations);
  const trace = bookedCall();
  return { read, trace, failures: judge(read, trace) };
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const plain = (text: string): string => text.replaceAll(/\u001b\[\d+m/g, '');

test('A scenario is one line of JSON with all that was seen of its call', () => {
  const line = jsonLine(played('said: [goodbye]'), 'memory');
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toMatchObject({
    scenario: 'booking',
    line: 'memory',
    passed: false,
    failures: [{ field: 'expect.said[0]', line: 6, expected: '/goodbye/i', atMs: null }],
    outcome: { ending: 'meeting_booked', meeting: { eventId: 'event1' } },
    campaign: { status: 'complete_positive_response', lastCompletedStep: 0 },
    dials: 1,
    keys: ['2'],
    states: ['dialing', 'answering', 'phoneTree', 'greeting', 'scheduling', 'settled'],
    transcript: expect.arrayContaining([{ speaker: 'practice', text: 'This is Amy.', atMs: 7000 }]),
    coach: [{ verdict: { kind: 'advise' }, used: true }],
    durationMs: 4000,
  });
});

test('A scenario that could not be played is one line of JSON, too', () => {
  const failure = { field: null, line: null, atMs: null, expected: 'a call', found: 'nobody there' };
  const line = jsonLine({ read: expecting('dials: 1'), trace: null, failures: [failure] }, 'memory');
  expect(JSON.parse(line)).toMatchObject({ passed: false, outcome: null, transcript: [], keys: [] });
});

test('The table has a row for each scenario', () => {
  const rows = plain(table([played('dials: 1'), played('dials: 0')])).split('\n');
  expect(rows[1]).toMatch(/^✓ +booking +meeting_booked +complete_positive_response +2 +0:16 +4\.0 s/);
  expect(rows[2]).toMatch(/^✗ +booking/);
});

test('Of a call that fell short, the transcript is shown with the place where it went astray', () => {
  let shown = '';
  const terminal = createTerminal({ write: (text) => (shown += text) });
  showFailed(terminal, played('said: [how are you, goodbye]'));
  const lines = plain(shown)
    .split('\n')
    .map((line) => line.trim());
  expect(lines.join(' ')).toContain('expected  /goodbye/i (booking.yaml:6: expect.said[1])');
  expect(lines.join(' ')).toContain('dialing > answering > phoneTree > greeting');
  expect(lines).toContain('0:06  key       2 (menu)');
  expect(lines).toContain('0:18  coach     Ask for the email.');
  const marked = lines.findIndex((line) => line.includes('here it went astray'));
  expect(lines[marked - 1]).toContain('How are you?');
  expect(lines[marked + 1]).toContain('What day and time');
});

test('Of two lines, it is told how many calls ended the same, and what differs', () => {
  let shown = '';
  const terminal = createTerminal({ write: (text) => (shown += text) });
  const differences = differencesOf(bookedCall(), bookedCall({ keys: [] }));
  showCompared(terminal, [
    { name: 'books', differences: [] },
    { name: 'tree', differences },
  ]);
  const lines = plain(shown).split('\n');
  expect(lines.find((line) => line.includes('keys'))).toContain('memory ["2"]; livekit []');
  expect(shown).toContain('1 of 2 ended the same on both lines.');
});
