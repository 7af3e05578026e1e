/**
 * The Realtime endpoint: takes WebSocket upgrades on `/v1/realtime`, checks the key and fails as it was told to.
 * `server.ts` hands it every upgrade.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { type ApiError, INVALID_API_KEY, SERVER_ERROR, SESSION_EXPIRED } from './api-error.js';
import { type ConnectionOptions, openConnection, type RealtimeConnection } from './connection.js';
import { newRealtimeId } from './ids.js';
import { modelNotFound, type StandInModel } from './models.js';

const PATH = '/v1/realtime';

/** Close codes of RFC 6455. */
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;
/** The service's own, for a session that cannot be. */
const INVALID_REQUEST = 4000;

export interface RealtimeEndpoint {
  /** Every session so far, closed ones too; oldest first. */
  readonly connections: readonly RealtimeConnection[];
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends every open session without a word, as a broken network does. */
  dropConnections(): void;
  /** Ends every open session as the service does after an hour. */
  expireSessions(): void;
}

interface RealtimeOptions extends ConnectionOptions {
  readonly apiKey: string;
  readonly models: () => readonly StandInModel[];
}

export function createRealtimeEndpoint(options: RealtimeOptions): RealtimeEndpoint {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 * 1024 });
  const connections: RealtimeConnection[] = [];

  return {
    connections,

    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const mode = options.failures.of('realtime');
      if (mode === 'refuse') return void socket.destroy();
      if (mode === 'hang') return;
      if (mode === 'error') return refuse(socket, 500, 'Internal Server Error', SERVER_ERROR);
      if (url.pathname !== PATH) return refuse(socket, 404, 'Not Found', SERVER_ERROR);
      if (mode === 'unauthorized' || request.headers.authorization !== `Bearer ${options.apiKey}`) {
        return refuse(socket, 401, 'Unauthorized', INVALID_API_KEY);
      }
      sockets.handleUpgrade(request, socket, head, (client) => {
        if (mode === 'close-after-accept') return client.close(TRY_AGAIN_LATER);
        const model = url.searchParams.get('model') ?? '';
        if (options.models().some(({ id }) => id === model)) {
          connections.push(openConnection(client, model, options));
          return;
        }
        const event = { type: 'error', event_id: newRealtimeId('event'), error: modelNotFound(model) };
        client.send(JSON.stringify(event));
        client.close(INVALID_REQUEST);
      });
    },

    dropConnections() {
      for (const client of sockets.clients) client.terminate();
    },

    expireSessions() {
      for (const connection of connections) connection.sendError(SESSION_EXPIRED);
      for (const client of sockets.clients) client.close(GOING_AWAY);
    },
  };
}

/** Answers an upgrade with an HTTP error. */
function refuse(socket: Duplex, status: number, reason: string, error: ApiError): void {
  const body = JSON.stringify({ error });
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
