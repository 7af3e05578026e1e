import { afterEach, describe, expect, test } from 'vitest';
import type { CoachRequest } from '../../machines/call.ports.js';
import {
  type CoachMind,
  type OpenAiStandIn,
  startOpenAiStandIn,
} from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { coachBriefing } from '../../src/coach/coach-briefing.js';
import { createOpenAiCoach } from '../../src/coach/openai-coach.js';
import { timeLimit } from '../../src/libraries/utils/time-limit.js';
import { withReceiver } from '../fixtures/receiver.js';

const PROMPT = 'Coach the agent. Answer with one JSON object.';
const SECRET = 'Dr. Smith is on holiday';

const request: CoachRequest = {
  callId: 'c-0',
  stage: 'objections',
  next: ['scheduling'],
  instructions: 'Answer their questions.',
  utterances: [
    { id: 'p-1', speaker: 'practice', text: SECRET, startedAtMs: 0, endedAtMs: 900, interrupted: false },
  ],
  flagged: [],
};

let standIn: OpenAiStandIn | null = null;
afterEach(async () => {
  await standIn?.close();
  standIn = null;
});

const start = async (coach: CoachMind = () => '{"kind": "none"}') => {
  standIn = await startOpenAiStandIn({
    mind: () => {
      throw new Error('no Realtime session is opened here');
    },
    coach,
  });
  const { apiKey, url } = standIn;
  return { standIn, coach: createOpenAiCoach({ apiKey, baseUrl: url, model: 'gpt-6-luna', prompt: PROMPT }) };
};

const soon = () => timeLimit(5_000);

describe('the coach', () => {
  test.each([
    [{ kind: 'none' }],
    [{ kind: 'advise', message: 'Ask which day would suit them.' }],
    [{ kind: 'stepCompleted', next: 'scheduling' }],
  ] as const)('passes the verdict %j on', async (verdict) => {
    const { coach } = await start(() => JSON.stringify(verdict));
    expect(await coach.consult(request, soon())).toEqual(verdict);
  });

  test('sends its prompt and what there is to know of the call, and asks for JSON', async () => {
    const { coach, standIn } = await start();
    await coach.consult(request, soon());
    expect(standIn.chats).toEqual([
      {
        model: 'gpt-6-luna',
        messages: [
          { role: 'system', content: PROMPT },
          { role: 'user', content: coachBriefing(request) },
        ],
        parameters: { response_format: { type: 'json_object' }, reasoning_effort: 'low' },
        status: 200,
        content: '{"kind": "none"}',
      },
    ]);
  });

  test('does without JSON mode where the endpoint has none, and asks for it once only', async () => {
    const { coach, standIn } = await start();
    standIn.fail('plain-only', 'chat');
    for (let look = 0; look < 2; look += 1) {
      expect(await coach.consult(request, soon())).toEqual({ kind: 'none' });
    }
    expect(standIn.chats.map(({ status }) => status)).toEqual([400, 200, 200]);
    expect(standIn.chats.at(-1)?.parameters).toEqual({});
  });
});

describe('a look of the coach comes to nothing, and once only', () => {
  test.each([
    ['error', 'HTTP status 500'],
    ['rate-limit', 'HTTP status 429 (rate_limit_exceeded)'],
    ['insufficient-quota', 'HTTP status 429 (insufficient_quota)'],
    ['unauthorized', 'HTTP status 401 (invalid_api_key)'],
    ['refuse', 'Connection error.'],
  ] as const)('when the service fails (%s)', async (mode, why) => {
    const { coach, standIn } = await start();
    standIn.fail(mode, 'chat');
    await expect(coach.consult(request, soon())).rejects.toThrow(`The coach was not reached: ${why}`);
    expect(standIn.chats).toHaveLength(1);
  });

  test('when it takes too long', async () => {
    const { coach, standIn } = await start();
    standIn.fail('hang', 'chat');
    await expect(coach.consult(request, timeLimit(100))).rejects.toThrow('it took too long');
  });

  test('when it is nonsense', async () => {
    const { coach, standIn } = await start();
    standIn.fail('nonsense', 'chat');
    await expect(coach.consult(request, soon())).rejects.toThrow("The coach's answer is not JSON");
  });

  test('when the step it names cannot follow', async () => {
    const { coach } = await start(() => '{"kind": "stepCompleted", "next": "voicemail"}');
    await expect(coach.consult(request, soon())).rejects.toThrow("The coach's answer is not valid: next");
  });

  test('and the next one is not troubled by it', async () => {
    const { coach, standIn } = await start();
    standIn.fail('error', 'chat');
    await expect(coach.consult(request, soon())).rejects.toThrow();
    standIn.fail(null);
    expect(await coach.consult(request, soon())).toEqual({ kind: 'none' });
  });

  test.each([
    ['no choice', { choices: [] }],
    ['no choices', {}],
    ['no content', { choices: [{ message: { role: 'assistant', content: null } }] }],
  ])('when an endpoint answers with %s', async (_, body) => {
    const answer = {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    await withReceiver([answer], async (url) => {
      const coach = createOpenAiCoach({ apiKey: 'k', baseUrl: url, model: 'm', prompt: PROMPT });
      await expect(coach.consult(request, soon())).rejects.toThrow('The coach gave no answer');
    });
  });

  test('and its error holds nothing of what was said, also where the endpoint repeats it', async () => {
    const answer = {
      status: 422,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ detail: [{ loc: ['body'], msg: 'Extra inputs', input: SECRET }] }),
    };
    await withReceiver([answer], async (url, requests) => {
      const coach = createOpenAiCoach({ apiKey: 'k', baseUrl: url, model: 'm', prompt: PROMPT });
      const error = await coach.consult(request, soon()).catch((thrown: unknown) => thrown);
      expect(String(error)).toContain('HTTP status 422');
      expect(String(error)).not.toContain(SECRET);
      expect((error as Error).cause).toBeUndefined();
      expect(requests).toHaveLength(2);
    });
  });
});
