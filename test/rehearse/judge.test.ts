import { describe, expect, test } from 'vitest';
import { judge } from '../../scripts/rehearse/judge.js';
import { bookedCall, expecting } from './traces.js';

const failures = (expectations: string, changes = {}) => judge(expecting(expectations), bookedCall(changes));

describe('An expectation that holds is no failure:', () => {
  test.each([
    'reason: none',
    'campaign: {status: complete_positive_response, decline_reason: none, lastCompletedStep: 0}',
    'meeting: {weekday: Tuesday, time: "11:00", timeZone: America/New_York, attendee: {name: amy, email: amy@smithfamily.com}}',
    'decisionMaker: none',
    'doNotCall: false',
    'states: [answering, greeting, scheduling]',
    'neverStates: [voicemail]',
    'keys: [2]',
    'neverKeys: [1]',
    'scenes: [menu, person]',
    'said: [chelsea, how are you, what day]',
    'neverSaid: [Tuesday]',
    'heardByBox: [chelsea]',
    'tools: [choose_menu_option, book_meeting]',
    'neverTools: [end_call]',
    'dials: 1',
    'job: completes',
    'laterSteps: removed',
    'transcript: recording',
    'notDone: [crm]',
    'coach: {used: true, advised: [email]}',
  ])('%s', (expectations) => {
    expect(failures(expectations)).toEqual([]);
  });
});

describe('An expectation that does not hold is a failure with its field and line:', () => {
  test.each([
    ['reason: price', 'expect.reason', 'none'],
    ['campaign: {status: failed}', 'expect.campaign.status', 'complete_positive_response'],
    ['campaign: {decline_reason: price}', 'expect.campaign.decline_reason', 'none'],
    ['meeting: none', 'expect.meeting', 'a meeting at 2026-12-01T16:00:00Z'],
    ['meeting: {weekday: Monday}', 'expect.meeting.weekday', 'Tuesday'],
    ['meeting: {time: "16:00"}', 'expect.meeting.time', '11:00'],
    ['meeting: {attendee: {email: a@b.com}}', 'expect.meeting.attendee.email', 'amy@smithfamily.com'],
    ['decisionMaker: {name: Linda}', 'expect.decisionMaker.name', 'none'],
    ['doNotCall: true', 'expect.doNotCall', 'false'],
    ['states: [scheduling, greeting]', 'expect.states[1]', /scheduling/],
    ['neverStates: [voicemail, greeting]', 'expect.neverStates[1]', /greeting/],
    ['keys: [1]', 'expect.keys', '2'],
    ['keys: []', 'expect.keys', '2'],
    ['neverKeys: [2]', 'expect.neverKeys[0]', '2 (2 in menu)'],
    ['scenes: [person, menu]', 'expect.scenes[1]', 'menu > person'],
    ['said: [what day, chelsea]', 'expect.said[1]', /What day and time/],
    ['neverSaid: [Tuesday, best]', 'expect.neverSaid[1]', /What day and time/],
    ['heardByBox: [goodbye]', 'expect.heardByBox[0]', /Hello/],
    ['tools: [book_meeting, choose_menu_option]', 'expect.tools[1]', 'choose_menu_option, book_meeting'],
    ['neverTools: [book_meeting]', 'expect.neverTools[0]', /book_meeting/],
    ['dials: 0', 'expect.dials', '1'],
    ['job: fails', 'expect.job', 'it completed'],
    ['laterSteps: kept', 'expect.laterSteps', 'none'],
    ['transcript: none', 'expect.transcript', 'recording'],
    ['notDone: []', 'expect.notDone', 'crm'],
    ['coach: {used: false}', 'expect.coach.used', 'true'],
    ['coach: {advised: [price]}', 'expect.coach.advised[0]', /Ask for the email/],
  ])('%s', (expectations, field, found) => {
    const all = failures(expectations);
    expect(all[0]).toMatchObject({
      field,
      line: 6,
      found: typeof found === 'string' ? found : expect.stringMatching(found),
    });
  });

  test('outcome', () => {
    expect(judge(expecting('dials: 1', '[busy, silent]'), bookedCall())).toEqual([
      { field: 'expect.outcome', line: 5, expected: 'busy or silent', found: 'meeting_booked', atMs: null },
    ]);
  });
});

describe('The place where a call went astray is that of', () => {
  test.each([
    ['the last words that were as expected', 'said: [how are you, goodbye]', 10_000],
    ['the words that must not be said', 'neverSaid: [what day]', 16_000],
    ['the state that was entered', 'neverStates: [scheduling]', 15_000],
    ['the last state that was as expected', 'states: [greeting, voicemail]', 9000],
    ['the wrong key', 'keys: [1]', 6000],
    ['the key too many', 'keys: []', 6000],
  ])('%s', (_, expectations, atMs) => {
    expect(failures(expectations)).toMatchObject([{ atMs }]);
  });
});

describe('In every call it is a failure when', () => {
  test.each([
    ['the practice is phoned twice', { dials: 2 }, /once at most/],
    ['the practice is talked over', { talkedOverMs: 20 }, /never talked over/],
    ['an emergency line is reached', { scenes: ['menu', 'emergencyLine'] }, /emergency line/],
    [
      'the agent says the name of a tool',
      { transcript: [{ speaker: 'agent', text: 'I call book_meeting now.', atMs: 1 }] },
      /names no tool/,
    ],
    [
      'a meeting has no evidence',
      { outcome: { ...bookedCall().outcome, evidence: {} } },
      /evidence for the outcome's meeting/,
    ],
  ])('%s', (_, changes, expected) => {
    expect(failures('doNotCall: false', changes)).toContainEqual(
      expect.objectContaining({ field: null, line: null, expected: expect.stringMatching(expected) }),
    );
  });
});
