/**
 * What every stand-in of the rehearsal has in common: a server on 127.0.0.1 that speaks a service's real
 * protocol, and that can be told to fail the way the service fails. Used by the stand-ins, their tests and the
 * rehearsal itself; never by the worker, which only sees a base URL. Never listens on another address.
 */
import type { Server, Socket } from 'node:net';

/**
 * The failures that every service has. `refuse`: the connection breaks off. `hang`: requests are taken and never
 * answered. `error`: the service answers with its own internal error.
 */
export type Failure = 'refuse' | 'hang' | 'error';

/** A running stand-in; `Own` names the failures that only this service has. */
export interface StandIn<Own extends string = never> {
  readonly name: string;
  /** Base URL, for the real client's own setting. */
  readonly url: string;
  /** Stops listening and ends every open connection, also one that hangs. */
  close(): Promise<void>;
  /** Every request from now on fails in this way, until `fail(null)`. A request that hangs already stays so. */
  fail(mode: Failure | Own | null): void;
}

/** A server that listens, and what remains to be done with it. */
export interface Listener {
  readonly port: number;
  /** Breaks off every open connection; the server still listens. */
  dropConnections(): void;
  close(): Promise<void>;
}

/** Lets a TCP or HTTP server listen on a free port of 127.0.0.1. Rejects when it cannot listen. */
export async function listenOnLoopback(server: Server): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP port.');
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    dropConnections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        dropConnections();
      }),
  };
}
