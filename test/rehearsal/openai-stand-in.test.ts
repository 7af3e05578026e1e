import { afterEach, describe, expect, test } from 'vitest';
import { decodeSpeech, encodeSpeech } from '../../scripts/rehearsal/speech/tone-speech.js';
import {
  INSUFFICIENT_QUOTA,
  type Mind,
  type MindView,
  type OpenAiStandIn,
  type OpenAiStandInOptions,
  startOpenAiStandIn,
} from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { openRealtimeClient, type RealtimeClient, type WireEvent } from './realtime-client.js';

const LONG = 'This is a rather long sentence that takes a good while to say. '.repeat(5).trim();

const releasers: (() => unknown)[] = [];

afterEach(async () => {
  for (const release of releasers.splice(0).reverse()) await release();
});

async function start(mind: Mind, options: Partial<OpenAiStandInOptions> = {}): Promise<OpenAiStandIn> {
  const standIn = await startOpenAiStandIn({ mind, speechRate: 50, transcriptionDelayMs: 1, ...options });
  releasers.push(standIn.close);
  return standIn;
}

async function connect(standIn: OpenAiStandIn, session: object = {}): Promise<RealtimeClient> {
  const client = await openRealtimeClient(standIn.url, standIn.apiKey);
  releasers.push(client.close);
  client.send({ type: 'session.update', session: { type: 'realtime', ...session } });
  await client.next('session.updated');
  return client;
}

const TRANSCRIBED = { audio: { input: { transcription: { model: 'gpt-4o-mini-transcribe' } } } };
const turnDetection = (detection: object | null) => ({
  audio: { input: { ...TRANSCRIBED.audio.input, turn_detection: detection } },
});

const silent: Mind = () => ({});

/** A mind that keeps what it was shown. */
function recorded(answer: Mind): { mind: Mind; views: MindView[] } {
  const views: MindView[] = [];
  return {
    views,
    mind: (view) => {
      views.push(view);
      return answer(view);
    },
  };
}

/** A part of an event, by its path of names. */
function field(event: WireEvent, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], event);
}

function deltas(client: RealtimeClient, type: string): string[] {
  return client.received.filter((event) => event.type === type).map((event) => String(event['delta']));
}

function playedAudio(client: RealtimeClient): Int16Array {
  const bytes = deltas(client, 'response.output_audio.delta').map((delta) => Buffer.from(delta, 'base64'));
  const all = Buffer.concat(bytes);
  return new Int16Array(all.buffer.slice(all.byteOffset, all.byteOffset + all.byteLength));
}

const textOf = (pcm: Int16Array) =>
  decodeSpeech(pcm, 24_000)
    .map((word) => word.text)
    .join('');

