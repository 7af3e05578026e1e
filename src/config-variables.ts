/**
 * Every environment variable of the worker: one table, which checks the values, explains what is wrong
 * with them, and is what `.env.example` shows. Read by `read-settings.ts` and by commands; holds no values.
 */
import { z } from 'zod';

/** What a person needs to know to set a variable. */
export interface VariableInfo {
  readonly purpose: string;
  /** Where the value is found, or what it may be. */
  readonly where: string;
}

const info = z.registry<VariableInfo>();

const httpUrl = (): z.ZodURL => z.url({ protocol: /^https?$/, error: 'it must be an http(s) URL' });
const text = (): z.ZodString => z.string();
const between = (min: number, max: number): z.ZodCoercedNumber => {
  const error = `it must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

/** Its recording takes 115 MB of disk, and its transcript a few minutes. */
const LONGEST_CALL_MINUTES = 60;

export const RECORDERS = ['worker', 'egress'] as const;

const NOISE_CANCELLATIONS = ['off', 'krisp'] as const;
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export const Environment = z.object({
  ENV_FILE: text().optional().register(info, {
    purpose: 'File that holds the variables which are not in the environment itself',
    where: 'A path; without it, .env in the working directory is read if there is one',
  }),

  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, { error: 'it must be a URL that begins with redis:// or rediss://' })
    .default('redis://localhost:6379')
    .register(info, {
      purpose: 'Redis that holds the job queue',
      where: 'Redis Cloud > database > Connect, as redis://default:PASSWORD@HOST:PORT',
    }),
  REDIS_QUEUE_NAME: text().default('message-queue').register(info, {
    purpose: 'Bull queue that the sequencing tool adds its jobs to',
    where: 'The same name as in the sequencing tool',
  }),

  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/\S+$/, {
      error: 'it must be a URI that begins with mongodb:// or mongodb+srv://',
    })
    .register(info, {
      purpose: 'MongoDB with the campaigns, contacts, batches and sequences',
      where: 'MongoDB Atlas > Connect > Drivers, with the database name at its end',
    }),

  OPENAI_API_KEY: text().register(info, {
    purpose: 'OpenAI key for the agent, its coach and the transcripts',
    where: 'https://platform.openai.com/api-keys',
  }),
  OPENAI_BASE_URL: httpUrl().optional().register(info, {
    purpose: 'Other address of the OpenAI API',
    where: 'Leave it out unless a proxy is used; it ends in /v1',
  }),
  OPENAI_REALTIME_MODEL: text().default('gpt-realtime').register(info, {
    purpose: 'Realtime model that speaks on the phone',
    where: 'https://platform.openai.com/docs/models',
  }),
  OPENAI_VOICE: text().default('marin').register(info, {
    purpose: 'Voice of the agent',
    where: 'A voice of the Realtime model, e.g. marin or cedar',
  }),
  OPENAI_TRANSCRIPTION_MODEL: text()
    .regex(/^(?!gpt-)/, { error: 'the gpt- models give no times, which order the transcript' })
    .default('whisper-1')
    .register(info, {
      purpose: 'Model that makes the transcript from the recording',
      where: 'A model that gives timestamps, such as whisper-1',
    }),
  OPENAI_INPUT_TRANSCRIPTION_MODEL: text().default('gpt-4o-mini-transcribe').register(info, {
    purpose: 'Model that takes down the practice’s words during the call',
    where: 'https://platform.openai.com/docs/models',
  }),

  COACH_MODEL: text().default('gpt-6-luna').register(info, {
    purpose: 'Model that reads the transcript during the call and coaches the agent',
    where: 'A model of the endpoint below; a small one, for its answer is wanted within seconds',
  }),
  COACH_BASE_URL: httpUrl().optional().register(info, {
    purpose: 'Other address for the coach: any endpoint that speaks OpenAI’s chat completions',
    where: 'Leave it out for that of OPENAI_BASE_URL; it usually ends in /v1',
  }),
  COACH_API_KEY: text().optional().register(info, {
    purpose: 'Key for COACH_BASE_URL',
    where: 'The endpoint’s own; without it OPENAI_API_KEY is sent there',
  }),
  COACH_SECONDS: between(5, 120).default(15).register(info, {
    purpose: 'Seconds from one look of the coach at the transcript to the next',
    where: 'A whole number from 5 to 120',
  }),

  LIVEKIT_URL: z
    .string()
    .regex(/^wss?:\/\/\S+$/, { error: 'it must be a URL that begins with wss:// or ws://' })
    .optional()
    .register(info, {
      purpose: 'LiveKit server that carries the calls',
      where: 'LiveKit Cloud > Settings > Project, as wss://PROJECT.livekit.cloud',
    }),
  LIVEKIT_API_KEY: text().optional().register(info, {
    purpose: 'LiveKit key',
    where: 'LiveKit Cloud > Settings > API keys',
  }),
  LIVEKIT_API_SECRET: text().optional().register(info, {
    purpose: 'Secret of the LiveKit key',
    where: 'Shown once when the LiveKit key is made',
  }),
  LIVEKIT_SIP_TRUNK_ID: text()
    .regex(/^ST_\S+$/, { error: 'it must begin with ST_' })
    .optional()
    .register(info, {
      purpose: 'Outbound SIP trunk that the practices are phoned through',
      where: 'LiveKit Cloud > Telephony > SIP trunks > Outbound, or lk sip outbound list',
    }),
  LIVEKIT_NOISE_CANCELLATION: z
    .enum(NOISE_CANCELLATIONS, { error: `it must be one of ${NOISE_CANCELLATIONS.join(', ')}` })
    .default('off')
    .register(info, {
      purpose: 'Filter for the noise behind the practice’s voice',
      where: 'off, or krisp, which LiveKit Cloud applies in its SIP gateway; a server of your own has none',
    }),

  CLERK_SECRET_KEY: text().register(info, {
    purpose: 'Clerk key, to fetch the Google token of the user who started the batch',
    where: 'Clerk dashboard > API keys > Secret keys',
  }),
  CLERK_API_URL: httpUrl().optional().register(info, {
    purpose: 'Other address of the Clerk API',
    where: 'Leave it out unless a proxy is used',
  }),
  GOOGLE_CALENDAR_URL: httpUrl().optional().register(info, {
    purpose: 'Other address of the Google Calendar API',
    where: 'Leave it out unless a proxy is used; scheme and host only',
  }),

  S3_BUCKET: text().register(info, {
    purpose: 'S3 bucket that the transcripts go to',
    where: 'AWS console > S3; the key below needs s3:PutObject on it',
  }),
  AWS_REGION: text().register(info, {
    purpose: 'AWS region of the bucket',
    where: 'AWS console > S3, e.g. us-east-1',
  }),
  AWS_ACCESS_KEY_ID: text().optional().register(info, {
    purpose: 'AWS access key',
    where: 'AWS console > IAM > Users > Security credentials; without it the AWS default chain is used',
  }),
  AWS_SECRET_ACCESS_KEY: text().optional().register(info, {
    purpose: 'Secret of the AWS access key',
    where: 'Shown once when the access key is made',
  }),
  S3_ENDPOINT: httpUrl().optional().register(info, {
    purpose: 'Address of an S3-compatible store',
    where: 'Leave it out for AWS',
  }),

  CRM_WEBHOOK_URL: httpUrl().optional().register(info, {
    purpose: 'Address that is told of every settled call',
    where: 'The CRM or its automation tool; leave it out when there is none',
  }),
  CRM_WEBHOOK_SECRET: z
    .string()
    .regex(/^(whsec_)?[A-Za-z0-9+/]{16,}={0,2}$/, {
      error: 'it must be base64, at least 16 characters, with or without whsec_ before it',
    })
    .optional()
    .register(info, {
      purpose: 'Secret that signs what is sent to CRM_WEBHOOK_URL (Standard Webhooks)',
      where: 'The receiver, or make one: echo whsec_$(openssl rand -base64 32)',
    }),

  LOGTAIL_SOURCE_TOKEN: text().optional().register(info, {
    purpose: 'Logtail source that receives the logs',
    where: 'Better Stack > Telemetry > Sources; without it the logs go to the standard output only',
  }),
  LOGTAIL_ENDPOINT: httpUrl().optional().register(info, {
    purpose: 'Address of the Logtail source',
    where: 'Better Stack > Telemetry > Sources > Ingesting host, with https:// before it',
  }),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `it must be one of ${LOG_LEVELS.join(', ')}` })
    .default('info')
    .register(info, {
      purpose: 'Least important lines that are logged',
      where: `One of ${LOG_LEVELS.join(', ')}`,
    }),
  LOG_FILE: text().optional().register(info, {
    purpose: 'File that takes the log lines instead of the standard output',
    where: 'A path; leave it out on Heroku, which collects the standard output',
  }),

  CALL_CONCURRENCY: between(1, 50).default(5).register(info, {
    purpose: 'Calls that one worker holds at a time, while it has room',
    where: 'A whole number from 1 to 50',
  }),
  CALL_STARTS_PER_SECOND: between(1, 100).default(1).register(info, {
    purpose: 'Calls that all workers together start in a second',
    where: 'The limit of the trunk’s provider, often called CPS; a whole number from 1 to 100',
  }),
  CALLS_PER_TRUNK: between(1, 1000).default(10).register(info, {
    purpose: 'Calls that all workers together hold at a time on the trunk',
    where: 'The limit of the trunk’s provider, often called channels; a whole number from 1 to 1000',
  }),
  WORKER_MEMORY_MB: between(128, 65_536).optional().register(info, {
    purpose: 'Memory in MB that the worker may take: short of it, it takes no more calls',
    where: 'Leave it out for the limit of the container, or 512 where there is none',
  }),
  CALL_RING_SECONDS: between(5, 120).default(30).register(info, {
    purpose: 'Seconds that a phone may ring',
    where: 'A whole number from 5 to 120',
  }),
  CALL_MAX_MINUTES: between(1, LONGEST_CALL_MINUTES)
    .default(15)
    .register(info, {
      purpose: 'Longest call in minutes, from the answer to the hang-up',
      where: `A whole number from 1 to ${LONGEST_CALL_MINUTES}`,
    }),
  CALL_RECORDING: z
    .enum(RECORDERS, { error: `it must be one of ${RECORDERS.join(', ')}` })
    .default('worker')
    .register(info, {
      purpose:
        'Who records the calls: the worker, or LiveKit Egress into the bucket, where the sound then stays',
      where:
        'worker or egress; egress needs LIVEKIT_* and the AWS key, which is given to LiveKit and needs s3:GetObject too',
    }),
  CALL_SILENCE_SECONDS: between(5, 60).default(12).register(info, {
    purpose: 'Seconds without speech before the agent asks whether anyone is there',
    where: 'A whole number from 5 to 60',
  }),
  CALL_HOLD_SECONDS: between(30, 900).default(240).register(info, {
    purpose: 'Seconds that the agent waits each time it is put on hold',
    where: 'A whole number from 30 to 900',
  }),
  MEETING_MINUTES: between(10, 120).default(30).register(info, {
    purpose: 'Length of a booked meeting in minutes',
    where: 'A whole number from 10 to 120',
  }),
});

export type VariableName = keyof typeof Environment.shape;

export interface Variable extends VariableInfo {
  readonly name: VariableName;
  readonly required: boolean;
  /** `null` where there is none. */
  readonly defaultValue: string | null;
}

/** The table as a person reads it, in order. */
export const VARIABLES: readonly Variable[] = Object.entries(Environment.shape).map(([name, schema]) => {
  const known = info.get(schema);
  if (known === undefined) throw new Error(`${name} needs a purpose and a place where its value is found.`);
  const absent = schema.safeParse(undefined);
  return {
    name: name as VariableName,
    ...known,
    required: !absent.success,
    defaultValue: absent.success && absent.data !== undefined ? String(absent.data) : null,
  };
});

/** What the phone line takes. */
export const LINE: readonly VariableName[] = [
  'LIVEKIT_URL',
  'LIVEKIT_API_KEY',
  'LIVEKIT_API_SECRET',
  'LIVEKIT_SIP_TRUNK_ID',
];

/** What the value of one variable asks of others. */
export const NEEDS: readonly {
  readonly name: VariableName;
  readonly value: string;
  readonly needs: readonly VariableName[];
}[] = [{ name: 'CALL_RECORDING', value: 'egress', needs: ['LIVEKIT_URL', 'AWS_ACCESS_KEY_ID'] }];

/** Variables that mean something only together. */
export const GROUPS: readonly (readonly VariableName[])[] = [
  LINE,
  ['CRM_WEBHOOK_URL', 'CRM_WEBHOOK_SECRET'],
  ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
];
