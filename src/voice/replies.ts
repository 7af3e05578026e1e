/**
 * Asks the model for the agent's turns, and asks again when a turn came to nothing: the practice would wait in
 * silence. Used by `realtime-voice.ts`. It never asks while the practice is speaking.
 */
import { voice } from '@livekit/agents';
import { logger } from '../libraries/utils/logger.js';
import { createResponseWatch } from './response-watch.js';
import type { ServerEvent } from './safe-realtime.js';

const RETRY_PAUSE_MS = 1_000;
/** A response that fails so often in a row will not come. */
const MAX_FAILED_RESPONSES = 3;

export interface RepliesOptions {
  readonly callId: string;
  readonly session: voice.AgentSession;
  readonly isPracticeSpeaking: () => boolean;
  /** The model was asked and had nothing to say. */
  readonly onSilent: () => void;
  /** No more turns are to be had. */
  readonly onLost: (reason: string) => void;
}

export interface Replies {
  handle(event: ServerEvent): void;
  /** Asks for the agent's next turn; does nothing while the practice is speaking. */
  ask(): void;
  close(): void;
}

export const createReplies = ({
  callId,
  session,
  isPracticeSpeaking,
  onSilent,
  onLost,
}: RepliesOptions): Replies => {
  const responses = createResponseWatch();
  let latest: voice.SpeechHandle | undefined;
  let failedInARow = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const ask = (): void => {
    clearTimeout(retryTimer);
    if (!closed && !isPracticeSpeaking()) session.generateReply();
  };

  const judge = (): void => {
    const verdict = responses.verdict();
    if (verdict !== 'failed') {
      failedInARow = 0;
      if (verdict === 'silent') onSilent();
      return;
    }
    failedInARow += 1;
    logger.warn('The agent was asked to speak and could not', { callId, failedInARow });
    if (failedInARow >= MAX_FAILED_RESPONSES) {
      onLost(`OpenAI Realtime failed ${failedInARow} responses in a row`);
      return;
    }
    retryTimer = setTimeout(ask, RETRY_PAUSE_MS);
  };

  session.on(voice.AgentSessionEventTypes.SpeechCreated, ({ speechHandle }) => {
    responses.begin();
    latest = speechHandle;
    speechHandle.addDoneCallback(() => {
      // A turn that only called a tool is followed by the turn that tells of it, and that one counts.
      if (speechHandle === latest && !speechHandle.interrupted && !closed) judge();
    });
  });

  return {
    handle(event) {
      responses.handle(event);
      // What the practice says is answered in its turn: a second answer would follow on the first.
      if (event.type === 'input_audio_buffer.speech_started') clearTimeout(retryTimer);
    },
    ask,
    close() {
      closed = true;
      clearTimeout(retryTimer);
    },
  };
};
