/**
 * The worker's settings: every environment variable, parsed once.
 * `worker.ts` and the scripts call `loadConfig()` and pass on what each part needs; adapters never read the
 * environment. No error text ever contains a value: a malformed secret is still a secret.
 */
import type { z } from 'zod';
import type { Environment, RECORDERS } from './config-variables.js';
import { readSettings } from './read-settings.js';

export interface Config {
  /** Without it, the container's limit counts. */
  readonly memoryMb?: number;
  readonly redis: { readonly url: string; readonly queueName: string };
  readonly mongo: { readonly uri: string };
  readonly openai: {
    readonly apiKey: string;
    readonly baseUrl?: string;
    readonly realtimeModel: string;
    readonly voice: string;
    /** Makes the transcript from the recording. */
    readonly transcriptionModel: string;
    /** Takes down the practice's words during the call. */
    readonly inputTranscriptionModel: string;
  };
  /** The second AI, at any endpoint that speaks OpenAI's chat completions. */
  readonly coach: {
    readonly model: string;
    readonly baseUrl?: string;
    readonly apiKey: string;
    readonly intervalSeconds: number;
  };
  /** `null`: the settings give no phone line, so whoever starts the worker must bring one. */
  readonly livekit: {
    readonly url: string;
    readonly apiKey: string;
    readonly apiSecret: string;
    readonly sipTrunkId: string;
    readonly noiseCancellation: 'off' | 'krisp';
  } | null;
  readonly clerk: { readonly secretKey: string; readonly apiUrl?: string };
  readonly google: { readonly calendarUrl?: string };
  readonly s3: {
    readonly bucket: string;
    readonly region: string;
    readonly endpoint?: string;
    /** Without the two, the AWS default chain is used. */
    readonly accessKeyId?: string;
    readonly secretAccessKey?: string;
  };
  /** `null`: there is no CRM. */
  readonly crm: { readonly url: string; readonly secret: string } | null;
  /** `null`: logs go to the standard output only. */
  readonly logtail: { readonly sourceToken: string; readonly endpoint?: string } | null;
  readonly calls: {
    readonly concurrency: number;
    /** These two hold for all workers that phone through the same trunk together. */
    readonly startsPerSecond: number;
    readonly perTrunk: number;
    readonly ringSeconds: number;
    readonly maxMinutes: number;
    readonly recording: (typeof RECORDERS)[number];
    readonly silenceSeconds: number;
    readonly holdSeconds: number;
    readonly meetingMinutes: number;
  };
}

/** Raised when the environment cannot be used; the message lists every problem and its remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration is incomplete. Set these variables in the environment or in the file that ENV_FILE names (.env by default):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }
}

/**
 * The settings of `env`, as {@link readSettings} reads them. `line`: whether they must give a phone line.
 *
 * @throws ConfigError that lists every problem at once
 */
export function loadConfig(
  env: NodeJS.ProcessEnv = process.env,
  line: 'required' | 'optional' = 'optional',
): Config {
  const { settings, problems } = readSettings(env, line);
  if (problems.length > 0) throw new ConfigError(problems.map(({ text }) => text));
  return grouped(settings as z.output<typeof Environment>);
}

/** What one call takes that a person places by hand: no queue, no campaign, no bucket. */
export interface CallConfig extends Pick<Config, 'openai' | 'coach' | 'calls' | 'google'> {
  readonly livekit: NonNullable<Config['livekit']>;
  /** `null`: nobody's calendar is asked. */
  readonly clerk: Config['clerk'] | null;
}

const CALL_VARIABLES = /^(ENV_FILE$|(OPENAI|COACH|LIVEKIT|CALL|MEETING)_)/;
const CALENDAR_VARIABLES = /^(CLERK|GOOGLE)_/;

/**
 * The settings of a call by hand. `calendar`: whether somebody's calendar takes the meeting.
 *
 * @throws ConfigError that lists every problem with what such a call takes, and no other
 */
