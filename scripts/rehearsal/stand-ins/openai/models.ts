/**
 * The models of the account: `GET /v1/models` and `GET /v1/models/{id}`. `server.ts` hands it every request for them.
 * Source: https://platform.openai.com/docs/api-reference/models
 */
import { type ApiError, invalidRequest } from './api-error.js';
import { type Answer, type HttpEndpoint, refusalOf, refused, send } from './endpoint.js';
import type { Failures } from './failures.js';

export const MODELS_PATH = '/v1/models';

export interface StandInModel {
  readonly id: string;
  /** `YYYY-MM-DD`; null where the service has not announced it. */
  readonly shutdown_date: string | null;
}

/** Those that the worker uses unless told. */
export const USUAL_MODELS: readonly StandInModel[] = [
  'gpt-realtime',
  'whisper-1',
  'gpt-4o-mini-transcribe',
  'gpt-6-luna',
].map((id) => ({ id, shutdown_date: null }));

const CREATED_S = 1_756_310_470;

export function createModelsEndpoint(options: {
  readonly apiKey: string;
  readonly failures: Failures;
  readonly models: () => readonly StandInModel[];
}): HttpEndpoint {
  const answerTo = (path: string): Answer => {
    const models = options.models().map((model) => ({
      ...model,
      object: 'model',
      created: CREATED_S,
      owned_by: 'system',
    }));
    if (path === MODELS_PATH) return { status: 200, body: { object: 'list', data: models } };
    const id = decodeURIComponent(path.slice(MODELS_PATH.length + 1));
    const model = models.find((candidate) => candidate.id === id);
    return model ? { status: 200, body: model } : refused(404, modelNotFound(id));
  };

  return {
    async handle(request, response) {
      const mode = options.failures.of('models');
      request.resume();
      if (mode === 'hang') return;
      if (mode === 'refuse') return void request.socket.destroy();
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const refusal = refusalOf(request, options.apiKey, mode);
      send(response, refusal ?? (mode === 'restricted-key' ? MAY_NOT_READ : answerTo(pathname)));
    },
  };
}

export const modelNotFound = (id: string): ApiError =>
  invalidRequest('model_not_found', `The model \`${id}\` does not exist or you do not have access to it.`);

/** The answer to a key whose permissions leave the models out. */
const MAY_NOT_READ = refused(
  403,
  invalidRequest(
    null,
    'You have insufficient permissions for this operation. Missing scopes: api.model.read.',
  ),
);
