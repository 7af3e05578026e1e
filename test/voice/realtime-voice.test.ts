import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import type { CallEvent } from '../../machines/call.events.js';
import { INSUFFICIENT_QUOTA, startOpenAiStandIn } from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { listenOnLoopback } from '../../scripts/rehearsal/stand-ins/stand-in.js';
import {
  expectPairedTurns,
  LONG,
  openVoice,
  QUESTION,
  saidBy,
  says,
  voiceCalls,
  WAIT,
} from './voice-call.js';

const { releasers, startCall } = voiceCalls();

describe('opening the session', () => {
  const failures = [
    { what: 'refuses connections', mode: 'refuse', message: /cannot be reached/ },
    { what: 'refuses the key', mode: 'unauthorized', message: /HTTP 401/ },
    { what: 'fails', mode: 'error', message: /HTTP 500/ },
  ] as const;

  test.each(failures)('rejects when OpenAI $what', async ({ mode, message }) => {
    const standIn = await startOpenAiStandIn({ mind: says() });
    releasers.push(standIn.close);
    standIn.fail(mode);
    const events: CallEvent[] = [];
    await expect(openVoice(standIn, (event) => events.push(event))).rejects.toThrow(message);
  });

  test('rejects when it is given up before OpenAI has answered, and leaves no socket', async () => {
    let sockets = 0;
    const server = createServer((socket) => {
      sockets += 1;
      socket.on('close', () => {
        sockets -= 1;
      });
      socket.resume();
    });
    const listener = await listenOnLoopback(server);
    releasers.push(listener.close);
    const giveUp = new AbortController();
    const url = `http://127.0.0.1:${listener.port}/v1`;
    const opening = openVoice({ url, apiKey: 'sk-any' }, () => undefined, giveUp.signal);
    opening.catch(() => undefined);
    await vi.waitFor(() => expect(sockets).toBe(1), WAIT);
    giveUp.abort();
    await expect(opening).rejects.toBe(giveUp.signal.reason);
    await vi.waitFor(() => expect(sockets).toBe(0), WAIT);
  });

  test('rejects when the account has no credit', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    releasers.push(() => new Promise((resolve) => server.close(resolve)));
    server.on('connection', (client) =>
      client.send(JSON.stringify({ type: 'error', event_id: 'event_1', error: INSUFFICIENT_QUOTA })),
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const opening = openVoice({ url: `http://127.0.0.1:${port}/v1`, apiKey: 'sk-any' }, () => undefined);
    await expect(opening).rejects.toThrow('exceeded your current quota');
  });

  test('tells the server who takes turns, what is said and what may be done', async () => {
    const call = await startCall({ mind: says() });
    const connection = call.standIn.connections[0];
    await call.until(() => expect(connection?.session.tools).toHaveLength(2));
    expect(connection?.session).toMatchObject({ instructions: 'Be brief.', output_modalities: ['audio'] });
    expect(connection?.session.audio?.input).toMatchObject({
      transcription: { model: 'gpt-4o-mini-transcribe' },
      turn_detection: {
        type: 'semantic_vad',
        eagerness: 'medium',
        create_response: false,
        interrupt_response: true,
      },
    });
    expect(connection?.session.tools?.map((tool) => tool.name)).toEqual(['check_availability', 'end_call']);
  });
});

describe('a change of the brief', () => {
  test('sends instructions and then tools on the open connection and lets the agent finish', async () => {
    const call = await startCall({ mind: says('Good afternoon, this is Chelsea.', LONG) });
    await call.session.reply();
    await call.until(() => expect(call.reported('agent.spoke')).toHaveLength(1));
    await call.session.reply();
    await call.until(() => expect(call.line.heard()).toContain('rather long'));
    const before = call.wire().length;

    await call.session.apply({ instructions: 'Find a time.', tools: ['book_meeting'], muted: false });
    await call.until(() =>
      expect(call.standIn.connections[0]?.session.tools?.[0]?.name).toBe('book_meeting'),
    );
    expect(call.reported('agent.spoke')).toHaveLength(1);
    const updates = call
      .wire()
      .slice(before)
      .filter((entry) => entry.type === 'session.update')
      .map(({ event }) =>
        Object.keys(event['session'] as object).filter((key) => !['type', 'model'].includes(key)),
      );
    expect(updates).toEqual([['instructions'], ['tools']]);

    await call.until(() => expect(call.reported('agent.spoke')).toHaveLength(2));
    expect(call.reported('agent.spoke')[1]).toMatchObject({ text: LONG, interrupted: false });
    expect(call.line.heard()).toMatch(/say\.$/);
    expect(call.standIn.connections).toHaveLength(1);
  });
});

