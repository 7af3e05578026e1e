import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../src/config.js';
import { VARIABLES } from '../src/config-variables.js';

const REQUIRED = {
  MONGODB_URI: 'mongodb://localhost:27017/docshield',
  OPENAI_API_KEY: 'sk-test-openai-key',
  CLERK_SECRET_KEY: 'sk_test_clerk_key',
  S3_BUCKET: 'transcripts',
  AWS_REGION: 'us-east-1',
};

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  test('is complete with the required variables alone', () => {
    expect(loadConfig(REQUIRED)).toEqual({
      redis: { url: 'redis://localhost:6379', queueName: 'message-queue' },
      mongo: { uri: REQUIRED.MONGODB_URI },
      openai: {
        apiKey: REQUIRED.OPENAI_API_KEY,
        realtimeModel: 'gpt-realtime',
        voice: 'marin',
        transcriptionModel: 'whisper-1',
        inputTranscriptionModel: 'gpt-4o-mini-transcribe',
      },
      coach: { model: 'gpt-6-luna', apiKey: REQUIRED.OPENAI_API_KEY, intervalSeconds: 15 },
      clerk: { secretKey: REQUIRED.CLERK_SECRET_KEY },
      google: {},
      s3: { bucket: 'transcripts', region: 'us-east-1' },
      crm: null,
      livekit: null,
      logtail: null,
      calls: {
        concurrency: 5,
        startsPerSecond: 1,
        perTrunk: 10,
        ringSeconds: 30,
        maxMinutes: 15,
        recording: 'worker',
        silenceSeconds: 12,
        holdSeconds: 240,
        meetingMinutes: 30,
      },
    });
  });

  test('takes every optional variable', () => {
    const config = loadConfig({
      ...REQUIRED,
      REDIS_URL: 'rediss://default:pw@redis.example:6380',
      REDIS_QUEUE_NAME: 'calls',
      OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
      CLERK_API_URL: 'http://127.0.0.1:2',
      GOOGLE_CALENDAR_URL: 'http://127.0.0.1:3',
      S3_ENDPOINT: 'http://127.0.0.1:4',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      CRM_WEBHOOK_URL: 'http://127.0.0.1:5/hook',
      CRM_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      LOGTAIL_SOURCE_TOKEN: 'token',
      LOGTAIL_ENDPOINT: 'http://127.0.0.1:6',
      CALL_CONCURRENCY: '10',
      CALL_STARTS_PER_SECOND: '2',
      CALLS_PER_TRUNK: '30',
      WORKER_MEMORY_MB: '1024',
    });
    expect(config.redis).toEqual({ url: 'rediss://default:pw@redis.example:6380', queueName: 'calls' });
    expect(config.openai.baseUrl).toBe('http://127.0.0.1:1/v1');
    expect(config.clerk.apiUrl).toBe('http://127.0.0.1:2');
    expect(config.google.calendarUrl).toBe('http://127.0.0.1:3');
    expect(config.s3).toMatchObject({ endpoint: 'http://127.0.0.1:4', accessKeyId: 'key' });
    expect(config.crm?.url).toBe('http://127.0.0.1:5/hook');
    expect(config.logtail).toEqual({ sourceToken: 'token', endpoint: 'http://127.0.0.1:6' });
    expect(config.calls).toMatchObject({ concurrency: 10, startsPerSecond: 2, perTrunk: 30 });
    expect(config.memoryMb).toBe(1024);
  });

  test('lets the coach use the agent’s endpoint and key, or others', () => {
    const OPENAI_BASE_URL = 'http://127.0.0.1:1/v1';
    expect(loadConfig({ ...REQUIRED, OPENAI_BASE_URL }).coach).toEqual({
      model: 'gpt-6-luna',
      baseUrl: OPENAI_BASE_URL,
      apiKey: REQUIRED.OPENAI_API_KEY,
      intervalSeconds: 15,
    });
    const other = {
      COACH_MODEL: 'llama3.3',
      COACH_BASE_URL: 'http://127.0.0.1:11434/v1',
      COACH_API_KEY: 'another-key',
      COACH_SECONDS: '20',
    };
    const { coach, openai } = loadConfig({ ...REQUIRED, OPENAI_BASE_URL, ...other });
    expect(coach).toEqual({
      model: 'llama3.3',
      baseUrl: 'http://127.0.0.1:11434/v1',
      apiKey: 'another-key',
      intervalSeconds: 20,
    });
    expect(openai).toMatchObject({ baseUrl: OPENAI_BASE_URL, apiKey: REQUIRED.OPENAI_API_KEY });
  });

  test.each([
    ['COACH_SECONDS', '4'],
    ['COACH_SECONDS', '121'],
    ['CALL_HOLD_SECONDS', '29'],
    ['CALL_HOLD_SECONDS', '901'],
    ['CALL_MAX_MINUTES', '61'],
    ['CALL_RECORDING', 'nobody'],
    ['COACH_BASE_URL', 'localhost:11434'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ ...REQUIRED, [name]: value })).toEqual([expect.stringContaining(name)]);
  });

  test('names every problem at once, with what to set and where to get it', () => {
    const problems = problemsOf({
      ...REQUIRED,
      MONGODB_URI: undefined,
      S3_BUCKET: '  ',
      REDIS_URL: 'localhost:6379',
      CALL_CONCURRENCY: 'many',
      CRM_WEBHOOK_URL: 'https://crm.example/hook',
    });
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual([
      'CALL_CONCURRENCY',
      'CRM_WEBHOOK_SECRET',
      'MONGODB_URI',
      'REDIS_URL',
      'S3_BUCKET',
    ]);
    expect(problems.join('\n')).toContain('MongoDB Atlas');
    expect(problems.join('\n')).toContain('a whole number from 1 to 50');
  });

  test.each([
    ['REDIS_URL', 'redis//default:hunter2@host'],
    ['MONGODB_URI', 'mongo://user:hunter2@host'],
    ['CRM_WEBHOOK_SECRET', 'whsec_hunter2'],
    ['OPENAI_BASE_URL', 'ftp://hunter2@host'],
    ['LOG_LEVEL', 'hunter2'],
  ])('says that %s is malformed without printing its value', (name, value) => {
    const error = (() => {
      try {
        return loadConfig({ ...REQUIRED, [name]: value });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain(`${name} is malformed`);
    expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
  });

  test.each(['gpt-4o-transcribe', 'gpt-4o-mini-transcribe'])('refuses transcripts by %s', (model) => {
    const problems = problemsOf({ ...REQUIRED, OPENAI_TRANSCRIPTION_MODEL: model });
    expect(problems).toEqual([
      expect.stringMatching(/OPENAI_TRANSCRIPTION_MODEL .*give no times.*whisper-1/),
    ]);
  });

  test.each(['0', '51', '2.5', '-1', '5 calls'])('refuses %s calls at a time', (concurrency) => {
    expect(problemsOf({ ...REQUIRED, CALL_CONCURRENCY: concurrency })).toHaveLength(1);
  });

  test.each([
    ['CRM_WEBHOOK_URL', 'https://crm.example'],
    ['CRM_WEBHOOK_SECRET', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['AWS_ACCESS_KEY_ID', 'key'],
    ['AWS_SECRET_ACCESS_KEY', 'secret'],
  ])('refuses %s without the variable that belongs to it', (name, value) => {
    expect(problemsOf({ ...REQUIRED, [name]: value }).join()).toContain('set both or neither');
  });

  test('refuses a phone line of which a part is missing, and names every part', () => {
    const problems = problemsOf({
      ...REQUIRED,
      LIVEKIT_URL: 'wss://x.livekit.cloud',
      LIVEKIT_API_KEY: 'key',
    });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(
      /^LIVEKIT_API_SECRET is not set, but LIVEKIT_URL is: set all of LIVEKIT_URL, .*LIVEKIT_SIP_TRUNK_ID or none/,
    );
    expect(problems[1]).toContain('LIVEKIT_SIP_TRUNK_ID is not set');
  });

  const LINE = {
    LIVEKIT_URL: 'wss://x.livekit.cloud',
    LIVEKIT_API_KEY: 'key',
    LIVEKIT_API_SECRET: 'secret',
    LIVEKIT_SIP_TRUNK_ID: 'ST_1',
  };
  const AWS_KEY = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };

  test('lets LiveKit record where it has a line and a key to the bucket', () => {
    const env = { ...REQUIRED, ...LINE, ...AWS_KEY, CALL_RECORDING: 'egress' };
    expect(loadConfig(env).calls.recording).toBe('egress');
  });

  test('refuses to let LiveKit record without a line or a key to the bucket, and says what to set', () => {
    expect(problemsOf({ ...REQUIRED, CALL_RECORDING: 'egress' })).toEqual([
      'CALL_RECORDING is egress, which needs LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, LIVEKIT_SIP_TRUNK_ID: set them, or leave CALL_RECORDING out.',
      'CALL_RECORDING is egress, which needs AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: set them, or leave CALL_RECORDING out.',
    ]);
    expect(problemsOf({ ...REQUIRED, ...LINE, CALL_RECORDING: 'egress' })).toHaveLength(1);
  });

  test('has a phone line that filters noise where that is asked for', () => {
    const given = { url: 'wss://x.livekit.cloud', apiKey: 'key', apiSecret: 'secret', sipTrunkId: 'ST_1' };
    expect(loadConfig({ ...REQUIRED, ...LINE }).livekit).toEqual({ ...given, noiseCancellation: 'off' });
    const filtered = loadConfig({ ...REQUIRED, ...LINE, LIVEKIT_NOISE_CANCELLATION: 'krisp' }).livekit;
    expect(filtered).toEqual({ ...given, noiseCancellation: 'krisp' });
    expect(problemsOf({ ...REQUIRED, LIVEKIT_NOISE_CANCELLATION: 'bvc' }).join()).toContain('off, krisp');
  });

  test('without a phone line is refused where one is required, with all that is missing', () => {
    const refused = () => loadConfig({ ...REQUIRED, LIVEKIT_URL: 'wss://x.livekit.cloud' }, 'required');
    expect(refused).toThrow(ConfigError);
    for (const name of ['LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET', 'LIVEKIT_SIP_TRUNK_ID']) {
      expect(refused).toThrow(`${name} is not set. `);
    }
  });

  test('reads the file that ENV_FILE names and does not replace what is set already', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'config-'));
    try {
      const file = join(folder, 'worker.env');
      await writeFile(file, 'REDIS_QUEUE_NAME=from-file\nS3_BUCKET=from-file\n');
      const config = loadConfig({ ...REQUIRED, ENV_FILE: file });
      expect(config.redis.queueName).toBe('from-file');
      expect(config.s3.bucket).toBe('transcripts');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('says so when the file that ENV_FILE names cannot be read', () => {
    expect(problemsOf({ ...REQUIRED, ENV_FILE: '/nowhere/worker.env' }).join()).toContain('ENV_FILE');
  });
});

test('.env.example lists exactly the variables, each with its purpose, source and default', async () => {
  const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
  const [, ...blocks] = example.trim().split('\n\n');
  const expected = VARIABLES.map(({ name, purpose, where, required, defaultValue }) =>
    [`# ${purpose}.`, `# ${where}`, `${required ? '' : '# '}${name}=${defaultValue ?? ''}`].join('\n'),
  );
  expect(blocks).toEqual(expected);
});
