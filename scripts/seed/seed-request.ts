/** What the seeder is asked to do, checked as a whole before anything is written. */
import { readDoctor, readEmail, readPhone, readPromptFile, readState } from './read-options.js';

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
  const { fName, lName } = readDoctor(doctor, problems);
  const initiator = required(
    options.initiator,
    '--initiator',
    'user_2abc (the Clerk user whose calendar is used)',
  );
  const phoneGiven = required(options.phone, '--phone', '+12125550123');
  const e164 = phoneGiven === '' ? '' : readPhone('--phone', phoneGiven, problems);

  const email = readEmail(options.email, problems) ?? `phone-${e164.slice(1)}@example.invalid`;
  const state = readState(options.state, problems);
  const delayMinutes = Number(options.delay);
  if (!Number.isFinite(delayMinutes) || delayMinutes < 0)
    problems.push('--delay is a number of minutes, e.g. --delay 5');
  const { prompt } = await readPromptFile(options.prompt, problems);
  if (problems.length > 0) throw new SeedError(problems);

  const sequenceName = options.sequence?.trim() || `Phone: ${options.prompt}`;
  return {
    contact: {
      fName,
      lName,
      email,
      phone: e164,
      practiceName,
      ...(state ? { state } : {}),
    },
    sequence: { name: sequenceName, subject: options.subject, prompt },
    batch: { name: options.batch?.trim() || sequenceName, initiator },
    delayMs: delayMinutes * MINUTE,
  };
}
