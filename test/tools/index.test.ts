import { describe, expect, test } from 'vitest';
import { toolNamed, toolsOfCall } from './call-tools.js';

describe('the tools of a call', () => {
  const { tools, run } = toolsOfCall();

  test('are those that the briefs may name', () => {
    expect([...tools.keys()].sort()).toEqual([
      'accept_refusal',
      'begin_scheduling',
      'book_meeting',
      'check_availability',
      'choose_menu_option',
      'do_not_call',
      'end_call',
      'note_decision_maker',
      'practice_declined',
      'resume_questions',
      'wait_on_hold',
    ]);
  });

  test('say when to call them and when not', () => {
    for (const tool of tools.values()) expect(tool.description).toMatch(/^Call when .* Do not call /s);
  });

  test('give the Realtime API plain JSON Schema of their arguments', () => {
    for (const tool of tools.values()) {
      expect(tool.parameters).toMatchObject({ type: 'object', properties: expect.any(Object) });
      expect(tool.parameters).not.toHaveProperty('$schema');
    }
    const { parameters } = toolNamed(tools, 'book_meeting');
    expect(parameters['required']).toEqual(['when', 'attendee_name', 'attendee_email']);
    expect(parameters['properties']).toMatchObject({ time_zone: { type: 'string' } });
  });

  test.each([
    ['begin_scheduling', 'practice.agreed'],
    ['resume_questions', 'practice.asked'],
    ['wait_on_hold', 'practice.putOnHold'],
    ['practice_declined', 'practice.declined'],
    ['do_not_call', 'practice.forbadeCalls'],
  ] as const)('%s takes no arguments and is the event %s', async (name, type) => {
    for (const args of [undefined, null, {}])
      expect(await run(name, args)).toMatchObject({ event: { type } });
  });

  test('whoever is put on hold is told nothing and so says nothing', async () => {
    expect(await run('wait_on_hold')).toMatchObject({ reply: null });
  });

  test('a first no is asked why, and never a second time', async () => {
    const { reply } = await run('practice_declined');
    expect(reply).toMatch(/^Ask once why not, in the words of your instructions\..* call accept_refusal\.$/);
  });

  test('accept_refusal passes the reason on, and parts graciously', async () => {
    const reply = 'Say goodbye graciously in one short sentence.';
    expect(await run('accept_refusal', { reason: ' Happy with the insurer ' })).toEqual({
      reply,
      event: { type: 'practice.declinedFinally', reason: 'Happy with the insurer' },
    });
    for (const args of [{}, { reason: ' ' }])
      expect(await run('accept_refusal', args)).toMatchObject({ event: { reason: null } });
  });

  test('do_not_call has the promise made that there will be no more calls', async () => {
    expect((await run('do_not_call')).reply).toMatch(/will not be called again, and goodbye/);
  });

  test('end_call asks for a goodbye and passes the reason on', async () => {
    const reply = 'Say goodbye in one short sentence.';
    expect(await run('end_call', { reason: ' Happy with the insurer ' })).toEqual({
      reply,
      event: { type: 'agent.endedCall', reason: 'Happy with the insurer' },
    });
    expect(await run('end_call', {})).toEqual({ reply, event: { type: 'agent.endedCall', reason: null } });
    expect(await run('end_call', { reason: ' ' })).toMatchObject({ event: { reason: null } });
  });

  test.each([
    ['check_availability', {}],
    ['check_availability', { when: 3 }],
    ['check_availability', 'next Tuesday'],
    ['book_meeting', { when: 'next Tuesday at eleven' }],
    ['end_call', { reason: 3 }],
  ] as const)('%s answers wrong arguments with words and no event', async (name, args) => {
    const result = await run(name, args);
    expect(result.reply).toMatch(new RegExp(`^The arguments of ${name} are wrong`));
    expect(result).not.toHaveProperty('event');
  });
});
