import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type Mind,
  type OpenAiStandIn,
  startOpenAiStandIn,
} from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { withReceiver } from '../fixtures/receiver.js';
import { deadAddress, examine } from './examined.js';

const SILENT: Mind = () => ({});
const NOW = Date.parse('2026-11-26T12:00:00Z');

let openai: OpenAiStandIn;
let usual: OpenAiStandIn['models'];

beforeAll(async () => {
  openai = await startOpenAiStandIn({ mind: SILENT, apiKey: 'sk-of-the-doctors-test' });
  usual = openai.models;
});
afterEach(() => {
  openai.fail(null);
  openai.models = usual;
});
afterAll(() => openai.close());

const envOf = (env: NodeJS.ProcessEnv = {}) => ({
  OPENAI_API_KEY: openai.apiKey,
  OPENAI_BASE_URL: openai.url,
  ...env,
});
const check = (service: string, env: NodeJS.ProcessEnv = {}, options = {}) =>
  examine(service, envOf(env), { nowMs: NOW, ...options });
const shutDown = (id: string, shutdown_date: string) => {
  openai.models = usual.map((model) => (model.id === id ? { id, shutdown_date } : model));
};

describe.each(['OpenAI', 'Coach'])('the models of %s', (service) => {
  test('are there', async () => {
    expect(await check(service)).toMatchObject({ result: 'works' });
  });

  test('cannot be asked for with a wrong key', async () => {
    expect(await check(service, { OPENAI_API_KEY: 'sk-another-key-altogether' })).toMatchObject({
      result: 'does not',
      reasons: ['wrong-key'],
      todo: 'Check OPENAI_API_KEY: https://platform.openai.com/api-keys.',
    });
  });

  test('are not looked for with a key that may not list them', async () => {
    openai.fail('restricted-key');
    expect(await check(service)).toMatchObject({
      result: 'warning',
      found: expect.stringContaining('Missing scopes: api.model.read'),
    });
  });

  test('are not there where something else answers, or nothing', async () => {
    expect(await check(service, { OPENAI_BASE_URL: openai.url.replace('/v1', '/v2') })).toMatchObject({
      reasons: ['wrong-host'],
      todo: expect.stringContaining('OPENAI_BASE_URL'),
    });
    const dead = await deadAddress();
    expect(await check(service, { OPENAI_BASE_URL: `http://${dead}/v1` })).toMatchObject({
      reasons: ['wrong-host'],
      found: `nothing answers at ${dead}`,
    });
  });

  test.each([
    ['error', 'service-down'],
    ['rate-limit', 'service-down'],
    ['refuse', 'wrong-host'],
    ['hang', 'timeout'],
  ] as const)('when it fails with %s: %s', async (mode, reason) => {
    openai.fail(mode);
    expect(await check(service, {}, { limitMs: 400 })).toMatchObject({
      result: 'does not',
      reasons: [reason],
    });
  });
});

describe('a model', () => {
  test.each([
    ['OpenAI', 'OPENAI_REALTIME_MODEL'],
    ['OpenAI', 'OPENAI_TRANSCRIPTION_MODEL'],
    ['OpenAI', 'OPENAI_INPUT_TRANSCRIPTION_MODEL'],
    ['Coach', 'COACH_MODEL'],
  ])('of %s that does not exist is told with its setting, %s', async (service, setting) => {
    expect(await check(service, { [setting]: 'whisper-none' })).toMatchObject({
      result: 'does not',
      reasons: ['not-there'],
      found: expect.stringContaining('there is no model whisper-none'),
      todo: expect.stringContaining(`Correct ${setting}`),
    });
  });

  test('that will be shut down is a warning, with the day', async () => {
    shutDown('gpt-realtime', '2026-12-01');
    expect(await check('OpenAI')).toMatchObject({
      result: 'warning',
      found: expect.stringContaining('gpt-realtime will be shut down on 2026-12-01, in 5 days'),
      todo: expect.stringContaining('OPENAI_REALTIME_MODEL'),
    });
  });

  test.each(['2026-11-26', '2026-01-01'])('that was shut down on %s does not work', async (day) => {
    shutDown('gpt-6-luna', day);
    expect(await check('Coach')).toMatchObject({
      result: 'does not',
      reasons: ['not-there'],
      found: expect.stringContaining(`gpt-6-luna was shut down on ${day}`),
    });
  });
});

describe('the coach at an endpoint of its own', () => {
  test('is asked for there, with its own key', async () => {
    const env = { OPENAI_BASE_URL: `http://${await deadAddress()}/v1`, COACH_BASE_URL: openai.url };
    expect(await check('Coach', { ...env, COACH_API_KEY: openai.apiKey })).toMatchObject({ result: 'works' });
    expect(await check('Coach', { ...env, COACH_API_KEY: 'the-wrong-key' })).toMatchObject({
      reasons: ['wrong-key'],
      todo: expect.stringContaining('COACH_API_KEY'),
    });
  });

  test('may have no list of models, or a list without the model: a warning', async () => {
    await withReceiver([{ status: 404, body: 'Not Found' }], async (url) => {
      expect(await check('Coach', { COACH_BASE_URL: `${url}/v1` })).toMatchObject({
        result: 'warning',
        todo: expect.stringContaining('COACH_BASE_URL'),
      });
    });
    expect(await check('Coach', { COACH_BASE_URL: openai.url, COACH_MODEL: 'llama3.3' })).toMatchObject({
      result: 'warning',
    });
  });
});

describe('the voice', () => {
  test('opens as for a call, says nothing and is closed', async () => {
    const before = openai.connections.length;
    const { result, found } = await check('Voice');
    expect(result).toBe('works');
    expect(found).toMatch(/^gpt-realtime with the voice marin is ready in \d+\.\d s$/);
    const opened = openai.connections.slice(before);
    expect(opened).toHaveLength(1);
    const types = opened.flatMap(({ events }) => events.map(({ type }) => type));
    expect(types).toContain('session.updated');
    expect(types).not.toContain('response.create');
    await expect.poll(() => opened[0]?.isOpen).toBe(false);
  });

  test.each([
    ['a wrong key', { OPENAI_API_KEY: 'sk-another-key-altogether' }, 'wrong-key', 'OPENAI_API_KEY'],
    ['no such model', { OPENAI_REALTIME_MODEL: 'gpt-none' }, 'not-there', 'OPENAI_REALTIME_MODEL'],
    ['no such voice', { OPENAI_VOICE: 'morgan' }, 'not-there', 'OPENAI_VOICE'],
  ])('with %s', async (_, env, reason, setting) => {
    expect(await check('Voice', env)).toMatchObject({
      result: 'does not',
      reasons: [reason],
      todo: expect.stringContaining(setting),
    });
  });

  test.each([
    ['refuse', 'wrong-host'],
    ['error', 'service-down'],
    ['hang', 'timeout'],
  ] as const)('when the socket fails with %s: %s', async (mode, reason) => {
    openai.fail(mode, 'realtime');
    expect(await check('Voice', {}, { limitMs: mode === 'hang' ? 500 : 9_000 })).toMatchObject({
      result: 'does not',
      reasons: [reason],
    });
  });
});
