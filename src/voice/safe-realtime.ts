/**
 * The OpenAI Realtime session of @livekit/agents-plugin-openai 1.9.0, made safe to run in a worker's own process.
 *
 * Upstream, five faults end the process or leave it crippled; each is cured, those of the connection (1 to 4)
 * with `realtime-socket.ts`, and has a test:
 *  1. a refused connection, a 401 or a handshake timeout is an uncaught exception (no 'error' listener);
 *  2. a failed connection is neither retried nor reported: the session lives on as a silent zombie;
 *  3. the socket stays open after close();
 *  4. a server that accepts and closes at once is reconnected to in a hot loop, without a pause;
 *  5. audio that arrives after an interruption is written to a cancelled stream: an unhandled rejection.
 *
 * A sixth one only fills the memory: upstream's sender waits for each event in a race with the session's end, and
 * until then that race holds on to every event it gave out. The practice's sound is 4 MB of them a minute.
 *
 * Two more only burn time: upstream cuts the practice's sound into blocks of 100 ms anew (7), although it comes in such,
 * and takes the agent's sound apart (8), byte by byte.
 *
 * One rule of this project is kept here as well, because every request for speech passes through
 * {@link SafeRealtimeSession.sendEvent}: no response is requested while the practice is speaking.
 *
 * Upstream declares some of what is overridden here as private to TypeScript, hence {@link Internals};
 * the package is pinned to the exact version.
 */
import * as openai from '@livekit/agents-plugin-openai';
import { AudioFrame } from '@livekit/rtc-node';
import type { WebSocket } from 'ws';
import { LINE_CHANNELS, LINE_SAMPLE_RATE_HZ } from '../domain/line-audio.js';
import { RealtimeSocket } from './realtime-socket.js';

const { RealtimeModel, RealtimeSession, processBaseURL } = openai.realtime;

type ClientEvent = Parameters<InstanceType<typeof RealtimeSession>['sendEvent']>[0];
export type ServerEvent = { readonly type: string; readonly [field: string]: unknown };
type RealtimeModelOptions = ConstructorParameters<typeof RealtimeModel>[0];

interface StreamChannel {
  write(value: unknown): Promise<void>;
  close(): Promise<void>;
}

/** One message that the model is saying. */
interface MessageGeneration {
  readonly audioChannel: StreamChannel;
  readonly textChannel: StreamChannel;
  readonly modalities: { readonly done: boolean; resolve(modalities: readonly string[]): void };
}

interface AudioDelta {
  readonly item_id: string;
  /** Base64 of 16-bit samples. */
  readonly delta: string;
}

/** What upstream keeps to itself and the cures need. */
interface Internals {
  _options: {
    readonly apiKey?: string;
    readonly baseURL: string;
    readonly model: string;
    readonly isAzure: boolean;
    readonly connOptions: { readonly maxRetry: number; readonly timeoutMs: number };
  };
  currentGeneration?: {
    readonly messages?: Map<string, MessageGeneration>;
    _firstTokenTimestamp?: number;
  };
  sendEvent(event: ClientEvent): void;
  emit(event: string, ...args: unknown[]): boolean;
  on(event: string, listener: (event: ServerEvent) => void): unknown;
  close(): Promise<void>;
  pushAudio(frame: AudioFrame): void;
  handleResponseOutputItemAdded(event: { readonly item: { readonly id?: string } }): void;
  handleResponseAudioDelta(event: AudioDelta): void;
}

const OpenRealtimeSession = RealtimeSession as unknown as new (
  model: InstanceType<typeof RealtimeModel>,
) => Internals;

/** Changes nothing on the server: wakes a sender that waits for an event to send. */
const NO_CHANGE = { type: 'session.update', session: { type: 'realtime' } } as ClientEvent;

export interface SafeRealtimeHooks {
  /** Every message of the server, before it is handled. */
  readonly onServerEvent?: (event: ServerEvent) => void;
  /** The connection was lost and is back; what the server forgot must be said again. */
  readonly onReconnected?: () => void;
}

class SafeRealtimeSession extends OpenRealtimeSession {
  readonly #socket = new RealtimeSocket();
  #practiceSpeaking = false;

  constructor(model: InstanceType<typeof RealtimeModel>, hooks: SafeRealtimeHooks = {}) {
    super(model);
    this.on('openai_server_event_received', (event) => {
      if (event.type === 'input_audio_buffer.speech_started') this.#practiceSpeaking = true;
      if (event.type === 'input_audio_buffer.speech_stopped') this.#practiceSpeaking = false;
      hooks.onServerEvent?.(event);
    });
    this.on('session_reconnected', () => {
      this.#practiceSpeaking = false;
      hooks.onReconnected?.();
    });
  }

