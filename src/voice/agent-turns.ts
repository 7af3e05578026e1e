/**
 * What the agent says, as it is heard: the words of a turn that was cut off end where its sound ended.
 * Times come from the line's playback, words from the Realtime server.
 */
import type { CallEvent } from '../../machines/call.events.js';
import { LINE_SAMPLE_RATE_HZ } from '../domain/line-audio.js';
import type { PlaybackListener } from './line-audio-io.js';
import type { ServerEvent } from './safe-realtime.js';

const BYTES_PER_SAMPLE = 2;

/** The beginning of `text` that fits into `share` (0..1) of its length, in whole words. */
export const wordsWithin = (text: string, share: number): string => {
  if (share >= 1) return text;
  const cut = text.slice(0, Math.floor(text.length * Math.max(0, share)));
  return cut.slice(0, Math.max(0, cut.lastIndexOf(' '))).trimEnd();
};

export interface AgentTurns extends PlaybackListener {
  handle(event: ServerEvent): void;
  /** The session took a finished message into the conversation. */
  spoke(message: { readonly id: string; readonly text: string; readonly interrupted: boolean }): void;
}

export const createAgentTurns = (report: (event: CallEvent) => void): AgentTurns => {
  /** The message that the server is making, or made last. */
  let text = '';
  let seconds = 0;
  let startedAtMs = Date.now();
  let finishedAtMs = startedAtMs;
  /** Of the turn under way, or of the last one: nobody heard it. */
  let isMuted = false;

  return {
    handle(event) {
      switch (event.type) {
        case 'response.created':
          text = '';
          seconds = 0;
          return;
        case 'response.output_audio_transcript.delta':
          text += String(event['delta'] ?? '');
          return;
        case 'response.output_audio.delta': {
          const bytes = Buffer.byteLength(String(event['delta'] ?? ''), 'base64');
          seconds += bytes / BYTES_PER_SAMPLE / LINE_SAMPLE_RATE_HZ;
          return;
        }
      }
    },
    started(atMs, muted) {
      startedAtMs = atMs;
      isMuted = muted;
      if (!isMuted) report({ type: 'agent.startedSpeaking', atMs });
    },
    finished(atMs) {
      finishedAtMs = atMs;
    },
    heardUntil: (playedSeconds) => wordsWithin(text, seconds === 0 ? 0 : playedSeconds / seconds),
    spoke(message) {
      if (isMuted) {
        report({ type: 'agent.keptSilent', atMs: finishedAtMs });
        return;
      }
      report({
        type: 'agent.spoke',
        utteranceId: message.id,
        text: message.text.trim(),
        startedAtMs,
        atMs: finishedAtMs,
        interrupted: message.interrupted,
      });
    },
  };
};
