/**
 * The chat endpoint: `POST /v1/chat/completions`, as the `openai` client calls it for the coach. Takes the
 * parameters that the coach sends and refuses others; the service takes more. Never streams.
 * Source: https://platform.openai.com/docs/api-reference/chat/create
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { errorOfIssues, invalidRequest } from './api-error.js';
import type { CoachMind, CoachMindRequest } from './coach-mind.js';
import { type Answer, type HttpEndpoint, refusalOf, refused, send } from './endpoint.js';
import type { FailureMode, Failures } from './failures.js';
import { tokensOf } from './usage.js';

export const CHATS_PATH = '/v1/chat/completions';

/** What a model says that has not understood what it was asked for. */
const NONSENSE = 'The call seems to be going rather well so far. Shall I go on?';

const ChatRequest = z.strictObject({
  model: z.string(),
  messages: z
    .array(z.object({ role: z.enum(['developer', 'system', 'user', 'assistant']), content: z.string() }))
    .min(1),
  response_format: z.object({ type: z.enum(['text', 'json_object']) }).optional(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).optional(),
});

type ChatRequest = z.output<typeof ChatRequest>;

/** What was asked for and what came of it, for tests. */
export interface Chat extends CoachMindRequest {
  /** Whatever was sent besides. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** `null`: nothing was answered. */
  readonly status: number | null;
  /** The answer's text; `null` where there is none. */
  readonly content: string | null;
}

export interface ChatEndpoint extends HttpEndpoint {
  readonly chats: readonly Chat[];
}

export function createChatEndpoint(options: {
  readonly apiKey: string;
  readonly failures: Failures;
  readonly mind: CoachMind;
}): ChatEndpoint {
  const chats: Chat[] = [];

  const answerTo = async (request: IncomingMessage, body: unknown, mode: FailureMode | null) => {
    const refusal = refusalOf(request, options.apiKey, mode);
    if (refusal) return { answer: refusal, content: null };
    const parsed = ChatRequest.safeParse(body, { reportInput: true });
    if (!parsed.success) return { answer: refused(400, errorOfIssues(parsed.error.issues)), content: null };
    const error = whyRefused(parsed.data, mode);
    if (error) return { answer: refused(400, error), content: null };
    const content = mode === 'nonsense' ? NONSENSE : await options.mind(parsed.data);
    return { answer: completion(parsed.data, content), content };
  };

  return {
    chats,
    async handle(request, response) {
      const mode = options.failures.of('chat');
      const body = await bodyOf(request);
      if (mode === 'refuse' || mode === 'hang') {
        chats.push({ ...sentIn(body), status: null, content: null });
        if (mode === 'refuse') request.socket.destroy();
        return;
      }
      const { answer, content } = await answerTo(request, body, mode);
      chats.push({ ...sentIn(body), status: answer.status, content });
      send(response, answer);
    },
  };
}

/** `undefined` for a body that is no JSON, or that never came whole. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse(await text(request));
  } catch {
    return undefined;
  }
}

function sentIn(body: unknown): Omit<Chat, 'status' | 'content'> {
  const { model = '', messages = [], ...parameters } = ChatRequest.safeParse(body).data ?? {};
  return { model, messages, parameters };
}

function whyRefused({ messages, response_format, reasoning_effort }: ChatRequest, mode: FailureMode | null) {
  if (mode === 'plain-only' && (response_format ?? reasoning_effort)) {
    const param = response_format ? 'response_format' : 'reasoning_effort';
    return invalidRequest('unsupported_parameter', `Unsupported parameter: '${param}'.`, param);
  }
  const namesJson = messages.some(({ content }) => /json/i.test(content));
  return response_format?.type === 'json_object' && !namesJson
    ? invalidRequest(
        null,
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
        'messages',
      )
    : null;
}

function completion({ model, messages }: ChatRequest, content: string): Answer {
  const prompt_tokens = tokensOf(messages.reduce((length, message) => length + message.content.length, 0));
  const completion_tokens = tokensOf(content.length);
  const body = {
    id: `chatcmpl-${randomUUID().replaceAll('-', '').slice(0, 29)}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: {
      prompt_tokens,
      completion_tokens,
      total_tokens: prompt_tokens + completion_tokens,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: 0,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
    service_tier: 'default',
    system_fingerprint: null,
  };
  return { status: 200, body };
}
