/**
 * The models that are configured, at OpenAI and at the coach's endpoint: whether the key is taken, whether the models
 * are there, and whether they are going to be shut down. Asks for the list of models alone, which costs nothing.
 * Source: https://platform.openai.com/docs/api-reference/models
 */
import { DateTime } from 'luxon';
import { APIConnectionError, APIError, OpenAI } from 'openai';
import { z } from 'zod';
import type { VariableName } from '../../../src/config-variables.js';
import { defineCheck, type Given } from '../check.js';
import { type Address, hostOf, messageOf, statusNote, unknownNote } from '../network.js';
import { fails, type Note, warns, works } from '../note.js';
import { check, whereOf } from '../remedy.js';

/** Where the API is unless OPENAI_BASE_URL says otherwise. */
export const OPENAI_URL = 'https://api.openai.com/v1';

const MODEL = z.object({ id: z.string(), shutdown_date: z.iso.date().nullish().catch(null) });
type Model = z.output<typeof MODEL>;

interface Endpoint {
  readonly apiKey: string;
  readonly key: VariableName;
  readonly baseUrl: string | undefined;
  readonly url: VariableName;
  /** The names of models, by the setting that holds them. */
  readonly models: readonly (readonly [setting: VariableName, name: string])[];
  /** Not every endpoint that speaks OpenAI's chat completions has a list of models, or a whole one. */
  readonly isOpenAi: boolean;
}

export const openai = defineCheck({
  service: 'OpenAI',
  required: true,
  needs: [
    'OPENAI_API_KEY',
    'OPENAI_REALTIME_MODEL',
    'OPENAI_TRANSCRIPTION_MODEL',
    'OPENAI_INPUT_TRANSCRIPTION_MODEL',
  ],
  run: ({ settings, ...given }) =>
    modelNotes(
      {
        apiKey: settings.OPENAI_API_KEY,
        key: 'OPENAI_API_KEY',
        baseUrl: settings.OPENAI_BASE_URL,
        url: 'OPENAI_BASE_URL',
        models: [
          ['OPENAI_REALTIME_MODEL', settings.OPENAI_REALTIME_MODEL],
          ['OPENAI_TRANSCRIPTION_MODEL', settings.OPENAI_TRANSCRIPTION_MODEL],
          ['OPENAI_INPUT_TRANSCRIPTION_MODEL', settings.OPENAI_INPUT_TRANSCRIPTION_MODEL],
        ],
        isOpenAi: true,
      },
      given,
    ),
});

export const coach = defineCheck({
  service: 'Coach',
  required: true,
  needs: ['OPENAI_API_KEY', 'COACH_MODEL'],
  run: ({ settings, ...given }) =>
    modelNotes(
      {
        apiKey: settings.COACH_API_KEY ?? settings.OPENAI_API_KEY,
        key: settings.COACH_API_KEY ? 'COACH_API_KEY' : 'OPENAI_API_KEY',
        baseUrl: settings.COACH_BASE_URL ?? settings.OPENAI_BASE_URL,
        url: settings.COACH_BASE_URL ? 'COACH_BASE_URL' : 'OPENAI_BASE_URL',
        models: [['COACH_MODEL', settings.COACH_MODEL]],
        isOpenAi: settings.COACH_BASE_URL === undefined,
      },
      given,
    ),
});

async function modelNotes(
  endpoint: Endpoint,
  { signal, nowMs }: Pick<Given, 'signal' | 'nowMs'>,
): Promise<readonly Note[]> {
  const { apiKey, baseUrl = OPENAI_URL } = endpoint;
  const client = new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0 });
  try {
    const { data } = await client.models.list({ signal });
    const models = new Map(data.map((model) => [model.id, MODEL.parse(model)]));
    return [
      works(`${hostOf(baseUrl)} takes the key`),
      ...endpoint.models.map(([setting, name]) =>
        modelNote(endpoint, setting, name, models.get(name), nowMs),
      ),
    ];
  } catch (error) {
    return [troubleOf(error, endpoint)];
  }
}

function modelNote(
  { isOpenAi }: Endpoint,
  setting: VariableName,
  name: string,
  model: Model | undefined,
  nowMs: number,
): Note {
  if (model === undefined) {
    return isOpenAi
      ? fails(
          'not-there',
          `there is no model ${name}, or none for this key`,
          `Correct ${setting}: ${whereOf(setting)}. A key may be restricted to some models: platform.openai.com > Project > Limits.`,
        )
      : warns(`${name} is not in its list of models`, check(setting));
  }
  const { shutdown_date: shutdown } = model;
  if (!shutdown) return works(name);
  const days = Math.ceil(
    DateTime.fromISO(shutdown, { zone: 'utc' }).diff(DateTime.fromMillis(nowMs)).as('days'),
  );
  const other = `Set ${setting} to a model that stays: ${whereOf(setting)}.`;
  return days <= 0
    ? fails('not-there', `${name} was shut down on ${shutdown}`, other)
    : warns(`${name} will be shut down on ${shutdown}, in ${days} ${days === 1 ? 'day' : 'days'}`, other);
}

function troubleOf(error: unknown, { key, baseUrl, url, isOpenAi }: Endpoint): Note {
  const address: Address = {
    host: hostOf(baseUrl ?? OPENAI_URL),
    setting: baseUrl === undefined ? null : url,
  };
  if (!(error instanceof APIError) || error instanceof APIConnectionError) {
    return unknownNote(error, address);
  }
  switch (error.status) {
    case 401:
      return fails('wrong-key', 'the key is not accepted', check(key));
    case 403:
      return isOpenAi
        ? warns(
            `the key may not list the models, so they were not looked for (${messageOf(error)})`,
            'Give the key the permission “List models”, or all.',
          )
        : fails('no-permission', `the key is refused (${messageOf(error)})`, check(key));
    case 404:
    case 405:
      return isOpenAi
        ? statusNote(error.status, address)
        : warns(
            `${address.host} has no list of models, so the model was not looked for`,
            `Nothing, if ${url} is right: ${whereOf(url)}.`,
          );
    default:
      return statusNote(error.status ?? 0, address);
  }
}
