/** The call that a person asks for, checked as a whole before anything is placed. */
import { randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import { type CallSubject, planCall } from '../../src/call/plan.js';
import type { Prompts } from '../../src/call/prompts.js';
import type { CallBounds, CallPlan } from '../../src/domain/call-plan.js';
import { readDoctor, readEmail, readPhone, readPromptFile, readState } from '../seed/read-options.js';

/** The options of `npm run call`, as a person gives them. */
export interface CallOptions {
  readonly to?: string;
  readonly prompt: string;
  readonly practice?: string;
  readonly doctor?: string;
  readonly email?: string;
  readonly state?: string;
  readonly initiator?: string;
}

export interface CallRequest {
  readonly promptTitle: string;
  readonly subject: Omit<CallSubject, 'initiator'>;
  /** The Clerk user whose calendar takes the meeting; null: nobody's. */
  readonly initiator: string | null;
}

/** What is wrong goes to `problems`: the request is of use only where nothing is. */
export async function readCallRequest(
  options: CallOptions,
  nowMs: number,
  problems: string[],
): Promise<CallRequest> {
  const phone = given(options.to);
  if (phone === '') problems.push('--to is missing, e.g. --to +12125550123');
  const toE164 = phone === '' ? '' : readPhone('--to', phone, problems);
  const { title, prompt } = await readPromptFile(options.prompt, problems);
  const { fName, lName } = readDoctor(given(options.doctor), problems);
  const known = {
    phone: toE164,
    practiceName: given(options.practice),
    fName,
    lName,
    email: readEmail(options.email, problems),
    state: readState(options.state, problems),
  };
  return {
    promptTitle: title,
    initiator: given(options.initiator) || null,
    subject: {
      campaignId: idAt(nowMs),
      stepIndex: 0,
      prompt,
      contact: Object.fromEntries(Object.entries(known).filter(([, value]) => value)),
    },
  };
}

/** A prompt with a gap in it would be spoken with the gap, so a field that nobody gave is a problem. */
export function planRequested(
  { subject, initiator }: CallRequest,
  options: { readonly prompts: Prompts; readonly bounds: CallBounds; readonly nowMs: number },
  problems: string[],
): CallPlan {
  const { unknownFields } = planCall({ ...subject, initiator: '' }, options) as { unknownFields?: string[] };
  for (const field of unknownFields ?? []) {
    const flag = FLAGS[field];
    problems.push(
      flag === undefined
        ? `--prompt: it names {{ ${field} }}, which no option gives`
        : `${flag} is missing: the prompt names {{ ${field} }}`,
    );
  }
  const contact = { practiceName: 'the practice', ...subject.contact };
  return planCall({ ...subject, contact, initiator: initiator ?? '' }, options).plan;
}

const FLAGS: Readonly<Record<string, string>> = {
  practiceName: '--practice',
  fName: '--doctor',
  lName: '--doctor',
  email: '--email',
  state: '--state',
};

const given = (value: string | undefined): string => value?.trim() ?? '';

/** In place of a campaign's: by the second, and unlike any other of that second. */
const idAt = (nowMs: number): string =>
  `by-hand-${DateTime.fromMillis(nowMs, { zone: 'utc' }).toFormat("yyyyLLdd'T'HHmmss")}-${randomBytes(2).toString('hex')}`;
