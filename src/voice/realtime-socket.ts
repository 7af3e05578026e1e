/**
 * The WebSocket of one Realtime session: connected with retries and backoff, kept alive by a heartbeat, closed with the
 * session. It holds the cures 1 to 4 of `safe-realtime.ts`, which alone uses it, and knows nothing of what is sent.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { APIConnectionError, APIStatusError } from '@livekit/agents';
import { WebSocket } from 'ws';

/** The first pause of the backoff; each further one is twice as long. */
const BACKOFF_MS = 250;
const FLAP_WINDOW_MS = 60_000;
/** More connections than this within {@link FLAP_WINDOW_MS} and the server is not worth another. */
const MAX_CONNECTIONS_IN_WINDOW = 5;
const HEARTBEAT_MS = 10_000;
/** The server's answer to our goodbye is not waited for any longer. */
const CLOSE_LIMIT_MS = 1_000;

export interface Endpoint {
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly handshakeTimeoutMs: number;
  /** Attempts after the first one. */
  readonly maxRetries: number;
}

export class RealtimeSocket {
  readonly #openedAtMs: number[] = [];
  readonly #closing = new AbortController();
  #socket: WebSocket | undefined;

  /** Whether {@link stopConnecting} was called. */
  get isStopped(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Whether the message went out: false where there is no connection. */
  send(message: object): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /**
   * Connects, for the first time or anew. Rejects with the last failure, an `APIError`, when the retries are used up,
   * when another attempt is of no use, or when the session is closed meanwhile.
   */
  async connect(endpoint: Endpoint): Promise<WebSocket> {
    let failure: Error = new APIConnectionError({ message: 'the session is closed' });
    for (let attempt = 0; attempt <= endpoint.maxRetries; attempt++) {
      try {
        if (attempt > 0) await this.#pause(BACKOFF_MS * 2 ** (attempt - 1));
        return await this.#open(endpoint);
      } catch (error) {
        if (this.isStopped) break;
        failure = error as Error;
        if ((error as { retryable?: boolean }).retryable === false) break;
      }
    }
    throw failure;
  }

  /** From now on nothing is connected, and what waits for it no longer does. */
  stopConnecting(): void {
    this.#closing.abort();
  }

  /** Ends the connection, also one that is on its way. Resolves when the socket is gone. */
  async close(): Promise<void> {
    if (this.#socket) await closed(this.#socket);
    this.#socket = undefined;
  }

  async #open({ url, apiKey, handshakeTimeoutMs }: Endpoint): Promise<WebSocket> {
    await this.#waitOutFlapping();
    this.#closing.signal.throwIfAborted();
    const socket = new WebSocket(url, {
      headers: { Authorization: `Bearer ${apiKey}`, 'User-Agent': 'LiveKit-Agents-JS' },
      handshakeTimeout: handshakeTimeoutMs,
    });
    this.#socket = socket;
    return await new Promise((resolve, reject) => {
      socket.on('error', (error) =>
        reject(new APIConnectionError({ message: `OpenAI Realtime cannot be reached: ${error.message}` })),
      );
      socket.once('unexpected-response', (_request, response) => {
        response.resume();
        const statusCode = response.statusCode ?? 0;
        reject(
          new APIStatusError({
            message: `OpenAI Realtime refused the connection: HTTP ${statusCode}`,
            options: { statusCode },
          }),
        );
        socket.terminate();
      });
      socket.once('open', () => {
        this.#openedAtMs.push(Date.now());
        keepAlive(socket);
        // Upstream listens only some microtasks later: nothing may arrive before.
        socket.pause();
        setImmediate(() => socket.resume());
        resolve(socket);
      });
    });
  }

  async #waitOutFlapping(): Promise<void> {
    const now = Date.now();
    const recent = this.#openedAtMs.filter((atMs) => now - atMs < FLAP_WINDOW_MS);
    if (recent.length >= MAX_CONNECTIONS_IN_WINDOW) {
      throw new APIConnectionError({
        message: `OpenAI Realtime closed ${recent.length} connections within a minute`,
        options: { retryable: false },
      });
    }
    this.#openedAtMs.splice(0, this.#openedAtMs.length, ...recent);
    if (recent.length >= 2) await this.#pause(2 * BACKOFF_MS * 2 ** (recent.length - 2));
  }

  /** Rejects when the session is closed meanwhile. */
  #pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.#closing.signal });
  }
}

/** Says goodbye and resolves when the socket is gone. */
const closed = async (socket: WebSocket): Promise<void> => {
  if (socket.readyState === WebSocket.CLOSED) return;
  const limit = setTimeout(() => socket.terminate(), CLOSE_LIMIT_MS);
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.close(1000);
  await gone;
  clearTimeout(limit);
};

/** A connection that was cut without a word is noticed within two heartbeats. */
const keepAlive = (socket: WebSocket): void => {
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  const timer = setInterval(() => {
    if (!alive) {
      socket.terminate();
      return;
    }
    alive = false;
    socket.ping();
  }, HEARTBEAT_MS);
  socket.once('close', () => clearInterval(timer));
};
