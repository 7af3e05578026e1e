/**
 * The HTTP half of a stand-in: reads requests whole, applies the failure in force, writes replies. Called by the
 * stand-ins of HTTP services, each of which only turns a request into a reply.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type Failure, listenOnLoopback, type StandIn } from './stand-in.js';

export interface HttpRequest {
  readonly method: string;
  /** The path as it was sent, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface HttpService<Own extends string> {
  readonly name: string;
  /** The healthy answer. */
  readonly answer: (request: HttpRequest) => HttpReply | Promise<HttpReply>;
  /** The answers of the service when it fails, by failure. */
  readonly failures: Readonly<
    Record<Own | 'error', (request: HttpRequest) => HttpReply | Promise<HttpReply>>
  >;
  /** Takes over the connection of a client that asks for a WebSocket. Absent: such a request is refused. */
  readonly upgrade?: (request: IncomingMessage, socket: Socket, head: Buffer) => void;
}

/** Starts a stand-in that speaks HTTP. A request that it cannot answer is a 500 with the reason as text. */
export async function startHttpStandIn<Own extends string = never>({
  name,
  answer,
  failures,
  upgrade,
}: HttpService<Own>): Promise<StandIn<Own>> {
  let failure: Failure | Own | null = null;

  const server = createServer(async (incoming, response) => {
    if (failure === 'refuse') {
      incoming.socket.destroy();
      return;
    }
    const request = await readRequest(incoming).catch(() => null);
    // The client went away while it was sending.
    if (request === null) return;
    if (failure === 'hang') return;

    const { status, headers, body } = await reply(request, failure === 'refuse' ? 'error' : failure);
    response.writeHead(status, { 'content-length': Buffer.byteLength(body ?? ''), ...headers });
    response.end(request.method === 'HEAD' ? undefined : body);
  });

  const reply = async (request: HttpRequest, mode: Own | 'error' | null): Promise<HttpReply> => {
    try {
      return await (mode === null ? answer(request) : failures[mode](request));
    } catch (error) {
      return { status: 500, body: `The ${name} stand-in could not answer: ${String(error)}` };
    }
  };

  if (upgrade) {
    server.on('upgrade', (request, socket, head) => {
      // A failure of the service's own is not one of its WebSockets.
      if (failure === 'refuse' || failure === 'error') socket.destroy();
      else if (failure !== 'hang') upgrade(request, socket as Socket, head);
    });
  }

  const { port, close, dropConnections } = await listenOnLoopback(server);
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    close,
    fail(mode) {
      failure = mode;
      if (mode === 'refuse') dropConnections();
    },
  };
}

/** A JSON reply. */
export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

/** The parts of a path, decoded: `/a/b%20c` gives `['a', 'b c']`. */
export function pathSegments(path: string): string[] {
  return path.split('/').slice(1).map(decodeURIComponent);
}

/** The token of an `Authorization: Bearer` header, or null. */
export function bearerToken({ authorization }: IncomingHttpHeaders): string | null {
  return /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? null;
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  return {
    method: incoming.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}
