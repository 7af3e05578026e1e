/**
 * What the practice says, from the Realtime server's messages: one `practice.startedSpeaking` and exactly one
 * `practice.spoke` for every stretch of speech, also when its transcript fails or does not come.
 */
import type { CallEvent } from '../../machines/call.events.js';
import type { ServerEvent } from './safe-realtime.js';

/** A turn is answered without its words when its transcript takes longer than this after the last sound. */
const TRANSCRIPT_WAIT_MS = 3_000;

interface Turn {
  readonly startedAtMs: number;
  endedAtMs: number | null;
  timer: ReturnType<typeof setTimeout> | null;
}

export interface PracticeTurns {
  handle(event: ServerEvent): void;
  /** Also while the words of a turn are still to come: what is said meanwhile belongs to them. */
  isSpeaking(): boolean;
  /** The connection was replaced: turns under way will never be finished by the server. */
  reset(): void;
  close(): void;
}

export const createPracticeTurns = (report: (event: CallEvent) => void): PracticeTurns => {
  const turns = new Map<string, Turn>();
  const itemOf = (event: ServerEvent): string => String(event['item_id'] ?? '');

  const finish = (itemId: string, text: string | null): void => {
    const turn = turns.get(itemId);
    if (!turn) return;
    turns.delete(itemId);
    if (turn.timer) clearTimeout(turn.timer);
    report({
      type: 'practice.spoke',
      utteranceId: itemId,
      text: text?.trim() ?? null,
      startedAtMs: turn.startedAtMs,
      atMs: turn.endedAtMs ?? Date.now(),
    });
  };

  const finishAll = (): void => {
    for (const itemId of [...turns.keys()]) finish(itemId, null);
  };

  return {
    handle(event) {
      switch (event.type) {
        case 'input_audio_buffer.speech_started': {
          if (turns.has(itemOf(event))) return;
          const startedAtMs = Date.now();
          turns.set(itemOf(event), { startedAtMs, endedAtMs: null, timer: null });
          report({ type: 'practice.startedSpeaking', atMs: startedAtMs });
          return;
        }
        case 'input_audio_buffer.speech_stopped': {
          const itemId = itemOf(event);
          const turn = turns.get(itemId);
          if (!turn) return;
          turn.endedAtMs = Date.now();
          turn.timer = setTimeout(() => finish(itemId, null), TRANSCRIPT_WAIT_MS);
          return;
        }
        case 'conversation.item.input_audio_transcription.completed':
          finish(itemOf(event), String(event['transcript'] ?? ''));
          return;
        case 'conversation.item.input_audio_transcription.failed':
          finish(itemOf(event), null);
          return;
      }
    },
    isSpeaking: () => turns.size > 0,
    reset: finishAll,
    close() {
      for (const turn of turns.values()) if (turn.timer) clearTimeout(turn.timer);
      turns.clear();
    },
  };
};
