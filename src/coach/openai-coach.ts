/**
 * The coach at any endpoint that speaks OpenAI's chat completions. Asked by the call's host every few seconds.
 * It never logs, and no error of its holds, what people said.
 *
 * The answer's form is asked for as `json_object`, which more endpoints know than `json_schema`; the shapes stand in
 * the prompt and are checked here, so nothing depends on the endpoint's own check. Source:
 * https://platform.openai.com/docs/guides/structured-outputs#json-mode
 */
import type { OpenAI } from 'openai';
import type { ChatCompletion } from 'openai/resources/chat/completions';
import type { Coach } from '../../machines/call.ports.js';
import { errorMessage } from '../domain/error-message.js';
import { coachBriefing } from './coach-briefing.js';
import { readVerdict } from './verdict.js';

export interface OpenAiCoachOptions {
  readonly apiKey: string;
  /** Default: OpenAI's own. */
  readonly baseUrl?: string;
  readonly model: string;
  /** What the coach is told to do; it names JSON, without which `json_object` is refused. */
  readonly prompt: string;
}

/** What not every endpoint and model takes: JSON mode, and little thought from models that think. */
const EXTRAS = { response_format: { type: 'json_object' }, reasoning_effort: 'low' } as const;

/** `consult` rejects when the endpoint fails or refuses, when `signal` ends it, and for an answer that is no verdict. */
export const createOpenAiCoach = (options: OpenAiCoachOptions): Coach => {
  const { apiKey, baseUrl, model, prompt } = options;
  /** Found out with the first answer. */
  let takesExtras = true;

  let client: OpenAI | null = null;
  const openAi = async (): Promise<OpenAI> => {
    const { OpenAI } = await import('openai');
    // A late verdict is worthless, and the next look comes by itself: nothing is tried again.
    client ??= new OpenAI({ apiKey, maxRetries: 0, ...(baseUrl && { baseURL: baseUrl }) });
    return client;
  };

  const ask = async (briefing: string, signal: AbortSignal): Promise<ChatCompletion> => {
    const api = await openAi();
    const create = (extras: typeof EXTRAS | null) =>
      api.chat.completions.create(
        {
          model,
          messages: [
            { role: 'system', content: prompt },
            { role: 'user', content: briefing },
          ],
          ...extras,
        },
        { signal },
      );
    if (!takesExtras) return create(null);
    try {
      return await create(EXTRAS);
    } catch (error) {
      if (!isRefusedRequest(error)) throw error;
      const completion = await create(null);
      takesExtras = false;
      return completion;
    }
  };

  return {
    consult: async (request, signal) => {
      const completion = await ask(coachBriefing(request), signal).catch((error: unknown) => {
        throw new Error(
          `The coach was not reached: ${signal.aborted ? 'it took too long' : reasonOf(error)}`,
        );
      });
      // An endpoint that is not OpenAI's may leave out what its types promise.
      return readVerdict(completion.choices?.[0]?.message?.content ?? '', request);
    },
  };
};

/** The endpoint does not take the request as it is. 422: what FastAPI servers such as Mistral's answer. */
const isRefusedRequest = (error: unknown): boolean => [400, 422].includes(statusOf(error) ?? 0);

const statusOf = (error: unknown): number | null =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;

/** An HTTP error without its text and cause: some endpoints repeat the request in it, and so what people said. */
const reasonOf = (error: unknown): string => {
  const status = statusOf(error);
  if (status === null) return errorMessage(error);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return `HTTP status ${status}${code && ` (${code})`}`;
};
