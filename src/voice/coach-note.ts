/**
 * Puts the coach's note into the server's side of the conversation, as a system message in place of the one before.
 * The server is asked for no response by it, and speech under way is not touched. Made once a call, by
 * `realtime-voice.ts`.
 *
 * It sends the two events itself. LiveKit's `updateChatCtx` makes the conversation the same as a copy of it, and so
 * deletes what was added while it waited for its turn: the words of the practice, or the result of a tool.
 */
import type { llm } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';

export interface CoachNote {
  put(text: string): void;
  /** The server has forgotten the conversation's system messages: the note in force is put there again. */
  restore(): void;
}

/** `realtime` is the session on the server; undefined once it is closed. */
export const createCoachNote = (realtime: () => llm.RealtimeSession | undefined): CoachNote => {
  let count = 0;
  let inForce: { readonly id: string; readonly text: string } | null = null;

  const send = (event: Parameters<openai.realtime.RealtimeSession['sendEvent']>[0]): void => {
    const session = realtime();
    if (session instanceof openai.realtime.RealtimeSession) session.sendEvent(event);
  };
  const create = ({ id, text }: { readonly id: string; readonly text: string }): void =>
    send({
      type: 'conversation.item.create',
      item: {
        id,
        type: 'message',
        role: 'system',
        content: [{ type: 'input_text', text: `Note from your coach: ${text}` }],
      },
    });

  return {
    put(text) {
      if (inForce) send({ type: 'conversation.item.delete', item_id: inForce.id });
      count += 1;
      inForce = { id: `coach_${count}`, text };
      create(inForce);
    },
    restore() {
      if (inForce) create(inForce);
    },
  };
};
