/**
 * The worker's settings: every environment variable, parsed once.
 * `worker.ts` and the scripts call `loadConfig()` and pass on what each part needs; adapters never read the
 * environment. No error text ever contains a value: a malformed secret is still a secret.
 */
import * as dotenv from 'dotenv';
import type { z } from 'zod';
import {
  Environment,
  GROUPS,
  LINE,
  NEEDS,
  type RECORDERS,
  VARIABLES,
  type VariableName,
} from './config-variables.js';

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
 * Reads the settings from `env`, after adding to it what the env file holds: the file of `ENV_FILE`, or for
 * the process's own environment `.env`. A variable that is in `env` already is not replaced. An empty one
 * counts as absent. `line`: whether the settings must give a phone line.
 *
 * @throws ConfigError that lists every problem at once
 */
export function loadConfig(
  env: NodeJS.ProcessEnv = process.env,
  line: 'required' | 'optional' = 'optional',
): Config {
  const problems = readEnvFile(env);
  const given = withoutEmpty(env);
  const parsed = Environment.safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => explain(issue, given)));
  for (const group of GROUPS) {
    const absent = group.filter((name) => !(name in given));
    if (line === 'required' && group === LINE) {
      problems.push(...absent.map((name) => `${name} is not set. ${remedy(name)}`));
      continue;
    }
    const present = group.find((name) => name in given);
    if (present === undefined) continue;
    for (const name of absent) {
      problems.push(`${name} is not set, but ${present} is: set ${together(group)}. ${remedy(name)}`);
    }
  }
  for (const { name, value, needs } of NEEDS) {
    if (given[name] !== value) continue;
    for (const group of GROUPS.filter((candidate) => candidate.some((needed) => needs.includes(needed)))) {
      if (group.some((needed) => needed in given)) continue;
      problems.push(`${name} is ${value}, which needs ${group.join(', ')}: set them, or leave ${name} out.`);
    }
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return grouped(parsed.data);
}

const together = (group: readonly VariableName[]): string =>
  group.length === 2 ? 'both or neither' : `all of ${group.join(', ')} or none`;

function readEnvFile(env: NodeJS.ProcessEnv): string[] {
  const named = env['ENV_FILE']?.trim();
  const path = named || (env === process.env ? '.env' : null);
  if (path === null) return [];
  const { error } = dotenv.config({ path, quiet: true, processEnv: env as dotenv.DotenvPopulateInput });
  return error !== undefined && named
    ? ['ENV_FILE names a file that cannot be read. Correct the path, or unset it to use .env.']
    : [];
}

function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function explain(issue: z.core.$ZodIssue, given: Record<string, string>): string {
  const name = String(issue.path[0]) as VariableName;
  return name in given
    ? `${name} is malformed: ${issue.message}. ${remedy(name)}`
    : `${name} is not set. ${remedy(name)}`;
}

function remedy(name: VariableName): string {
  const variable = VARIABLES.find((candidate) => candidate.name === name);
  return variable === undefined ? '' : `${variable.purpose}. Where: ${variable.where}`;
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
