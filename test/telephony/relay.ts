/**
 * A network between the line and LiveKit that can be told to fail: what a request meets on its way is decided by its
 * path. Rooms' WebSockets pass as well.
 */
import { createServer, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { listenOnLoopback } from '../../scripts/rehearsal/stand-ins/stand-in.js';

/** `refuse`: it never arrives. `lose`: it arrives, and its answer does not. `hang`: neither, and nobody says so. */
type Fate = 'pass' | 'refuse' | 'lose' | 'hang';

export interface Relay {
  /** `ws://…` */
  readonly url: string;
  /** What requests meet from now on. */
  route(fate: (path: string) => Fate): void;
  /** Ends every open connection, rooms included. */
  cut(): void;
  close(): Promise<void>;
}

export async function startRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let fateOf: (path: string) => Fate = () => 'pass';

  const server = createServer((incoming, reply) => {
    const fate = fateOf(incoming.url ?? '');
    if (fate === 'hang') return;
    if (fate === 'refuse') {
      incoming.socket.destroy();
      return;
    }
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, path, method, headers }, (answer) => {
      if (fate === 'lose') {
        answer.resume();
        incoming.socket.destroy();
        return;
      }
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    onward.on('error', () => reply.destroy());
    incoming.pipe(onward);
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    if (fateOf(incoming.url ?? '') !== 'pass') {
      socket.destroy();
      return;
    }
    const onward = connect(Number(port), hostname, () => {
      const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
      onward.write([`GET ${incoming.url} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) {
      sockets.add(end);
      end.on('close', () => sockets.delete(end));
      end.on('error', () => end.destroy());
    }
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
  });

  const listener = await listenOnLoopback(server);
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `ws://127.0.0.1:${listener.port}`,
    route(fate) {
      fateOf = fate;
    },
    cut() {
      cut();
      listener.dropConnections();
    },
    async close() {
      cut();
      await listener.close();
    },
  };
}
