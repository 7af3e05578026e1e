/** `npm run doctor` as a person calls it, on the whole stage with the live line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLine, type RehearsalLine } from '../../scripts/rehearsal/lines/rehearsal-line.js';
import { isBusy } from '../../scripts/rehearsal/practices.js';
import { INITIATOR, type Stage, startStage } from '../../scripts/rehearsal/stage.js';
import { type Printed, runScript } from '../fixtures/run-script.js';

let stage: Stage;
let line: RehearsalLine;

beforeAll(async () => {
  [stage, line] = await Promise.all([startStage(), openLine('livekit', { answer: () => isBusy })]);
});
afterAll(async () => {
  await line.close();
  await stage.close();
});

/** Whatever it finds: it phones nobody, leaves nothing behind and prints no secret. */
async function doctor(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Printed> {
  const printed = await run(env, ...args);
  const given = { ...stage.env, ...line.env, ...env };
  const secrets = Object.entries(given).filter(([name]) => /(API_KEY|_KEY|SECRET|TOKEN)$/.test(name));
  expect(secrets.length).toBeGreaterThan(5);
  for (const [, secret] of secrets) if (secret) expect(printed.out + printed.err).not.toContain(secret);
  expect(stage.s3.objects(stage.bucket).size).toBe(0);
  expect(stage.google.events).toEqual([]);
  expect(stage.crm.deliveries.size).toBe(0);
  expect(line.calls).toEqual([]);
  return printed;
}

/** Nothing of the tests' own environment but what a program needs. */
const run = (env: NodeJS.ProcessEnv, ...args: string[]): Promise<Printed> =>
  runScript('scripts/doctor.ts', args, {
    PATH: process.env['PATH'],
    ...stage.env,
    ...line.env,
    ENV_FILE: '/dev/null',
    ...env,
  });

const SERVICES = [
  'Settings',
  'Redis',
  'MongoDB',
  'LiveKit',
  'SIP trunk',
  'OpenAI',
  'Voice',
  'Coach',
  'Clerk',
  'Google Calendar',
  'S3',
  'CRM webhook',
  'Logtail',
];

test('Where all is well it says so in one table, in order, and exits with 0', async () => {
  const { code, out, err } = await doctor({}, '--initiator', INITIATOR);
  expect(err).toBe('');
  const marked = out.split('\n').filter((row) => /^[✓!✗–] /.test(row));
  expect(marked.map((row) => row.slice(3, 20).trim())).toEqual(SERVICES);
  expect(marked.map((row) => row[0])).toEqual(SERVICES.map(() => '✓'));
  expect(out).toContain('Everything that is set works.');
  expect(code).toBe(0);
});

test('What is broken is told with what to do, the rest is checked all the same, and it exits with 1', async () => {
  const { code, out } = await doctor({
    S3_BUCKET: 'another',
    CLERK_SECRET_KEY: '',
    CALL_CONCURRENCY: 'many',
    LIVEKIT_API_SECRET: 'another-secret-of-thirty-two-letters',
    OPENAI_API_KEY: 'sk-another-key-altogether',
  });
  expect(code).toBe(1);
  expect(out).toMatch(/^✗ {2}Settings +does not +CLERK_SECRET_KEY cannot be used/m);
  expect(out).toContain('CALL_CONCURRENCY is malformed');
  expect(out).toMatch(/^✗ {2}S3 +does not +there is no bucket another +Check S3_BUCKET/m);
  expect(out).toMatch(/^✗ {2}Clerk +does not +not checked: CLERK_SECRET_KEY cannot/m);
  expect(out).toMatch(/^✓ {2}Redis +works/m);
  expect(out.replaceAll(/\s+/g, ' ')).toContain(
    'The worker cannot do its work: Settings, LiveKit, SIP trunk, OpenAI, Voice, Coach, Clerk, Google Calendar, S3.',
  );
});

test('An optional service that is broken costs no exit code, and one that is not set is none', async () => {
  const { code, out } = await doctor(
    { LOGTAIL_ENDPOINT: 'http://logs.invalid', CRM_WEBHOOK_URL: '', CRM_WEBHOOK_SECRET: '' },
    '--json',
  );
  expect(code).toBe(0);
  const found = out
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row));
  expect(found.map(({ service }) => service).sort()).toEqual([...SERVICES].sort());
  const of = (service: string) => found.find((each) => each.service === service);
  expect(of('Logtail')).toMatchObject({ result: 'does not', required: false, reasons: ['wrong-host'] });
  expect(of('CRM webhook')).toMatchObject({ result: 'not set', required: false });
  expect(of('Google Calendar')).toMatchObject({ result: 'not set' });
  expect(of('OpenAI')).toMatchObject({ result: 'works', required: true, todo: [], reasons: [] });
});
