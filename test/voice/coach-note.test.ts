import { describe, expect, test } from 'vitest';
import { LONG, QUESTION, saidBy, says, type VoiceCall, voiceCalls } from './voice-call.js';

const { startCall } = voiceCalls();

const CLEAR = 'Ask for one clear day.';
const SHORT = 'Keep it short.';

/** The notes that the server holds at one connection, in order: id and words. */
const notesAt = (call: VoiceCall, connection = 0): string[][] =>
  (call.standIn.connections[connection]?.items ?? []).flatMap(({ wire, mind }) =>
    mind.kind === 'note' ? [[wire.id, mind.text]] : [],
  );
const errorsOf = (call: VoiceCall) => call.wire().filter(({ type }) => type === 'error');

describe('the coach’s note', () => {
  test('is one system message of the conversation, and asks for no response', async () => {
    const call = await startCall({ mind: says('Good afternoon.') });
    await call.session.note(CLEAR);
    await call.until(() => expect(notesAt(call)).toEqual([['coach_1', `Note from your coach: ${CLEAR}`]]));
    expect(call.sent('conversation.item.create').map(({ item }) => item)).toEqual([
      {
        id: 'coach_1',
        type: 'message',
        role: 'system',
        content: [{ type: 'input_text', text: `Note from your coach: ${CLEAR}` }],
      },
    ]);
    expect(call.sent('response.create')).toEqual([]);

    // Nor does one follow late: the next turn that is asked for is the first.
    await call.session.reply();
    await call.until(() => expect(saidBy(call)).toEqual(['Good afternoon.']));
    expect(call.sent('response.create')).toHaveLength(1);
  });

  test('takes the place of the one before', async () => {
    const call = await startCall({ mind: says() });
    await call.session.note(CLEAR);
    await call.session.note(SHORT);
    await call.until(() => expect(notesAt(call)).toEqual([['coach_2', `Note from your coach: ${SHORT}`]]));
    expect(call.sent('conversation.item.delete').map(({ item_id }) => item_id)).toEqual(['coach_1']);
    expect(errorsOf(call)).toEqual([]);
  });

  test('is numbered anew in every call', async () => {
    const [one, other] = [await startCall({ mind: says() }), await startCall({ mind: says() })];
    await one.session.note(CLEAR);
    await other.session.note(SHORT);
    await one.until(() => expect(notesAt(one)[0]?.[0]).toBe('coach_1'));
    await other.until(() => expect(notesAt(other)[0]?.[0]).toBe('coach_1'));
  });

  test('leaves the agent to finish what it is saying, and is read at its next turn', async () => {
    const notesRead: number[] = [];
    const texts = [LONG, 'On Tuesday, then?'];
    const call = await startCall({
      mind: ({ items }) => {
        notesRead.push(items.filter(({ kind }) => kind === 'note').length);
        return { say: texts.shift() ?? 'Yes.' };
      },
    });
    await call.session.reply();
    await call.until(() => expect(call.line.heard()).toContain('rather long'));
    await call.session.note(CLEAR);
    await call.until(() => expect(notesAt(call)).toHaveLength(1));
    expect(call.reported('agent.spoke')).toEqual([]);
    await call.until(() => expect(saidBy(call)).toEqual([LONG]));
    expect(call.line.heard()).toMatch(/say\.$/);
    expect(call.sent('response.cancel')).toEqual([]);

    await call.session.reply();
    await call.until(() => expect(saidBy(call)).toHaveLength(2));
    expect(notesRead).toEqual([0, 1]);
  });

  test('leaves what the practice says meanwhile in the conversation', async () => {
    const call = await startCall({ mind: says() });
    call.line.say(QUESTION);
    await call.until(() => expect(call.reported('practice.startedSpeaking')).toHaveLength(1));
    await call.session.note(CLEAR);
    await call.until(() => expect(call.reported('practice.spoke')).toHaveLength(1));
    await call.session.note(SHORT);
    await call.until(() => expect(notesAt(call)[0]?.[0]).toBe('coach_2'));
    const held = call.standIn.connections[0]?.items.map(({ mind }) => mind.kind);
    expect(held?.toSorted()).toEqual(['heard', 'note']);
    expect(call.sent('conversation.item.delete')).toHaveLength(1);
  });

  test('is there again after a lost connection', async () => {
    const call = await startCall({ mind: says() });
    await call.session.note(CLEAR);
    await call.until(() => expect(notesAt(call)).toHaveLength(1));
    call.standIn.dropConnections();
    await call.until(() => expect(call.reported('voice.reconnected')).toHaveLength(1));
    await call.until(() => expect(notesAt(call, 1)).toEqual([['coach_1', `Note from your coach: ${CLEAR}`]]));
    expect(call.sent('response.create')).toEqual([]);
    expect(errorsOf(call)).toEqual([]);
  });

  test('goes nowhere once the session is closed', async () => {
    const call = await startCall({ mind: says() });
    await call.session.close();
    await expect(call.session.note(CLEAR)).resolves.toBeUndefined();
    expect(call.sent('conversation.item.create')).toEqual([]);
  });
});
