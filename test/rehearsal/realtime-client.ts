/**
 * A plain Realtime client for the tests of the OpenAI stand-in: what is sent and received, as it is on the wire.
 */
import { WebSocket } from 'ws';
import { encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';

export type WireEvent = { readonly type: string; readonly [field: string]: unknown };

export interface RealtimeClient {
  readonly received: readonly WireEvent[];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  send(event: WireEvent): void;
  /** Sends a message as it stands. */
  sendText(message: string): void;
  /** Appends sound in pieces of 100 ms, as fast as it goes. */
  append(pcm: Int16Array): void;
  /** Speaks, then is silent for long enough to end the turn. */
  speak(text: string): void;
  /** The next event of this type that was not taken yet. Rejects after 10 s. */
  next(type: string): Promise<WireEvent>;
  close(): void;
}

const APPEND_SAMPLES = 2400;

/** Opens a session. Rejects with the HTTP status when the upgrade is refused. */
export async function openRealtimeClient(url: string, apiKey: string): Promise<RealtimeClient> {
  const address = `${url.replace('http:', 'ws:')}/realtime?model=gpt-realtime`;
  const socket = new WebSocket(address, { headers: { Authorization: `Bearer ${apiKey}` } });
  const received: WireEvent[] = [];
  const untaken: WireEvent[] = [];
  const waiting: { type: string; give: (event: WireEvent) => void }[] = [];

  socket.on('message', (data) => {
    const event: WireEvent = JSON.parse(String(data));
    received.push(event);
    const index = waiting.findIndex((waiter) => waiter.type === event.type);
    const waiter = waiting[index];
    if (!waiter) return void untaken.push(event);
    waiting.splice(index, 1);
    waiter.give(event);
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });

  const client: RealtimeClient = {
    received,
    closed,
    send: (event) => socket.send(JSON.stringify(event)),
    sendText: (message) => socket.send(message),
    append(pcm) {
      for (let offset = 0; offset < pcm.length; offset += APPEND_SAMPLES) {
        const bytes = Buffer.from(pcm.slice(offset, offset + APPEND_SAMPLES).buffer);
        client.send({ type: 'input_audio_buffer.append', audio: bytes.toString('base64') });
      }
    },
    speak(text) {
      client.append(encodeSpeech(text));
      client.append(new Int16Array(24_000));
    },
    next(type) {
      const index = untaken.findIndex((event) => event.type === type);
      const event = untaken[index];
      if (event) {
        untaken.splice(index, 1);
        return Promise.resolve(event);
      }
      return new Promise((resolve, reject) => {
        const seen = () => received.map((each) => each.type).join(', ');
        const timeout = setTimeout(() => reject(new Error(`No ${type}; came: ${seen()}`)), 10_000);
        const give = (next: WireEvent) => {
          clearTimeout(timeout);
          resolve(next);
        };
        waiting.push({ type, give });
      });
    },
    close: () => socket.close(),
  };
  return client;
}
