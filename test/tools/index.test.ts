import { describe, expect, test } from 'vitest';
import { toolNamed, toolsOfCall } from './call-tools.js';

describe('the tools of a call', () => {
  const { tools, run } = toolsOfCall();

  test('are the five that the briefs may name', () => {
    expect([...tools.keys()].sort()).toEqual([
      'begin_scheduling',
      'book_meeting',
      'check_availability',
      'end_call',
      'resume_questions',
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
  ] as const)('%s takes no arguments and is the event %s', async (name, type) => {
    for (const args of [undefined, null, {}])
      expect(await run(name, args)).toMatchObject({ event: { type } });
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
