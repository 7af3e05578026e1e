import { describe, expect, test } from 'vitest';
import { QUESTION, saidBy, says, voiceCalls } from './voice-call.js';

const { startCall } = voiceCalls();

describe('a turn that comes to nothing', () => {
  test('is reported when the model has nothing to say', async () => {
    const call = await startCall({ mind: () => ({}) });
    await call.session.reply();
    await call.until(() => expect(call.reported('agent.keptSilent')).toHaveLength(1));
    expect(call.reported('agent.spoke')).toEqual([]);
  });

  test('is asked for again when the server never answers', async () => {
    const call = await startCall({ mind: says('Good afternoon.') });
    call.standIn.fail('mute');
    await call.session.reply();
    await call.until(() => expect(call.sent('response.create')).toHaveLength(1));
    call.standIn.fail(null);
    await call.until(() => expect(saidBy(call)).toContain('Good afternoon.'));
    expect(call.sent('response.create')).toHaveLength(2);
  });

  test('is asked for three times under a rate limit, and then the voice is lost', async () => {
    const call = await startCall({ mind: says() });
    call.standIn.fail('rate-limit');
    await call.session.reply();
    await call.until(() => expect(call.reported('voice.lost')).toHaveLength(1));
    expect(call.sent('response.create')).toHaveLength(3);
    expect(call.reported('voice.lost')[0]?.reason).toContain('failed 3 responses in a row');
  });

  test('is not asked for again when the practice speaks meanwhile', async () => {
    const call = await startCall({ mind: says('Good afternoon.') });
    call.standIn.fail('rate-limit');
    await call.session.reply();
    await call.until(() => expect(call.wire().some(({ type }) => type === 'response.done')).toBe(true));
    call.line.say(QUESTION);
    await call.until(() => expect(call.reported('practice.spoke')).toHaveLength(1));
    call.standIn.fail(null);
    await call.session.reply();
    await call.until(() => expect(call.reported('agent.spoke')).toHaveLength(1));
    expect(call.sent('response.create')).toHaveLength(2);
  });
});