const userMessage = (id: string, text: string) => ({
  type: 'conversation.item.create',
  item: { id, type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
});

describe('hearing', () => {
  test('a spoken turn is detected, committed, transcribed and answered in sound', async () => {
    const { mind, views } = recorded(() => ({ say: 'Hello, this is “Chelsea”.' }));
    const client = await connect(await start(mind), { instructions: 'Be brief.', ...TRANSCRIBED });
    client.append(new Int16Array(24_000));
    client.speak('Smith Practice, good morning.');

    const started = await client.next('input_audio_buffer.speech_started');
    const stopped = await client.next('input_audio_buffer.speech_stopped');
    const committed = await client.next('input_audio_buffer.committed');
    const transcript = await client.next('conversation.item.input_audio_transcription.completed');
    const done = await client.next('response.done');

    // One second of silence, less the padding of 300 ms.
    expect(started['audio_start_ms']).toBeGreaterThan(650);
    expect(started['audio_start_ms']).toBeLessThan(750);
    const spokenMs = (encodeSpeech('Smith Practice, good morning.').length / 24_000) * 1000;
    expect(stopped['audio_end_ms']).toBeGreaterThan(1000 + spokenMs + 450);
    expect(stopped['audio_end_ms']).toBeLessThan(1000 + spokenMs + 550);
    expect(committed['item_id']).toBe(started['item_id']);
    expect(transcript).toMatchObject({
      item_id: started['item_id'],
      transcript: 'Smith Practice, good morning.',
    });
    expect(deltas(client, 'conversation.item.input_audio_transcription.delta').join('')).toBe(
      'Smith Practice, good morning.',
    );
    expect(views).toEqual([
      {
        instructions: 'Be brief.',
        tools: [],
        items: [{ kind: 'heard', text: 'Smith Practice, good morning.' }],
      },
    ]);
    expect(textOf(playedAudio(client))).toBe('Hello, this is “Chelsea”.');
    expect(deltas(client, 'response.output_audio_transcript.delta').join('')).toBe(
      'Hello, this is “Chelsea”.',
    );
    expect(field(done, 'response.status')).toBe('completed');
  });

  test('a turn ends after the silence that the session asks for', async () => {
    const detection = { type: 'server_vad', silence_duration_ms: 900 };
    const client = await connect(await start(silent), turnDetection(detection));
    client.append(encodeSpeech('One'));
    client.append(new Int16Array(24_000 * 0.7));
    client.append(encodeSpeech('two'));
    client.append(new Int16Array(24_000));
    const transcript = await client.next('conversation.item.input_audio_transcription.completed');
    expect(transcript['transcript']).toMatch(/^One ?two$/);
    expect(client.received.filter((event) => event.type === 'input_audio_buffer.committed')).toHaveLength(1);
  });

  test('two turns are two items, in order', async () => {
    const { mind, views } = recorded(silent);
    const client = await connect(await start(mind), TRANSCRIBED);
    client.speak('First turn.');
    client.speak('Second turn.');
    await client.next('response.done');
    await client.next('response.done');
    expect(views.at(-1)?.items).toEqual([
      { kind: 'heard', text: 'First turn.' },
      { kind: 'heard', text: 'Second turn.' },
    ]);
  });

  test('without create_response a turn is heard but not answered', async () => {
    const { mind, views } = recorded(silent);
    const detection = { type: 'semantic_vad', create_response: false };
    const client = await connect(await start(mind), turnDetection(detection));
    client.speak('Hello?');
    await client.next('conversation.item.input_audio_transcription.completed');
    expect(views).toHaveLength(0);
    client.send({ type: 'response.create' });
    await client.next('response.done');
    expect(views).toHaveLength(1);
  });

  test('without turn detection the client commits, and too little is refused', async () => {
    const client = await connect(await start(silent), turnDetection(null));
    client.send({ type: 'input_audio_buffer.commit', event_id: 'mine' });
    expect(await client.next('error')).toMatchObject({
      error: { code: 'input_audio_buffer_commit_empty', event_id: 'mine' },
    });
    client.append(encodeSpeech('Good day.'));
    client.send({ type: 'input_audio_buffer.commit' });
    const transcript = await client.next('conversation.item.input_audio_transcription.completed');
    expect(transcript['transcript']).toBe('Good day.');
    client.append(encodeSpeech('Forget this.'));
    client.send({ type: 'input_audio_buffer.clear' });
    await client.next('input_audio_buffer.cleared');
    client.send({ type: 'input_audio_buffer.commit' });
    await client.next('error');
  });

  test('a failed transcription is reported, and the model has heard it all the same', async () => {
    const { mind, views } = recorded(silent);
    const standIn = await start(mind);
    const client = await connect(standIn, TRANSCRIBED);
    standIn.fail('transcription-failed');
    client.speak('Can you hear me?');
    await client.next('conversation.item.input_audio_transcription.failed');
    await client.next('response.done');
    expect(views[0]?.items).toEqual([{ kind: 'heard', text: 'Can you hear me?' }]);
  });
});

describe('speaking', () => {
  test('speech cuts a response off, and the model knows only what it got out', async () => {
    const { mind, views } = recorded((view) => (view.items.length === 0 ? { say: LONG } : {}));
    const client = await connect(await start(mind, { speechRate: 4 }));
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta');
    client.speak('Excuse me, who is this?');

    const done = await client.next('response.done');
    expect(field(done, 'response.status')).toBe('cancelled');
    expect(field(done, 'response.status_details')).toEqual({ type: 'cancelled', reason: 'turn_detected' });
    expect(field(done, 'response.output.0.status')).toBe('incomplete');
    await client.next('response.done');
    const said = views.at(-1)?.items[0];
    expect(said?.kind).toBe('said');
    const text = said?.kind === 'said' ? said.text : LONG;
    expect(LONG.startsWith(text)).toBe(true);
    expect(text.length).toBeLessThan(LONG.length);
    expect(textOf(playedAudio(client)).trim()).toBe(text);
  });

  test('with interrupt_response off speech does not cut it off', async () => {
    const detection = { type: 'server_vad', interrupt_response: false, create_response: false };
    const client = await connect(
      await start(() => ({ say: LONG }), { speechRate: 20 }),
      turnDetection(detection),
    );
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta');
    client.speak('Excuse me.');
    expect(field(await client.next('response.done'), 'response.status')).toBe('completed');
    expect(textOf(playedAudio(client))).toBe(LONG);
  });

  test('what was not played is forgotten when the client truncates it', async () => {
    const { mind, views } = recorded((view) => (view.items.length === 0 ? { say: LONG } : {}));
    const client = await connect(await start(mind));
    client.send({ type: 'response.create' });
    const done = await client.next('response.done');
    const truncate = {
      type: 'conversation.item.truncate',
      item_id: field(done, 'response.output.0.id'),
      content_index: 0,
    };
    client.send({ ...truncate, audio_end_ms: 3_600_000 });
    expect(field(await client.next('error'), 'error.message')).toMatch(/is already shorter than 3600000ms/);
    client.send({ ...truncate, audio_end_ms: 1500 });
    await client.next('conversation.item.truncated');
    client.send({ type: 'response.create' });
    await client.next('response.done');
    const said = views.at(-1)?.items[0];
    expect(said?.kind === 'said' && said.text).toMatch(/^This is a /);
    expect(said?.kind === 'said' && said.text.length).toBeLessThan(40);
  });

  test('a response carries its metadata back, and a second one at the same time is refused', async () => {
    const client = await connect(await start(() => ({ say: LONG }), { speechRate: 4 }));
    const metadata = { client_event_id: 'response_create_1' };
    client.send({ type: 'response.create', response: { metadata } });
    expect(field(await client.next('response.created'), 'response.metadata')).toEqual(metadata);
    client.send({ type: 'response.create', event_id: 'second' });
    expect(await client.next('error')).toMatchObject({
      error: { code: 'conversation_already_has_active_response', event_id: 'second' },
    });
    client.send({ type: 'response.cancel' });
    const done = await client.next('response.done');
    expect(field(done, 'response.metadata')).toEqual(metadata);
    expect(field(done, 'response.status_details')).toEqual({ type: 'cancelled', reason: 'client_cancelled' });
    client.send({ type: 'response.cancel' });
    expect(field(await client.next('error'), 'error.code')).toBe('response_cancel_not_active');
  });

  test('a function call goes out and its output comes back to the mind', async () => {
    const { mind, views } = recorded((view) =>
      view.items.length === 0
        ? { calls: [{ name: 'look_up', args: { when: 'noon' } }] }
        : { say: 'Noon it is.' },
    );
    const tools = [
      { type: 'function', name: 'look_up', description: 'Looks.', parameters: { type: 'object' } },
    ];
    const client = await connect(await start(mind), { tools });
    client.send({ type: 'response.create' });
    const call = await client.next('response.output_item.done');
    expect(call).toMatchObject({
      item: { type: 'function_call', name: 'look_up', arguments: '{"when":"noon"}', status: 'completed' },
    });
    await client.next('response.done');
    const callId = field(call, 'item.call_id');
    client.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: callId, output: 'Free.' },
    });
    client.send({ type: 'response.create' });
    expect(field(await client.next('response.done'), 'response.output.0.content.0.transcript')).toBe(
      'Noon it is.',
    );
    expect(views[0]?.tools).toEqual([
      { name: 'look_up', description: 'Looks.', parameters: { type: 'object' } },
    ]);
    expect(views[1]?.items).toEqual([
      { kind: 'call', callId, name: 'look_up', args: '{"when":"noon"}' },
      { kind: 'output', callId, text: 'Free.' },
    ]);
  });

  test('instructions and tool choice of one response hold for that response only', async () => {
    const { mind, views } = recorded(silent);
    const tools = [{ type: 'function', name: 'look_up' }];
    const client = await connect(await start(mind), { instructions: 'Session.', tools });
    client.send({ type: 'response.create', response: { instructions: 'Now.', tool_choice: 'none' } });
    await client.next('response.done');
    client.send({ type: 'response.create' });
    await client.next('response.done');
    expect(views.map((view) => [view.instructions, view.tools.length])).toEqual([
      ['Now.', 0],
      ['Session.', 1],
    ]);
  });

  test('a mind with nothing to say makes an empty response, and one that throws a failed one', async () => {
    let fails = false;
    const client = await connect(
      await start(() => {
        if (fails) throw new Error('lost its mind');
        return {};
      }),
    );
    client.send({ type: 'response.create' });
    const empty = await client.next('response.done');
    expect(field(empty, 'response.status')).toBe('completed');
    expect(field(empty, 'response.output')).toEqual([]);
    fails = true;
    client.send({ type: 'response.create' });
    const failed = await client.next('response.done');
    expect(field(failed, 'response.status_details.error.message')).toMatch(/lost its mind/);
  });
});

