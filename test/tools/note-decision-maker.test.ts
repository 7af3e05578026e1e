import { describe, expect, test } from 'vitest';
import { toolsOfCall } from './call-tools.js';

const named = (name: string, email: string) => ({
  event: { type: 'practice.namedDecisionMaker', decisionMaker: { name, email } },
});

describe('note_decision_maker', () => {
  test('notes the name and the email as the practice said it', async () => {
    const { run } = toolsOfCall();
    const args = { name: ' Linda Brown ', email: "it's linda dot brown at smithfamily dot com" };
    const result = await run('note_decision_maker', args);
    expect(result).toMatchObject(named('Linda Brown', 'linda.brown@smithfamily.com'));
    expect(result.reply).toMatch(
      /^Noted\. If they offered to put you through, say that you are happy to hold/,
    );
  });

  test('asks for what is missing and puts both together', async () => {
    const { run } = toolsOfCall();
    const first = await run('note_decision_maker', { name: 'Linda Brown' });
    expect(first).toMatchObject(named('Linda Brown', ''));
    expect(first.reply).toMatch(/email is missing.*Say: “.*email.*”$/);
    const second = await run('note_decision_maker', { email: 'linda@smithfamily.com' });
    expect(second).toMatchObject(named('Linda Brown', 'linda@smithfamily.com'));
    expect(second.reply).not.toMatch(/missing/);
  });

  test('asks for the name when only the email was given', async () => {
    const result = await toolsOfCall().run('note_decision_maker', { email: 'linda@smithfamily.com' });
    expect(result).toMatchObject(named('', 'linda@smithfamily.com'));
    expect(result.reply).toMatch(/name is missing.*Say: “.*who should I ask for\?”$/);
  });

  test('takes a correction', async () => {
    const { run } = toolsOfCall();
    await run('note_decision_maker', { name: 'Linda Brown', email: 'linda@smithfamily.com' });
    expect(await run('note_decision_maker', { email: 'lynda@smithfamily.com' })).toMatchObject(
      named('Linda Brown', 'lynda@smithfamily.com'),
    );
  });

  test('notes no email that is none, and asks for it again', async () => {
    const { run } = toolsOfCall();
    const both = await run('note_decision_maker', { name: 'Linda Brown', email: 'linda' });
    expect(both).toMatchObject(named('Linda Brown', ''));
    expect(both.reply).toMatch(/Say: “.*spell it for me/);
    const alone = await run('note_decision_maker', { email: 'linda' });
    expect(alone.reply).toMatch(/^That is not an email address/);
    expect(alone).not.toHaveProperty('event');
  });

  test.each([{}, { name: ' ', email: '' }, { name: '?' }])('%j is nothing to note', async (args) => {
    expect(await toolsOfCall().run('note_decision_maker', args)).toEqual({
      reply: 'Nothing was given to note.',
    });
  });

  test('remembers nothing of another call', async () => {
    await toolsOfCall().run('note_decision_maker', { name: 'Linda Brown' });
    expect(await toolsOfCall().run('note_decision_maker', { email: 'a@b.com' })).toMatchObject(
      named('', 'a@b.com'),
    );
  });
});