export function loadCallConfig(env: NodeJS.ProcessEnv, calendar: 'asked' | 'not asked'): CallConfig {
  const { settings, problems } = readSettings(env, 'required');
  const isNeeded = (name: string): boolean =>
    CALL_VARIABLES.test(name) || (calendar === 'asked' && CALENDAR_VARIABLES.test(name));
  const needed = problems.filter(({ name }) => isNeeded(name));
  if (needed.length > 0) throw new ConfigError(needed.map(({ text }) => text));
  const { openai, coach, calls, google, livekit, clerk } = grouped(settings as z.output<typeof Environment>);
  if (livekit === null) throw new Error('The settings of the line were there and are not.');
  return { openai, coach, calls, google, livekit, clerk: calendar === 'asked' ? clerk : null };
}

function grouped(env: z.output<typeof Environment>): Config {
  return {
    ...defined({ memoryMb: env.WORKER_MEMORY_MB }),
    redis: { url: env.REDIS_URL, queueName: env.REDIS_QUEUE_NAME },
    mongo: { uri: env.MONGODB_URI },
    openai: {
      apiKey: env.OPENAI_API_KEY,
      realtimeModel: env.OPENAI_REALTIME_MODEL,
      voice: env.OPENAI_VOICE,
      transcriptionModel: env.OPENAI_TRANSCRIPTION_MODEL,
      inputTranscriptionModel: env.OPENAI_INPUT_TRANSCRIPTION_MODEL,
      ...defined({ baseUrl: env.OPENAI_BASE_URL }),
    },
    coach: {
      model: env.COACH_MODEL,
      apiKey: env.COACH_API_KEY ?? env.OPENAI_API_KEY,
      intervalSeconds: env.COACH_SECONDS,
      ...defined({ baseUrl: env.COACH_BASE_URL ?? env.OPENAI_BASE_URL }),
    },
    livekit: livekitOf(env),
    clerk: { secretKey: env.CLERK_SECRET_KEY, ...defined({ apiUrl: env.CLERK_API_URL }) },
    google: defined({ calendarUrl: env.GOOGLE_CALENDAR_URL }),
    s3: {
      bucket: env.S3_BUCKET,
      region: env.AWS_REGION,
      ...defined({
        endpoint: env.S3_ENDPOINT,
        accessKeyId: env.AWS_ACCESS_KEY_ID,
        secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
      }),
    },
    crm:
      env.CRM_WEBHOOK_URL !== undefined && env.CRM_WEBHOOK_SECRET !== undefined
        ? { url: env.CRM_WEBHOOK_URL, secret: env.CRM_WEBHOOK_SECRET }
        : null,
    logtail:
      env.LOGTAIL_SOURCE_TOKEN !== undefined
        ? { sourceToken: env.LOGTAIL_SOURCE_TOKEN, ...defined({ endpoint: env.LOGTAIL_ENDPOINT }) }
        : null,
    calls: {
      concurrency: env.CALL_CONCURRENCY,
      startsPerSecond: env.CALL_STARTS_PER_SECOND,
      perTrunk: env.CALLS_PER_TRUNK,
      ringSeconds: env.CALL_RING_SECONDS,
      maxMinutes: env.CALL_MAX_MINUTES,
      recording: env.CALL_RECORDING,
      silenceSeconds: env.CALL_SILENCE_SECONDS,
      holdSeconds: env.CALL_HOLD_SECONDS,
      meetingMinutes: env.MEETING_MINUTES,
    },
  };
}

function livekitOf(env: z.output<typeof Environment>): Config['livekit'] {
  const {
    LIVEKIT_URL: url,
    LIVEKIT_API_KEY: apiKey,
    LIVEKIT_API_SECRET: apiSecret,
    LIVEKIT_SIP_TRUNK_ID: sipTrunkId,
    LIVEKIT_NOISE_CANCELLATION: noiseCancellation,
  } = env;
  return url && apiKey && apiSecret && sipTrunkId
    ? { url, apiKey, apiSecret, sipTrunkId, noiseCancellation }
    : null;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that have a value: under exact optional types, absent and `undefined` differ. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