describe('the conversation', () => {
  test.each([
    ['a duplicate id', userMessage('twice', 'x'), 'item_create_duplicate_item_id'],
    ['an id that is too long', userMessage('x'.repeat(33), 'x'), 'string_above_max_length'],
    [
      'an unknown previous item',
      { ...userMessage('new', 'x'), previous_item_id: 'nowhere' },
      'item_create_invalid_previous_item_id',
    ],
    [
      'an output without a call',
      {
        type: 'conversation.item.create',
        item: { type: 'function_call_output', call_id: 'call_x', output: '' },
      },
      'invalid_tool_call_id',
    ],
    [
      'an unknown item to delete',
      { type: 'conversation.item.delete', item_id: 'x' },
      'item_delete_invalid_item_id',
    ],
  ])('%s is refused', async (_name, event, code) => {
    const client = await connect(await start(silent));
    client.send(userMessage('twice', 'x'));
    await client.next('conversation.item.added');
    client.send({ ...event, event_id: 'mine' });
    expect(await client.next('error')).toMatchObject({
      error: { type: 'invalid_request_error', code, event_id: 'mine' },
    });
  });

  test('items stand where the client puts them, and deleted ones are gone', async () => {
    const { mind, views } = recorded(silent);
    const client = await connect(await start(mind));
    client.send(userMessage('b', 'second'));
    client.send({ ...userMessage('a', 'first'), previous_item_id: 'root' });
    client.send({ ...userMessage('c', 'third'), previous_item_id: 'b' });
    client.send(userMessage('d', 'gone'));
    client.send({ type: 'conversation.item.delete', item_id: 'd' });
    await client.next('conversation.item.deleted');
    client.send({ type: 'response.create' });
    await client.next('response.done');
    expect(views[0]?.items).toEqual(['first', 'second', 'third'].map((text) => ({ kind: 'heard', text })));
    expect(client.received.filter((event) => event.type === 'conversation.item.added')).toMatchObject([
      { previous_item_id: null },
      { previous_item_id: null },
      { previous_item_id: 'b' },
      { previous_item_id: 'c' },
    ]);
  });
});