describe('a brief under which the agent is muted', () => {
  const muted = { instructions: 'Choose an option.', tools: ['end_call'], muted: true } as const;
  const heard = { instructions: 'Greet them.', tools: ['end_call'], muted: false } as const;

  test('lets nothing reach the line, and the turn counts as kept silent', async () => {
    const call = await startCall({
      mind: says('I will choose two.', 'Two again.', 'Good afternoon.'),
      brief: muted,
    });
    await call.session.reply();
    await call.until(() => expect(call.reported('agent.keptSilent')).toHaveLength(1));
    await call.session.reply();
    await call.until(() => expect(call.reported('agent.keptSilent')).toHaveLength(2));
    expect(call.line.heardMs()).toBe(0);

    await call.session.apply(heard);
    await call.session.reply();
    await call.until(() => expect(saidBy(call)).toEqual(['Good afternoon.']));
    expect(call.line.heard().trim()).toBe('Good afternoon.');
    expect(call.reported('agent.startedSpeaking')).toHaveLength(1);
    expect(call.reported('agent.keptSilent')).toHaveLength(2);
  });

  test('leaves a turn as it began, when it is swapped in the middle of one', async () => {
    const call = await startCall({ mind: says(LONG, LONG, 'Hello?') });
    await call.session.reply();
    await call.until(() => expect(call.line.heard()).toContain('rather long'));
    await call.session.apply(muted);
    await call.until(() => expect(saidBy(call)).toEqual([LONG]));
    expect(call.line.heard()).toMatch(/say\.$/);

    const heardMs = call.line.heardMs();
    const soundsSent = () => call.wire().filter(({ type }) => type === 'response.output_audio.delta').length;
    const before = soundsSent();
    await call.session.reply();
    await call.until(() => expect(soundsSent()).toBeGreaterThan(before + 1));
    await call.session.apply(heard);
    await call.until(() => expect(call.reported('agent.keptSilent')).toHaveLength(1));
    expect(call.line.heardMs()).toBe(heardMs);

    await call.session.reply();
    await call.until(() => expect(saidBy(call)).toEqual([LONG, 'Hello?']));
  });
});

describe('when the practice interrupts', () => {
  test('the agent falls silent and only what was heard counts as said', async () => {
    const call = await startCall({ mind: says(LONG), speed: 4 });
    await call.session.reply();
    await call.until(() => expect(call.line.heard()).toContain('rather long'));
    call.line.say('Excuse me, who is this?');
    await call.until(() => expect(call.reported('agent.spoke')).toHaveLength(1));
    const heardMs = call.line.heardMs();
    await call.until(() => expect(call.reported('practice.spoke')).toHaveLength(1));

    expect(call.line.heardMs()).toBe(heardMs);
    const [spoke] = call.reported('agent.spoke');
    expect(spoke?.interrupted).toBe(true);
    const heard = call.line.heard().trim().split(' ');
    const told = spoke?.text.split(' ') ?? [];
    expect(LONG.startsWith(spoke?.text ?? '-')).toBe(true);
    // Words are laid over the sound by their length: it is right to within a word or two.
    expect(Math.abs(told.length - heard.length)).toBeLessThanOrEqual(3);
    expect(call.reported('practice.spoke')[0]?.text).toBe('Excuse me, who is this?');
    expectPairedTurns(call.events);
  });

  test('nothing is asked of the model until it has finished', async () => {
    const call = await startCall({ mind: says('I see.') });
    call.line.say('We are a practice with a good many things to do today.');
    await call.until(() => expect(call.reported('practice.startedSpeaking')).toHaveLength(1));
    await call.session.reply();
    await call.until(() => expect(call.reported('practice.spoke')).toHaveLength(1));
    expect(call.sent('response.create')).toEqual([]);
    await call.session.reply();
    await call.until(() => expect(call.reported('agent.spoke')).toHaveLength(1));
  });
});

