/**
 * The conversation of one Realtime session: its items, in order, as the client sees them and as the model has
 * them. `connection.ts` changes it for the client, `response.ts` adds what the model says.
 * Refusals are values, in the service's own words; nothing here writes to the socket.
 */
import { type ApiError, invalidRequest } from './api-error.js';
import type { NewItem } from './client-events.js';
import type { MindItem } from './mind.js';
import { decodePcm, msToSamples, samplesToMs, understand } from './pcm.js';
import { spokenUntil } from './spoken-words.js';
import type { WireItem } from './wire.js';

/** An item with what the model has of it. */
export interface Item {
  readonly wire: WireItem;
  readonly mind: MindItem;
  /** Length of the audio that the model made; 0 for anything it did not speak. */
  readonly audioSamples: number;
}

export interface Conversation {
  readonly items: readonly Item[];
  /** Puts an item after `previousId`: `root` is the start, absent the end. Gives the id it now follows. */
  add(item: Item, previousId?: string | null): string | null;
  /** Exchanges an item for its next version, if it is still there. */
  replace(item: Item): void;
  /** Why the client may not create this item; `null` when it may. */
  refusal(item: NewItem, previousId: string | null | undefined): ApiError | null;
  remove(itemId: string): ApiError | null;
  /** Cuts what the model said to what was played. */
  truncate(itemId: string, audioEndMs: number): ApiError | null;
}

export function createConversation(): Conversation {
  const items: Item[] = [];
  const indexOf = (id: string) => items.findIndex((item) => item.wire.id === id);

  return {
    items,

    add(item, previousId) {
      const after = previousId === 'root' ? -1 : previousId ? indexOf(previousId) : items.length - 1;
      items.splice(after + 1, 0, item);
      return items[after]?.wire.id ?? null;
    },

    replace(item) {
      const index = indexOf(item.wire.id);
      if (index >= 0) items[index] = item;
    },

    refusal(item, previousId) {
      if (item.id !== undefined && indexOf(item.id) >= 0) {
        const message = `Error adding item: an item with the given ID '${item.id}' already exists in the conversation.`;
        return invalidRequest('item_create_duplicate_item_id', message, 'item.id');
      }
      if (previousId && previousId !== 'root' && indexOf(previousId) < 0) {
        const message = `Error adding item: the previous item with id '${previousId}' does not exist.`;
        return invalidRequest('item_create_invalid_previous_item_id', message, 'previous_item_id');
      }
      if (item.type === 'function_call_output' && !hasCall(items, item.call_id)) {
        const message = `Tool call ID '${item.call_id}' not found in conversation.`;
        return invalidRequest('invalid_tool_call_id', message);
      }
      return null;
    },

    remove(itemId) {
      const index = indexOf(itemId);
      if (index < 0) {
        const message = `Error deleting item: the item with id '${itemId}' does not exist.`;
        return invalidRequest('item_delete_invalid_item_id', message, 'item_id');
      }
      items.splice(index, 1);
      return null;
    },

    truncate(itemId, audioEndMs) {
      const index = indexOf(itemId);
      const item = items[index];
      if (!item) {
        const message = `Error truncating item: the item with id '${itemId}' does not exist.`;
        return invalidRequest('item_truncate_invalid_item_id', message, 'item_id');
      }
      if (item.audioSamples === 0 || item.mind.kind !== 'said') {
        return invalidRequest('invalid_value', 'Only model output audio messages can be truncated');
      }
      const lengthMs = samplesToMs(item.audioSamples);
      if (audioEndMs > lengthMs) {
        const message = `Audio content of ${lengthMs}ms is already shorter than ${audioEndMs}ms`;
        return invalidRequest('invalid_value', message);
      }
      items[index] = {
        wire: { ...item.wire, content: [{ type: 'output_audio' }] },
        mind: { kind: 'said', text: spokenUntil(item.mind.text, audioEndMs) },
        audioSamples: msToSamples(audioEndMs),
      };
      return null;
    },
  };
}

/** An item that a client created, under the id it has from now on. */
export function itemOfClient(item: NewItem, id: string): Item {
  const wire: WireItem = { status: 'completed', ...item, id, object: 'realtime.item' };
  return { wire, mind: mindItem(item, id), audioSamples: 0 };
}

function mindItem(item: NewItem, id: string): MindItem {
  if (item.type === 'function_call') {
    return { kind: 'call', callId: item.call_id ?? id, name: item.name, args: item.arguments };
  }
  if (item.type === 'function_call_output') {
    return { kind: 'output', callId: item.call_id, text: item.output };
  }
  if (item.role === 'system') return { kind: 'note', text: textOf(item.content) };
  return { kind: item.role === 'user' ? 'heard' : 'said', text: textOf(item.content) };
}

type ContentPart = Extract<NewItem, { type: 'message' }>['content'][number];

function textOf(content: readonly ContentPart[]): string {
  return content.map(textOfPart).join(' ').trim();
}

function textOfPart(part: ContentPart): string {
  if (part.type === 'input_image') return '';
  if (part.type !== 'input_audio') return part.text;
  const pcm = decodePcm(part.audio);
  return pcm ? understand(pcm) : '';
}

function hasCall(items: readonly Item[], callId: string): boolean {
  return items.some(({ mind }) => mind.kind === 'call' && mind.callId === callId);
}