describe('the session', () => {
  test.each([
    [{ instructions: 'no type' }, 'missing_required_parameter', 'session.type'],
    [{ type: 'realtime', voice: 'marin' }, 'unknown_parameter', 'session.voice'],
    [{ type: 'realtime', tool_choice: 'look_up' }, 'invalid_value', 'session.tool_choice'],
    [{ type: 'realtime', instructions: 7 }, 'invalid_type', 'session.instructions'],
    [
      { type: 'realtime', output_modalities: ['text', 'audio'] },
      'invalid_value',
      'session.output_modalities',
    ],
    [
      { type: 'realtime', tools: [{ type: 'function', name: 'a b' }] },
      'invalid_value',
      'session.tools[0].name',
    ],
  ])('refuses %j', async (session, code, param) => {
    const client = await connect(await start(silent), { instructions: 'kept' });
    client.send({ type: 'session.update', event_id: 'mine', session });
    const error = await client.next('error');
    expect(error).toMatchObject({ error: { code, event_id: 'mine' } });
    expect(field(error, 'error.param')).toBe(param);
    client.send({ type: 'session.update', session: { type: 'realtime' } });
    expect(field(await client.next('session.updated'), 'session.instructions')).toBe('kept');
  });

  test('an update leaves what it does not name as it is', async () => {
    const standIn = await start(silent);
    const client = await connect(standIn, {
      instructions: 'One.',
      ...turnDetection({ type: 'semantic_vad' }),
    });
    client.send({
      type: 'session.update',
      session: { type: 'realtime', audio: { output: { voice: 'marin' } } },
    });
    await client.next('session.updated');
    expect(standIn.connections[0]?.session).toMatchObject({
      instructions: 'One.',
      model: 'gpt-realtime',
      audio: { input: { turn_detection: { type: 'semantic_vad' } }, output: { voice: 'marin' } },
    });
  });

  test('the voice cannot change once it was heard', async () => {
    const client = await connect(await start(() => ({ say: 'Hi.' })));
    client.send({ type: 'response.create' });
    await client.next('response.done');
    client.send({
      type: 'session.update',
      session: { type: 'realtime', audio: { output: { voice: 'ash' } } },
    });
    expect(field(await client.next('error'), 'error.code')).toBe('cannot_update_voice');
  });

  test.each([
    ['not JSON', 'invalid_json'],
    ['{"type":"session.destroy"}', 'invalid_value'],
    ['{"type":"input_audio_buffer.append","audio":"not base64!"}', 'invalid_value'],
  ])('answers %s with an error and lives on', async (message, code) => {
    const standIn = await start(silent);
    const client = await connect(standIn);
    client.sendText(message);
    expect(field(await client.next('error'), 'error.code')).toBe(code);
    expect(standIn.connections[0]?.isOpen).toBe(true);
  });

  test('everything is on record but the audio itself', async () => {
    const standIn = await start(() => ({ say: 'Good day to you.' }));
    const client = await connect(standIn);
    client.speak('Hello.');
    await client.next('response.done');
    const [connection] = standIn.connections;
    expect(connection?.events[0]).toMatchObject({ direction: 'sent', type: 'session.created' });
    expect(connection?.events.some((entry) => entry.type === 'input_audio_buffer.append')).toBe(false);
    expect(connection?.receivedAudioMs).toBeGreaterThan(1000);
    expect(connection?.items.map((item) => item.mind)).toEqual([
      { kind: 'heard', text: 'Hello.' },
      { kind: 'said', text: 'Good day to you.' },
    ]);
    expect(JSON.stringify(connection?.events).length).toBeLessThan(40_000);
  });
});