  /** The one place that every request for speech passes: none goes out while the practice is speaking. */
  override sendEvent(event: ClientEvent): void {
    if (event.type === 'response.create' && this.#practiceSpeaking) {
      const refused = { message: 'the practice is speaking', event_id: event.event_id, type: 'refused_here' };
      queueMicrotask(() => this.#refuseResponse(refused));
      return;
    }
    // Cure 6: sound goes past the sender. Without a connection it waits there as all else does.
    if (event.type === 'input_audio_buffer.append' && this.#socket.send(event)) return;
    super.sendEvent(event);
  }

  /** Cure 7. */
  override pushAudio({ data }: AudioFrame): void {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    this.sendEvent({ type: 'input_audio_buffer.append', audio: bytes.toString('base64') });
  }

  /** Ends the wait of whoever asked, as the server's own refusal would. */
  #refuseResponse(error: { message: string; event_id: string | undefined; type: string }): void {
    const pending = (this as unknown as { responseCreatedFutures: Record<string, PendingResponse> })
      .responseCreatedFutures;
    const handle = error.event_id === undefined ? undefined : pending[error.event_id];
    if (!handle || error.event_id === undefined) return;
    delete pending[error.event_id];
    if (handle.timeout) clearTimeout(handle.timeout);
    if (!handle.doneFut.done) handle.doneFut.reject(new Error(error.message));
  }

  /** Cures 1, 2 and 4; called by upstream for the first connection and for every other. */
  async createWsConn(): Promise<WebSocket> {
    // Upstream calls this from its constructor, when the fields of this class do not exist yet.
    await Promise.resolve();
    const { apiKey, baseURL, model, isAzure, connOptions } = this._options;
    try {
      const socket = await this.#socket.connect({
        url: processBaseURL({ baseURL, model, isAzure }),
        apiKey,
        handshakeTimeoutMs: connOptions.timeoutMs,
        maxRetries: connOptions.maxRetry,
      });
      // The sender of a lost connection would take the next event down with it.
      socket.once('close', () => super.sendEvent(NO_CHANGE));
      return socket;
    } catch (error) {
      if (!this.#socket.isStopped) {
        this.emit('error', {
          type: 'realtime_model_error',
          timestamp: Date.now(),
          label: 'openai.RealtimeModel',
          error,
          recoverable: false,
        });
      }
      throw error;
    }
  }

  /** Cure 5. */
  override handleResponseOutputItemAdded(event: { readonly item: { readonly id?: string } }): void {
    super.handleResponseOutputItemAdded(event);
    const message = this.currentGeneration?.messages?.get(event.item.id ?? '');
    for (const channel of message ? [message.audioChannel, message.textChannel] : []) {
      const write = channel.write.bind(channel);
      const close = channel.close.bind(channel);
      channel.write = (value) => write(value).catch(() => undefined);
      channel.close = () => close().catch(() => undefined);
    }
  }

  /** Cure 8. What cannot be placed is left to upstream, which knows why. */
  override handleResponseAudioDelta(event: AudioDelta): void {
    const generation = this.currentGeneration;
    const message = generation?.messages?.get(event.item_id);
    if (!generation || !message) {
      super.handleResponseAudioDelta(event);
      return;
    }
    generation._firstTokenTimestamp ??= Date.now();
    if (!message.modalities.done) message.modalities.resolve(['audio', 'text']);
    // A frame must own its whole buffer, so it is none of the pool's.
    const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(event.delta, 'base64'));
    bytes.write(event.delta, 'base64');
    const pcm = new Int16Array(bytes.buffer, 0, bytes.length >> 1);
    void message.audioChannel.write(new AudioFrame(pcm, LINE_SAMPLE_RATE_HZ, LINE_CHANNELS, pcm.length));
  }

  /** Cure 3. */
  override async close(): Promise<void> {
    this.#socket.stopConnecting();
    await super.close();
    await this.#socket.close();
  }
}

interface PendingResponse {
  readonly timeout?: ReturnType<typeof setTimeout>;
  readonly doneFut: { readonly done: boolean; reject(error: Error): void };
}

/** A RealtimeModel whose sessions are safe. */
export class SafeRealtimeModel extends RealtimeModel {
  readonly #hooks: SafeRealtimeHooks;

  constructor(options: RealtimeModelOptions, hooks: SafeRealtimeHooks = {}) {
    super(options);
    this.#hooks = hooks;
  }

  override session(): InstanceType<typeof RealtimeSession> {
    return new SafeRealtimeSession(this, this.#hooks) as unknown as InstanceType<typeof RealtimeSession>;
  }
}
