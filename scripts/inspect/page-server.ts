/**
 * The inspector's page on 127.0.0.1, and the one WebSocket feed behind it. Called by `inspection.ts`.
 *
 *   /            the page: chart, conversation, brief in force, events
 *   /stately     Stately's own inspector in a frame, fed from the same messages (its user interface is on the web)
 *   /inspector   WebSocket: takes the messages of `createWebSocketInspector`
 *   /feed        WebSocket: gives every message to every page, those of the past first
 *
 * It speaks to this machine only: no other address, no other web site's pages.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { listenOnLoopback } from '../rehearsal/stand-ins/stand-in.js';

export interface PageServer {
  readonly url: string;
  /** For `createWebSocketInspector`. */
  readonly inspectorUrl: string;
  /** Resolves when somebody has opened the page. */
  readonly firstPage: Promise<void>;
  /** Gives the pages a message of our own. */
  send(message: { readonly type: string }): void;
  close(): Promise<void>;
}

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html'],
  '/page.css': ['page.css', 'text/css'],
  '/page.js': ['page.js', 'text/javascript'],
  '/call-view.js': ['call-view.js', 'text/javascript'],
  '/stately': ['stately.html', 'text/html'],
  '/stately.js': ['stately.js', 'text/javascript'],
};

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'self'; img-src data:; frame-src https://stately.ai",
};

/** Where the chart stands in the page. */
const CHART = '<!-- chart -->';

export async function startPageServer({ chart }: { readonly chart: string }): Promise<PageServer> {
  const folder = new URL('./page/', import.meta.url);
  const answers = new Map<string, { readonly type: string; readonly body: string }>();
  for (const [path, [file, type]] of Object.entries(FILES)) {
    const text = await readFile(new URL(file, folder), 'utf8');
    answers.set(path, { type: `${type}; charset=utf-8`, body: text.replace(CHART, () => chart) });
  }
  const server = createServer((request, response) => {
    const answer = answers.get(pathOf(request));
    if (!answer) response.writeHead(404, HEADERS).end('There is no such page.');
    else response.writeHead(200, { ...HEADERS, 'content-type': answer.type }).end(answer.body);
  });

  const feed = createFeed(server);
  const { port, close } = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    inspectorUrl: `ws://127.0.0.1:${port}/inspector`,
    firstPage: feed.firstPage,
    send: (message) => feed.send(JSON.stringify(message)),
    close,
  };
}

/** Messages in, messages out: whoever comes late is told the past first. */
function createFeed(server: Server) {
  const past: string[] = [];
  const pages = new Set<WebSocket>();
  let opened = (): void => undefined;
  const firstPage = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const send = (message: string): void => {
    past.push(message);
    for (const page of pages) page.send(message);
  };

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const path = pathOf(request);
    if (!isOurs(request) || (path !== '/feed' && path !== '/inspector')) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      if (path === '/inspector') {
        client.on('message', (data) => send(String(data)));
        return;
      }
      for (const message of past) client.send(message);
      pages.add(client);
      client.on('close', () => pages.delete(client));
      opened();
    });
  });
  return { firstPage, send };
}

const pathOf = ({ url }: IncomingMessage): string => (url ?? '').split('?')[0] ?? '';

/** A program, or a page of this very server: a browser tells the origin of the page that connects. */
const isOurs = ({ headers }: IncomingMessage): boolean =>
  headers.origin === undefined || headers.origin === `http://${headers.host}`;
