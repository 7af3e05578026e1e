/**
 * Puts the coach's note into the server's side of the conversation, as a system message in place of the one before.
 * The server is asked for no response by it, and speech under way is not touched.
 *
 * It works on the session's mirror of what the server holds. LiveKit's own `agent.updateChatCtx` works on the agent's
 * copy, which lacks the turn in flight, and so deletes that.
 */
import { llm } from '@livekit/agents';

const PREFIX = 'coach_';
let notes = 0;

/** Null takes the note away; without a note there, that changes nothing. */
export const putNote = async (
  session: llm.RealtimeSession | undefined,
  text: string | null,
): Promise<void> => {
  if (!session) return;
  const conversation = session.chatCtx.copy();
  const items = conversation.items.filter(({ id }) => !id.startsWith(PREFIX));
  if (text === null && items.length === conversation.items.length) return;
  if (text !== null) {
    notes += 1;
    items.push(
      llm.ChatMessage.create({
        id: `${PREFIX}${notes}`,
        role: 'system',
        content: `Note from your coach: ${text}`,
      }),
    );
  }
  conversation.items = items;
  await session.updateChatCtx(conversation);
};