describe('what the practice says', () => {
  test('is reported without words when it cannot be transcribed', async () => {
    const call = await startCall({ mind: says() });
    call.standIn.fail('transcription-failed');
    call.line.say(QUESTION);
    await call.until(() => expect(call.reported('practice.spoke')).toHaveLength(1));
    expect(call.reported('practice.spoke')[0]?.text).toBeNull();
    expectPairedTurns(call.events);
  });

  test('is finished without words when the connection breaks in the middle of it, and the brief holds again', async () => {
    const call = await startCall({ mind: says('Good afternoon.') });
    await call.session.apply({ instructions: 'Find a time.', tools: ['book_meeting'], muted: false });
    call.line.say('We are a practice with a good many things to do today. '.repeat(3));
    await call.until(() => expect(call.reported('practice.startedSpeaking')).toHaveLength(1));
    call.standIn.dropConnections();
    await call.until(() => expect(call.reported('practice.spoke').length).toBeGreaterThan(0));
    expect(call.reported('practice.spoke')[0]?.text).toBeNull();
    await call.until(() =>
      expect(call.standIn.connections[1]?.session.tools?.[0]?.name).toBe('book_meeting'),
    );
    expect(call.standIn.connections[1]?.session.instructions).toBe('Find a time.');

    // The rest of the sentence is a turn of its own.
    await call.until(() => {
      const { length } = call.reported('practice.startedSpeaking');
      expect(length).toBeGreaterThan(1);
      expect(call.reported('practice.spoke')).toHaveLength(length);
    });
    await call.session.reply();
    await call.until(() => expect(saidBy(call)).toContain('Good afternoon.'));
    expectPairedTurns(call.events);
    expect(call.reported('voice.lost')).toEqual([]);
  });
});

describe('the voice is lost', () => {
  test('when the account runs out of credit in the middle of a call', async () => {
    const call = await startCall({ mind: says() });
    call.standIn.fail('insufficient-quota');
    await call.session.reply();
    await call.until(() => expect(call.reported('voice.lost')).toHaveLength(1));
    expect(call.reported('voice.lost')[0]?.reason).toContain('insufficient_quota');
  });

  test('when the server reports a fatal error while the agent is speaking', async () => {
    const call = await startCall({ mind: says(LONG) });
    await call.session.reply();
    await call.until(() => expect(call.line.heard()).toContain('rather'));
    call.standIn.sendError(INSUFFICIENT_QUOTA);
    await call.until(() => expect(call.reported('voice.lost')).toHaveLength(1));
    expect(call.reported('voice.lost')[0]?.reason).toContain('exceeded your current quota');
  });

  test('when the connection breaks and cannot be had again', async () => {
    const call = await startCall({ mind: says() });
    call.standIn.fail('unauthorized');
    call.standIn.dropConnections();
    await call.until(() => expect(call.reported('voice.lost')).toHaveLength(1));
    expect(call.reported('voice.lost')[0]?.reason).toContain('HTTP 401');
  });
});

describe('a closed session', () => {
  const resources = () => {
    const active = process.getActiveResourcesInfo();
    return {
      timers: active.filter((kind) => kind === 'Timeout').length,
      sockets: active.filter((kind) => kind === 'TCPSocketWrap').length,
    };
  };

  test('leaves no timer and no socket, and reports nothing more', async () => {
    const standIn = await startOpenAiStandIn({ mind: says(LONG), speechRate: 8 });
    releasers.push(standIn.close);
    // What is made once for the process is made by now.
    await (await openVoice(standIn, () => undefined)).close();
    await vi.waitFor(() => expect(standIn.connections[0]?.isOpen).toBe(false), WAIT);
    const before = resources();

    const events: CallEvent[] = [];
    const session = await openVoice(standIn, (event) => events.push(event));
    await session.reply();
    await vi.waitFor(
      () => expect(standIn.connections[1]?.events.some(({ type }) => type === 'response.created')).toBe(true),
      WAIT,
    );
    await session.close();
    const count = events.length;
    await vi.waitFor(() => {
      const after = resources();
      expect(after.sockets).toBeLessThanOrEqual(before.sockets);
      expect(after.timers).toBeLessThanOrEqual(before.timers);
    }, WAIT);
    expect(events).toHaveLength(count);
  });
});

describe('a connection that drops in mid-call', () => {
  test('is replaced, told the brief in force again, and reported once', async () => {
    const call = await startCall({ mind: says('Good afternoon.', 'Where were we?') });
    await call.session.apply({ instructions: 'Find a time.', tools: ['book_meeting'], muted: false });
    call.standIn.dropConnections();
    await call.until(() => expect(call.reported('voice.reconnected')).toHaveLength(1));
    await call.until(() =>
      expect(call.standIn.connections[1]?.session).toMatchObject({
        instructions: 'Find a time.',
        tools: [{ name: 'book_meeting' }],
      }),
    );
    await call.session.reply();
    await call.until(() => expect(call.reported('agent.spoke')).toHaveLength(1));
    expect(call.reported('voice.lost')).toEqual([]);
  });
});
