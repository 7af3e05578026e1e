import OpenAI from 'openai';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type CoachMind,
  type OpenAiStandIn,
  startOpenAiStandIn,
} from '../../scripts/rehearsal/stand-ins/openai/index.js';

let standIn: OpenAiStandIn | null = null;

afterEach(async () => {
  await standIn?.close();
  standIn = null;
});

async function start(options: { coach?: CoachMind; apiKey?: string } = {}) {
  standIn = await startOpenAiStandIn({
    mind: () => ({}),
    ...(options.coach ? { coach: options.coach } : {}),
  });
  const apiKey = options.apiKey ?? standIn.apiKey;
  return { standIn, client: new OpenAI({ apiKey, baseURL: standIn.url, maxRetries: 0, timeout: 5000 }) };
}

const chat = {
  model: 'gpt-6-luna',
  messages: [
    { role: 'system', content: 'Answer in JSON.' },
    { role: 'user', content: 'How is the call going?' },
  ],
} satisfies OpenAI.ChatCompletionCreateParamsNonStreaming;

const rejectionOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe('a chat', () => {
  test('is answered by the mind, which sees the model and the messages', async () => {
    const seen: unknown[] = [];
    const { client } = await start({
      coach: ({ model, messages }) => {
        seen.push({ model, messages });
        return 'Well.';
      },
    });
    const answer = await client.chat.completions.create(chat);
    expect(seen).toEqual([chat]);
    expect(answer).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-\w{29}$/),
      object: 'chat.completion',
      model: 'gpt-6-luna',
      choices: [
        { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Well.', refusal: null } },
      ],
      usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
    });
  });

  test('says that there is nothing to do unless a mind was given', async () => {
    const { client } = await start();
    const answer = await client.chat.completions.create(chat);
    expect(answer.choices[0]?.message.content).toBe('{"kind":"none"}');
  });

  test('is kept with what came of it', async () => {
    const { client, standIn } = await start({ coach: () => 'Well.' });
    await client.chat.completions.create({ ...chat, response_format: { type: 'json_object' } });
    standIn.fail('error', 'chat');
    await rejectionOf(client.chat.completions.create(chat));
    standIn.fail('refuse', 'chat');
    await rejectionOf(client.chat.completions.create(chat));
    expect(standIn.chats).toEqual([
      { ...chat, parameters: { response_format: { type: 'json_object' } }, status: 200, content: 'Well.' },
      { ...chat, parameters: {}, status: 500, content: null },
      { ...chat, parameters: {}, status: null, content: null },
    ]);
  });
});

describe('a chat is refused as the service refuses it', () => {
  test('when JSON is asked for and no message speaks of it', async () => {
    const { client } = await start();
    const messages = chat.messages.slice(1);
    const asked = client.chat.completions.create({
      ...chat,
      messages,
      response_format: { type: 'json_object' },
    });
    expect(await rejectionOf(asked)).toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      param: 'messages',
      message: expect.stringContaining("must contain the word 'json'"),
    });
  });

  test('when it has no message, or a parameter that does not exist', async () => {
    const { client } = await start();
    const empty = await rejectionOf(client.chat.completions.create({ ...chat, messages: [] }));
    expect(empty).toMatchObject({ status: 400, type: 'invalid_request_error' });
    const unknown = { ...chat, mood: 'cheerful' };
    expect(await rejectionOf(client.chat.completions.create(unknown))).toMatchObject({
      status: 400,
      code: 'unknown_parameter',
      param: 'mood',
    });
  });

  test('when the key is another one', async () => {
    const { client } = await start({ apiKey: 'sk-other' });
    expect(await rejectionOf(client.chat.completions.create(chat))).toMatchObject({
      status: 401,
      code: 'invalid_api_key',
    });
  });

  test('when its body is no JSON, and on another path', async () => {
    const { standIn } = await start();
    const headers = { authorization: `Bearer ${standIn.apiKey}` };
    const post = (path: string) =>
      fetch(`${standIn.url}${path}`, { method: 'POST', headers, body: '{"model"' });
    expect((await post('/chat/completions')).status).toBe(400);
    const elsewhere = await post('/completions');
    expect(elsewhere.status).toBe(404);
    expect(await elsewhere.json()).toMatchObject({
      error: { message: 'Invalid URL (POST /v1/completions)' },
    });
  });
});

describe('a chat fails as it is told to', () => {
  test.each([
    ['error', { status: 500, type: 'server_error' }],
    ['rate-limit', { status: 429, code: 'rate_limit_exceeded' }],
    ['insufficient-quota', { status: 429, code: 'insufficient_quota' }],
    ['unauthorized', { status: 401, code: 'invalid_api_key' }],
  ] as const)('%s, until it is told otherwise', async (mode, error) => {
    const { client, standIn } = await start();
    standIn.fail(mode, 'chat');
    expect(await rejectionOf(client.chat.completions.create(chat))).toMatchObject(error);
    standIn.fail(null);
    expect((await client.chat.completions.create(chat)).choices).toHaveLength(1);
  });

  test('refuse: the connection breaks off', async () => {
    const { client, standIn } = await start();
    standIn.fail('refuse', 'chat');
    expect(await rejectionOf(client.chat.completions.create(chat))).toBeInstanceOf(OpenAI.APIConnectionError);
  });

  test('hang: it is taken and not answered', async () => {
    const { client, standIn } = await start();
    standIn.fail('hang', 'chat');
    const asked = client.chat.completions.create(chat, { timeout: 100 });
    expect(await rejectionOf(asked)).toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
    expect(standIn.chats).toHaveLength(1);
  });

  test('nonsense: it is answered with what nobody asked for', async () => {
    const { client, standIn } = await start({ coach: () => '{}' });
    standIn.fail('nonsense', 'chat');
    const answer = await client.chat.completions.create(chat);
    expect(() => JSON.parse(answer.choices[0]?.message.content ?? '')).toThrow();
  });

  test('plain-only: nothing but a model and messages is taken', async () => {
    const { client, standIn } = await start();
    standIn.fail('plain-only', 'chat');
    const withJson = client.chat.completions.create({ ...chat, response_format: { type: 'json_object' } });
    expect(await rejectionOf(withJson)).toMatchObject({ status: 400, param: 'response_format' });
    const withEffort = client.chat.completions.create({ ...chat, reasoning_effort: 'low' });
    expect(await rejectionOf(withEffort)).toMatchObject({ status: 400, param: 'reasoning_effort' });
    expect((await client.chat.completions.create(chat)).choices).toHaveLength(1);
  });

  test('when its mind does: with an error of the service that says so', async () => {
    const { client } = await start({
      coach: () => {
        throw new Error('out of ideas');
      },
    });
    expect(await rejectionOf(client.chat.completions.create(chat))).toMatchObject({
      status: 500,
      message: expect.stringContaining('out of ideas'),
    });
  });

  test('alone: what fails in a chat leaves the other endpoints as they are', async () => {
    const { client, standIn } = await start();
    standIn.fail('error', 'transcriptions');
    expect((await client.chat.completions.create(chat)).choices).toHaveLength(1);
    standIn.fail('error');
    expect(await rejectionOf(client.chat.completions.create(chat))).toMatchObject({ status: 500 });
  });
});
