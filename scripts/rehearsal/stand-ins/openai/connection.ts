/**
 * One Realtime session on one WebSocket: takes the client's events, listens to its audio, starts and cuts off
 * responses. `realtime.ts` opens it for every accepted socket. It keeps a log of everything for the tests.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { type ApiError, SERVER_ERROR } from './api-error.js';
import { type ClientEvent, parseClientEvent, type ResponseOptions } from './client-events.js';
import { activeResponse, bufferTooSmall, INVALID_AUDIO, NO_ACTIVE_RESPONSE } from './connection-errors.js';
import { createConversation, type Item, itemOfClient } from './conversation.js';
import { createEventLog, type LoggedEvent } from './event-log.js';
import { type Failures, limitError } from './failures.js';
import { newRealtimeId } from './ids.js';
import { createInputAudio } from './input-audio.js';
import type { Mind } from './mind.js';
import { decodePcm } from './pcm.js';
import { type Response, startResponse } from './response.js';
import {
  briefOf,
  initialSession,
  type SessionInForce,
  turnDetectionOf,
  updatedSession,
  updateRefusal,
} from './session.js';
import type { Send, WireItem } from './wire.js';

/** The service commits nothing shorter. */
const MIN_COMMIT_MS = 100;

export interface ConnectionOptions {
  readonly mind: Mind;
  readonly failures: Failures;
  readonly speechRate: number;
  readonly responseLatencyMs: number;
  readonly transcriptionDelayMs: number;
}

/** What a test may look at. */
export interface RealtimeConnection {
  /** Everything sent and received but the audio appended; oldest first. */
  readonly events: readonly LoggedEvent[];
  readonly session: SessionInForce;
  readonly items: readonly Item[];
  /** How much audio the client has appended. */
  readonly receivedAudioMs: number;
  readonly isOpen: boolean;
  /** Sends an `error` event. */
  sendError(error: ApiError): void;
}

