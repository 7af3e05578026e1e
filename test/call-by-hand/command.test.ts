/** `npm run call` as a person calls it: LiveKit and OpenAI are all that it is given. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLine, type RehearsalLine } from '../../scripts/rehearsal/lines/rehearsal-line.js';
import type { PracticeScript } from '../../scripts/rehearsal/practice/practice-script.js';
import { booksAMeeting, isBusy } from '../../scripts/rehearsal/practices.js';
import { type OpenAiStandIn, startOpenAiStandIn } from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { createUnderstudy } from '../../scripts/rehearsal/understudy/index.js';

const hangsUpSoon: PracticeScript = {
  pickup: 'answers',
  opening: 'Smith Family Medicine, how can I help you?',
  turns: [{ hears: /how are you/i, says: 'I have no time.', hangsUp: true }],
};

let openai: OpenAiStandIn;
let line: RehearsalLine;
let practice: PracticeScript = isBusy;
let output: string;

beforeAll(async () => {
  openai = await startOpenAiStandIn({ mind: createUnderstudy() });
  line = await openLine('livekit', { answer: () => practice });
});
beforeEach(async () => {
  output = await mkdtemp(join(tmpdir(), 'calls-'));
});
afterEach(() => rm(output, { recursive: true }));
afterAll(async () => {
  await line.close();
  await openai.close();
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

/** `during` sees everything printed so far, each time that there is more. */
const call = (
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  during?: (out: string, child: ChildProcess) => void,
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'scripts/call.ts', '--output', output, ...args],
      {
        env: {
          PATH: process.env['PATH'],
          NO_COLOR: '1',
          ENV_FILE: '/dev/null',
          OPENAI_API_KEY: openai.apiKey,
          OPENAI_BASE_URL: openai.url,
          ...line.env,
          ...env,
        },
      },
    );
    let out = '';
    const take = (chunk: unknown): void => {
      out += chunk;
      during?.(out, child);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out: out.replaceAll(/[ \t]+/g, ' ') }));
  });

const WHOM = ['--to', '(212) 555-0123', '--practice', 'Smith Family Medicine', '--doctor', 'John Smith'];

const outcome = async (): Promise<unknown> => {
  const [folder = ''] = (await readdir(output)).filter((name) => name.startsWith('by-hand-'));
  return JSON.parse(await readFile(join(output, folder, 'outcome.json'), 'utf8'));
};

describe('nobody is phoned', () => {
  const calls = (): number => line.calls.length;

  test('where nobody can be asked and --yes is not given', async () => {
    const before = calls();
    const { code, out } = await call(WHOM);
    expect(code).toBe(2);
    expect(out).toContain('Nobody can be asked, for this is no terminal.');
    expect(calls()).toBe(before);
  });

  test('where something is missing: all of it is told, and nothing that such a call does not need', async () => {
    const { code, out } = await call(['--to', '911', '--yes'], {
      LIVEKIT_SIP_TRUNK_ID: '',
      OPENAI_API_KEY: '',
      CALL_RING_SECONDS: 'long',
    });
    expect(code).toBe(2);
    expect(out).toContain('--to: The phone number is an emergency or service number');
    for (const name of ['LIVEKIT_SIP_TRUNK_ID', 'OPENAI_API_KEY', 'CALL_RING_SECONDS']) {
      expect(out).toContain(`- ${name} is `);
    }
    expect(out).not.toMatch(/MONGODB|REDIS|S3_|AWS|CLERK/);
  });

  test('where somebody’s calendar is to be asked and Clerk is not configured', async () => {
    const { code, out } = await call([...WHOM, '--yes', '--initiator', 'user_2abc']);
    expect(code).toBe(2);
    expect(out).toContain('CLERK_SECRET_KEY is not set');
  });

  test('where the trunk is not there: it says what to do', async () => {
    const before = calls();
    const { code, out } = await call([...WHOM, '--yes'], { LIVEKIT_SIP_TRUNK_ID: 'ST_another' });
    expect(code).toBe(1);
    expect(out).toContain('no outbound trunk ST_another');
    expect(out).toContain('Correct LIVEKIT_SIP_TRUNK_ID');
    expect(out).toContain('Nobody was phoned.');
    expect(calls()).toBe(before);
  });
});

describe('somebody is phoned', () => {
  test('it is told whom, from where and with what, then what is said, then what came of it', async () => {
    practice = hangsUpSoon;
    const { code, out } = await call([...WHOM, '--state', 'NY', '--yes']);
    expect(out).toMatch(/phones Smith Family Medicine, \+12125550123; there it is \d+:\d\d [AP]M E[SD]T/);
    expect(out).toContain('from Rehearsal over sip.rehearsal.invalid, calls from +12125550199');
    expect(out).toContain('prompt DocShield malpractice sequence, phone step');
    expect(out).toContain('calendar none');
    expect(out).toContain('Practice Smith Family Medicine, how can I help you?');
    expect(out).toContain('Agent Hello, this is Chelsea calling from DocShield.');
    expect(out).toContain('ending hung_up');
    expect(code).toBe(0);
    expect(await outcome()).toMatchObject({ ending: 'hung_up', toE164: '+12125550123' });
  });

  test('Ctrl-C hangs up, and the outcome is shown', async () => {
    practice = booksAMeeting;
    let isAsked = false;
    const { code, out } = await call([...WHOM, '--yes'], {}, (soFar, child) => {
      if (isAsked || !soFar.includes('this is Chelsea')) return;
      isAsked = true;
      child.kill('SIGINT');
    });
    expect(out).toContain('Interrupted: closing …');
    expect(out).toContain('ending worker_stopped');
    expect(code).toBe(130);
    expect(await outcome()).toMatchObject({ ending: 'worker_stopped' });
  });
});
