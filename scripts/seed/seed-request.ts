/** What the seeder is asked to do, checked as a whole before anything is written. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { withoutFrontMatter } from '../../src/call/prompts.js';
import { parsePhoneNumber } from '../../src/domain/phone-number.js';
import { isUsState } from '../../src/domain/practice-clock.js';

export interface SeedRequest {
  readonly contact: {
    readonly fName: string;
    readonly lName: string;
    readonly email: string;
    readonly phone: string;
    readonly practiceName: string;
    readonly state?: string;
  };
  readonly sequence: { readonly name: string; readonly subject: string; readonly prompt: string };
  readonly batch: { readonly name: string; readonly initiator: string };
  readonly delayMs: number;
}

/** The options of `npm run seed`, as a person gives them. */
export interface SeedOptions {
  readonly phone?: string;
  readonly practice?: string;
  readonly doctor?: string;
  readonly email?: string;
  readonly state?: string;
  readonly prompt: string;
  readonly initiator?: string;
  readonly sequence?: string;
  readonly subject: string;
  readonly batch?: string;
  readonly delay: string;
}

/** Raised with every problem at once, always before anything is written. */
export class SeedError extends Error {
  override readonly name = 'SeedError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

const MINUTE = 60_000;
const Email = z.email();

/** Rejects with {@link SeedError}. */
export async function readSeedRequest(options: SeedOptions): Promise<SeedRequest> {
  const problems: string[] = [];
  const required = (value: string | undefined, flag: string, example: string): string => {
    const given = value?.trim() ?? '';
    if (given === '') problems.push(`${flag} is missing, e.g. ${flag} ${example}`);
    return given;
  };

  const practiceName = required(options.practice, '--practice', '"Smith Family Medicine"');
  const doctor = required(options.doctor, '--doctor', '"John Smith"');
  const [fName = '', ...rest] = doctor.split(/\s+/);
  if (fName !== '' && rest.length === 0)
    problems.push('--doctor needs a first and a last name, e.g. --doctor "John Smith"');
  const initiator = required(
    options.initiator,
    '--initiator',
    'user_2abc (the Clerk user whose calendar is used)',
  );
  const phoneGiven = required(options.phone, '--phone', '+12125550123');
  const phone = phoneGiven === '' ? null : parsePhoneNumber(phoneGiven);
  if (phone && !phone.ok) problems.push(`--phone: ${phone.reason}`);
  const e164 = phone?.ok ? phone.e164 : '';

  const email = options.email?.trim() || `phone-${e164.slice(1)}@example.invalid`;
  if (options.email && !Email.safeParse(email).success) problems.push('--email is not an email address');
  const state = options.state?.trim();
  if (state && !isUsState(state)) {
    problems.push(`--state "${state}" is not a US state, e.g. --state NY`);
  }
  const delayMinutes = Number(options.delay);
  if (!Number.isFinite(delayMinutes) || delayMinutes < 0)
    problems.push('--delay is a number of minutes, e.g. --delay 5');
  const prompt = await readPromptFile(options.prompt, problems);
  if (problems.length > 0) throw new SeedError(problems);

  const sequenceName = options.sequence?.trim() || `Phone: ${options.prompt}`;
  return {
    contact: {
      fName,
      lName: rest.join(' '),
      email: email.toLowerCase(),
      phone: e164,
      practiceName,
      ...(state ? { state } : {}),
    },
    sequence: { name: sequenceName, subject: options.subject, prompt },
    batch: { name: options.batch?.trim() || sequenceName, initiator },
    delayMs: delayMinutes * MINUTE,
  };
}

async function readPromptFile(path: string, problems: string[]): Promise<string> {
  try {
    const prompt = withoutFrontMatter(await readFile(path, 'utf8'));
    if (prompt === '') problems.push(`--prompt: ${path} is empty`);
    return prompt;
  } catch {
    problems.push(`--prompt: ${path} cannot be read`);
    return '';
  }
}