describe('failing as the service fails', () => {
  const open = (standIn: OpenAiStandIn, key = standIn.apiKey) => openRealtimeClient(standIn.url, key);

  test('a wrong key is refused with 401', async () => {
    await expect(open(await start(silent), 'sk-wrong')).rejects.toThrow(/401/);
  });

  test.each([
    ['unauthorized', /401/],
    ['error', /500/],
    ['refuse', /hang up|ECONNRESET/],
  ] as const)('%s', async (mode, message) => {
    const standIn = await start(silent);
    standIn.fail(mode);
    await expect(open(standIn)).rejects.toThrow(message);
    standIn.fail(null);
    (await open(standIn)).close();
  });

  test('an upgrade that hangs ends with the stand-in', async () => {
    const standIn = await start(silent);
    standIn.fail('hang');
    const opening = open(standIn);
    const settled = opening.then(
      () => 'opened',
      () => 'failed',
    );
    const early = await Promise.race([
      settled,
      new Promise((resolve) => setTimeout(resolve, 100, 'hanging')),
    ]);
    expect(early).toBe('hanging');
    await standIn.close();
    expect(await settled).toBe('failed');
  });

  test('close-after-accept, dropped connections and expired sessions end the socket', async () => {
    const standIn = await start(silent);
    standIn.fail('close-after-accept');
    expect(await (await open(standIn)).closed).toBe(1013);
    standIn.fail(null);
    const dropped = await connect(standIn);
    standIn.dropConnections();
    expect(await dropped.closed).toBe(1006);
    const expired = await connect(standIn);
    standIn.expireSessions();
    expect(field(await expired.next('error'), 'error.code')).toBe('session_expired');
    expect(await expired.closed).toBe(1001);
  });

  test.each([
    ['insufficient-quota', 'insufficient_quota'],
    ['rate-limit', 'rate_limit_exceeded'],
  ] as const)('%s fails the response', async (mode, code) => {
    const standIn = await start(() => ({ say: 'Hi.' }));
    const client = await connect(standIn);
    standIn.fail(mode, 'realtime');
    client.send({ type: 'response.create' });
    const done = await client.next('response.done');
    expect(field(done, 'response.status')).toBe('failed');
    expect(field(done, 'response.status_details.error.code')).toBe(code);
  });

  test('an error can come unasked', async () => {
    const standIn = await start(silent);
    const client = await connect(standIn);
    standIn.sendError(INSUFFICIENT_QUOTA);
    expect(field(await client.next('error'), 'error.code')).toBe('insufficient_quota');
  });

  test('mute never answers a response.create, but everything else', async () => {
    const standIn = await start(() => ({ say: 'Hi.' }));
    const client = await connect(standIn);
    standIn.fail('mute');
    client.send({ type: 'response.create' });
    client.send({ type: 'input_audio_buffer.clear' });
    await client.next('input_audio_buffer.cleared');
    expect(client.received.some((event) => event.type.startsWith('response.'))).toBe(false);
  });
});
