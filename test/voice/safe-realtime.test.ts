/**
 * The five upstream faults, each against a server that provokes it, and what is kept besides. The plain RealtimeModel
 * fails every test of the first part: it ends the process, or leaves a session that nobody hears of.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { initializeLogger, llm } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import {
  type Mind,
  type OpenAiStandIn,
  startOpenAiStandIn,
} from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { listenOnLoopback } from '../../scripts/rehearsal/stand-ins/stand-in.js';
import {
  type SafeRealtimeHooks,
  SafeRealtimeModel,
  type ServerEvent,
} from '../../src/voice/safe-realtime.js';

const WAIT = { timeout: 20_000, interval: 10 };
const LONG = 'This is a rather long sentence that takes a good while to say. '.repeat(6).trim();

const TOOLS = new llm.ToolContext([
  llm.tool({ name: 'look_up', description: 'Looks a time up.', execute: async () => 'It is free.' }),
]);

const releasers: (() => unknown)[] = [];
/** What would have ended the process. */
let unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

beforeEach(() => {
  unhandled = [];
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
});

afterEach(async () => {
  for (const release of releasers.splice(0).reverse()) await release();
  await settle();
  process.off('uncaughtException', note);
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

/** Lets what was rejected be noticed. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

async function startStandIn(mind: Mind = () => ({ say: 'Hello.' }), speechRate = 40): Promise<OpenAiStandIn> {
  const standIn = await startOpenAiStandIn({ mind, speechRate });
  releasers.push(standIn.close);
  return standIn;
}

interface Opening extends SafeRealtimeHooks {
  readonly url: string;
  readonly apiKey?: string;
  readonly timeoutMs?: number;
  readonly maxRetry?: number;
}

/** A session and what it reported. */
function openSession({ url, apiKey = 'sk-rehearsal', timeoutMs = 5_000, maxRetry = 2, ...hooks }: Opening) {
  const model = new SafeRealtimeModel(
    {
      apiKey,
      baseURL: url,
      turnDetection: { type: 'semantic_vad', create_response: false },
      connOptions: { timeoutMs, maxRetry, retryIntervalMs: 50 },
    },
    hooks,
  );
  const session = model.session();
  const errors: llm.RealtimeModelError[] = [];
  session.on('error', (error: llm.RealtimeModelError) => errors.push(error));
  releasers.push(() => session.close());
  return { session, errors };
}

const isLost = (errors: readonly llm.RealtimeModelError[]) => errors.some((error) => !error.recoverable);

/** A server that counts its connections and does with each what it is told to. */
async function startServer(onConnection: (socket: Socket) => void) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    onConnection(socket);
  });
  const listener = await listenOnLoopback(server);
  releasers.push(listener.close);
  return { url: `http://127.0.0.1:${listener.port}/v1`, connections: () => connections };
}

const openOf = (standIn: OpenAiStandIn) =>
  standIn.connections.filter((connection) => connection.isOpen).length;

describe('a connection that cannot be had', () => {
  test('is reported when it is refused', async () => {
    const standIn = await startStandIn();
    await standIn.close();
    const { errors } = openSession({ url: standIn.url, maxRetry: 1 });
    await vi.waitFor(() => expect(isLost(errors)).toBe(true), WAIT);
    expect(errors[0]?.error.message).toContain('cannot be reached');
  });

  test('is reported at once when the key is refused, and not tried again', async () => {
    const standIn = await startStandIn();
    const { errors } = openSession({ url: standIn.url, apiKey: 'sk-wrong', maxRetry: 2 });
    await vi.waitFor(() => expect(isLost(errors)).toBe(true), WAIT);
    expect(errors[0]?.error.message).toContain('HTTP 401');
    expect(errors).toHaveLength(1);
  });

  test('is reported when the handshake takes too long', async () => {
    const standIn = await startStandIn();
    standIn.fail('hang');
    const { errors } = openSession({ url: standIn.url, timeoutMs: 100, maxRetry: 0 });
    await vi.waitFor(() => expect(isLost(errors)).toBe(true), WAIT);
    expect(errors[0]?.error.message).toContain('timed out');
  });

  test('is tried again before it is reported as lost, once', async () => {
    const server = await startServer((socket) => socket.destroy());
    const { errors } = openSession({ url: server.url, maxRetry: 2 });
    await vi.waitFor(() => expect(isLost(errors)).toBe(true), WAIT);
    expect(server.connections()).toBe(3);
    expect(errors).toHaveLength(1);
  });

  test('is had at the second try', async () => {
    const standIn = await startStandIn();
    standIn.fail('refuse');
    const { errors } = openSession({ url: standIn.url, maxRetry: 3 });
    await settle();
    standIn.fail(null);
    await vi.waitFor(() => expect(openOf(standIn)).toBe(1), WAIT);
    expect(errors).toEqual([]);
  });

  test('does not outlive the session that waits for it', async () => {
    let sockets = 0;
    const server = await startServer((socket) => {
      sockets += 1;
      socket.on('close', () => {
        sockets -= 1;
      });
      socket.resume();
    });
    const { session, errors } = openSession({ url: server.url, timeoutMs: 60_000 });
    await vi.waitFor(() => expect(sockets).toBe(1), WAIT);
    await session.close();
    await vi.waitFor(() => expect(sockets).toBe(0), WAIT);
    expect(errors).toEqual([]);
  });
});

describe('a closed session', () => {
  test('leaves no socket open, however many came before it', async () => {
    const standIn = await startStandIn();
    for (let count = 1; count <= 20; count++) {
      const { session } = openSession({ url: standIn.url });
      await vi.waitFor(() => expect(openOf(standIn)).toBe(1), WAIT);
      await session.close();
      await vi.waitFor(() => expect(openOf(standIn)).toBe(0), WAIT);
      expect(standIn.connections).toHaveLength(count);
    }
  });
});