export function openConnection(
  socket: WebSocket,
  model: string,
  options: ConnectionOptions,
): RealtimeConnection {
  const log = createEventLog();
  const conversation = createConversation();
  let session = initialSession(newRealtimeId('sess'), model);
  let active: Response | null = null;
  let turnItemId: string | null = null;

  const send: Send = (event) => {
    if (socket.readyState !== socket.OPEN) return;
    const full = { event_id: newRealtimeId('event'), ...event };
    log.note('sent', full);
    socket.send(JSON.stringify(full));
  };

  const sendError = (error: ApiError, eventId: string | null = null) =>
    send({ type: 'error', error: { ...error, event_id: eventId } });

  const respond = (request: ResponseOptions) => {
    const mode = options.failures.of('realtime');
    if (mode === 'mute') return;
    active = startResponse({
      metadata: request.metadata ?? null,
      brief: briefOf(session, request),
      conversation,
      mind: options.mind,
      send,
      speechRate: options.speechRate,
      latencyMs: options.responseLatencyMs,
      failure: mode === 'error' ? SERVER_ERROR : limitError(mode),
      onDone: () => {
        active = null;
      },
    });
  };

  const input = createInputAudio({
    turnDetection: () => turnDetectionOf(session),
    onSpeechStarted(audioStartMs) {
      turnItemId = newRealtimeId('item');
      send({ type: 'input_audio_buffer.speech_started', audio_start_ms: audioStartMs, item_id: turnItemId });
      if (turnDetectionOf(session)?.interrupt_response !== false) active?.cancel('turn_detected');
    },
    onSpeechStopped(audioEndMs) {
      const itemId = turnItemId;
      send({ type: 'input_audio_buffer.speech_stopped', audio_end_ms: audioEndMs, item_id: itemId });
      commit();
      if (turnDetectionOf(session)?.create_response !== false && !active) respond({});
    },
  });

  const commit = () => {
    const itemId = turnItemId ?? newRealtimeId('item');
    turnItemId = null;
    const text = input.take();
    const wire: WireItem = {
      id: itemId,
      object: 'realtime.item',
      type: 'message',
      status: 'completed',
      role: 'user',
      content: [{ type: 'input_audio', transcript: null }],
    };
    const previous = conversation.add({ wire, mind: { kind: 'heard', text }, audioSamples: 0 });
    send({ type: 'input_audio_buffer.committed', previous_item_id: previous, item_id: itemId });
    send({ type: 'conversation.item.added', previous_item_id: previous, item: wire });
    send({ type: 'conversation.item.done', previous_item_id: previous, item: wire });
    if (session.audio?.input?.transcription) void transcribe(itemId, text);
  };

  const transcribe = async (itemId: string, text: string) => {
    await sleep(options.transcriptionDelayMs);
    const type = 'conversation.item.input_audio_transcription';
    const where = { item_id: itemId, content_index: 0 };
    if (options.failures.of('realtime') === 'transcription-failed') {
      const error = { type: 'transcription_error', code: 'audio_unintelligible', param: null };
      const message = 'The audio could not be transcribed.';
      send({ type: `${type}.failed`, ...where, error: { ...error, message } });
      return;
    }
    for (const delta of text.match(/\S+\s*/g) ?? []) send({ type: `${type}.delta`, ...where, delta });
    send({ type: `${type}.completed`, ...where, transcript: text });
  };

  /** Does what an event asks for; gives the error when it cannot be done. */
  const handle = (event: ClientEvent): ApiError | null => {
    switch (event.type) {
      case 'session.update': {
        const spoken = conversation.items.some((item) => item.audioSamples > 0);
        const refusal = updateRefusal(session, event.session, spoken);
        if (refusal) return refusal;
        session = updatedSession(session, event.session);
        send({ type: 'session.updated', session });
        return null;
      }
      case 'input_audio_buffer.append': {
        const pcm = decodePcm(event.audio);
        if (!pcm) return INVALID_AUDIO;
        input.push(pcm);
        return null;
      }
      case 'input_audio_buffer.commit': {
        const bufferedMs = input.bufferedMs();
        if (bufferedMs < MIN_COMMIT_MS) return bufferTooSmall(bufferedMs);
        commit();
        return null;
      }
      case 'input_audio_buffer.clear':
        input.take();
        turnItemId = null;
        send({ type: 'input_audio_buffer.cleared' });
        return null;
      case 'conversation.item.create': {
        const refusal = conversation.refusal(event.item, event.previous_item_id);
        if (refusal) return refusal;
        const item = itemOfClient(event.item, event.item.id ?? newRealtimeId('item'));
        const previous = conversation.add(item, event.previous_item_id);
        send({ type: 'conversation.item.added', previous_item_id: previous, item: item.wire });
        send({ type: 'conversation.item.done', previous_item_id: previous, item: item.wire });
        return null;
      }
      case 'conversation.item.delete': {
        const refusal = conversation.remove(event.item_id);
        if (refusal) return refusal;
        send({ type: 'conversation.item.deleted', item_id: event.item_id });
        return null;
      }
      case 'conversation.item.truncate': {
        const { item_id, content_index, audio_end_ms } = event;
        const refusal = conversation.truncate(item_id, audio_end_ms);
        if (refusal) return refusal;
        send({ type: 'conversation.item.truncated', item_id, content_index, audio_end_ms });
        return null;
      }
      case 'response.create':
        if (active) return activeResponse(active.id);
        respond(event.response ?? {});
        return null;
      case 'response.cancel':
        if (!active) return NO_ACTIVE_RESPONSE;
        active.cancel('client_cancelled');
        return null;
    }
  };

  socket.on('message', (data) => {
    const parsed = parseClientEvent(String(data));
    if (!parsed.ok) {
      log.note('received', { type: 'invalid', message: String(data).slice(0, 200) });
      sendError(parsed.error, parsed.eventId);
      return;
    }
    const { event } = parsed;
    if (event.type !== 'input_audio_buffer.append') log.note('received', event);
    const error = handle(event);
    if (error) sendError(error, event.event_id ?? null);
  });
  socket.on('close', () => active?.cancel('client_cancelled'));
  send({ type: 'session.created', session });

  return {
    events: log.events,
    items: conversation.items,
    get session() {
      return session;
    },
    get receivedAudioMs() {
      return input.receivedMs();
    },
    get isOpen() {
      return socket.readyState === socket.OPEN;
    },
    sendError,
  };
}