describe('a server that accepts and closes at once', () => {
  test('is connected to a few times, with pauses, and then given up', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    releasers.push(() => new Promise((resolve) => server.close(resolve)));
    await once(server, 'listening');
    const openedAtMs: number[] = [];
    server.on('connection', (client) => {
      openedAtMs.push(performance.now());
      client.close(1013);
    });
    const { port } = server.address() as AddressInfo;
    const { errors } = openSession({ url: `http://127.0.0.1:${port}/v1`, maxRetry: 3 });
    await vi.waitFor(() => expect(isLost(errors)).toBe(true), WAIT);
    expect(errors.find((error) => !error.recoverable)?.error.message).toContain('closed 5 connections');
    expect(openedAtMs).toHaveLength(5);
    expect((openedAtMs[4] ?? 0) - (openedAtMs[0] ?? 0)).toBeGreaterThan(1_000);
  });
});

describe('an interruption', () => {
  test('of speech that is still arriving harms nothing', async () => {
    const standIn = await startStandIn(() => ({ say: LONG }), 8);
    const { session, errors } = openSession({ url: standIn.url });
    const generation = await session.generateReply();
    const messages = generation.messageStream.getReader();
    const { value: message } = await messages.read();
    const audio = message?.audioStream.getReader();
    await audio?.read();
    await audio?.cancel();
    // Whatever is said after the listener has left: it ends with the response.
    const done = () => standIn.connections[0]?.events.some((entry) => entry.type === 'response.done');
    await vi.waitFor(() => expect(done()).toBe(true), WAIT);
    await settle();
    expect(errors).toEqual([]);
    expect(unhandled).toEqual([]);
  });
});

describe('a request for speech', () => {
  test('does not go out while the practice is speaking, and its asker is told so', async () => {
    const standIn = await startStandIn();
    const received: ServerEvent[] = [];
    const { session } = openSession({
      url: standIn.url,
      onServerEvent: (event) => void received.push(event),
    });
    const came = (type: string) => received.some((event) => event.type === type);
    const [connection] = await openConnections(standIn);
    await vi.waitFor(() => expect(came('session.updated')).toBe(true), WAIT);

    hear(session, encodeSpeech('We are closed on Mondays.'));
    await vi.waitFor(() => expect(came('input_audio_buffer.speech_started')).toBe(true), WAIT);
    await expect(session.generateReply()).rejects.toThrow('the practice is speaking');
    hear(session, new Int16Array(24_000));
    await vi.waitFor(() => expect(came('input_audio_buffer.speech_stopped')).toBe(true), WAIT);
    expect(connection?.events.some((entry) => entry.type === 'response.create')).toBe(false);

    await session.generateReply();
    expect(connection?.events.filter((entry) => entry.type === 'response.create')).toHaveLength(1);
  });
});

describe.each([
  { what: 'a dropped connection', end: (standIn: OpenAiStandIn) => standIn.dropConnections() },
  { what: 'an expired session', end: (standIn: OpenAiStandIn) => standIn.expireSessions() },
])('after $what', ({ end }) => {
  test('the new connection has instructions and tools, and takes every event', async () => {
    const standIn = await startStandIn();
    let reconnections = 0;
    const { session, errors } = openSession({ url: standIn.url, onReconnected: () => void reconnections++ });
    await session.updateInstructions('Be brief.');
    await session.updateTools(TOOLS);
    const [connection] = await openConnections(standIn);
    await vi.waitFor(() => expect(connection?.session.tools).toHaveLength(1), WAIT);

    end(standIn);
    await vi.waitFor(() => expect(standIn.connections).toHaveLength(2), WAIT);
    const replacement = standIn.connections[1];
    await vi.waitFor(() => expect(reconnections).toBe(1), WAIT);
    // The first event after it: nothing that waits for the old connection may take it away.
    await session.updateInstructions('Be briefer.');
    await vi.waitFor(() => expect(replacement?.session.instructions).toBe('Be briefer.'), WAIT);
    expect(replacement?.session.tools?.map((tool) => tool.name)).toEqual(['look_up']);
    const said = replacement?.events.flatMap(({ type, event }) =>
      type === 'session.update' ? [(event['session'] as { instructions?: string }).instructions] : [],
    );
    expect(said).toContain('Be brief.');
    expect(isLost(errors)).toBe(false);
  });

  test('what is asked for while there is no connection is not lost', async () => {
    const standIn = await startStandIn();
    const { session } = openSession({ url: standIn.url });
    const [connection] = await openConnections(standIn);
    const configured = () => connection?.events.some((entry) => entry.type === 'session.updated');
    await vi.waitFor(() => expect(configured()).toBe(true), WAIT);

    standIn.fail('refuse');
    end(standIn);
    await vi.waitFor(() => expect(openOf(standIn)).toBe(0), WAIT);
    await settle();
    await session.clearAudio();
    standIn.fail(null);
    const cleared = () =>
      standIn.connections[1]?.events.filter((entry) => entry.type === 'input_audio_buffer.clear').length;
    await vi.waitFor(() => expect(cleared()).toBe(1), WAIT);
  });
});

async function openConnections(standIn: OpenAiStandIn) {
  await vi.waitFor(() => expect(openOf(standIn)).toBeGreaterThan(0), WAIT);
  return standIn.connections;
}

function hear(session: llm.RealtimeSession, pcm: Int16Array): void {
  session.pushAudio(new AudioFrame(pcm, 24_000, 1, pcm.length));
}
