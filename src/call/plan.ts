/**
 * Turns a campaign's step into the plan of a call. Called once per call, by `src/channels/phone.ts`.
 * Reads nothing and phones nobody.
 */
import { DateTime } from 'luxon';
import { type CallBounds, type CallPlan, STAGES, type Stage } from '../domain/call-plan.js';
import { type Fact, factsIn } from '../domain/grounding.js';
import { interpolate } from '../domain/interpolate.js';
import { parsePhoneNumber } from '../domain/phone-number.js';
import { practiceClock } from '../domain/practice-clock.js';
import { sectionsFor, splitPrompt } from '../domain/prompt-sections.js';
import { screeningLine, voicemailMessage } from '../domain/spoken-lines.js';
import type { Prompts } from './prompts.js';

/** What a call is about: the populated campaign, reduced to what the call needs. */
export interface CallSubject {
  readonly campaignId: string;
  readonly stepIndex: number;
  /** The step's prompt, with `{{ field }}` for the contact's fields. */
  readonly prompt: string;
  readonly initiator: string;
  /** The contact document's own fields. */
  readonly contact: Readonly<Record<string, unknown>>;
}

export type Planned =
  | {
      readonly kind: 'planned';
      readonly plan: CallPlan;
      /** `{{ fields }}` that the contact does not have; they stand in the prompt as written. */
      readonly unknownFields: readonly string[];
    }
  /** The plan is there to be settled, not to be phoned. */
  | { readonly kind: 'invalid-number'; readonly plan: CallPlan; readonly reason: string };

export interface PlanningOptions {
  readonly prompts: Omit<Prompts, 'coach'>;
  readonly bounds: CallBounds;
  /** Unix ms; what the agent is told is today. */
  readonly nowMs: number;
}

/** The job's id, the calendar's, the transcript's and the history entry's: one call, one name. */
export const callIdOf = (campaignId: string, stepIndex: number): string => `${campaignId}-${stepIndex}`;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

export const planCall = (subject: CallSubject, options: PlanningOptions): Planned => {
  const { campaignId, stepIndex, contact } = subject;
  const callId = callIdOf(campaignId, stepIndex);
  const phone = parsePhoneNumber(text(contact['phone']));
  const clock = practiceClock(text(contact['state']));
  const contactName = [text(contact['fName']), text(contact['lName'])].filter(Boolean).join(' ');
  const practiceName = text(contact['practiceName']) || contactName;
  const today = DateTime.fromMillis(options.nowMs, { zone: clock.candidates[0] ?? 'utc', locale: 'en-US' });

  // Split before it is filled in: what a contact is called must not look like a heading.
  const sections = splitPrompt(subject.prompt);
  const general = (words: string) =>
    interpolate(words, { practiceName, today: today.toFormat('EEEE, MMMM d, yyyy') }).text;
  const instructionsFor = (stage: Stage) =>
    [
      '# The prompt for this call',
      interpolate(sectionsFor(stage, sections), contact).text,
      general(options.prompts.agent),
      general(options.prompts.stages[stage]),
    ].join('\n\n');

  // What a machine takes down must have no gap in it: a line with an unknown field is none.
  const spoken = (line: string | null) => {
    const filled = interpolate(line ?? '', contact);
    return filled.unknown.length > 0 ? null : filled.text || null;
  };
  const prompt = interpolate(subject.prompt, contact);
  const known = [
    prompt.text,
    ...[options.prompts.agent, ...Object.values(options.prompts.stages)].map(general),
  ];

  const plan: CallPlan = {
    callId,
    campaignId,
    stepIndex,
    toE164: phone.ok ? phone.e164 : '',
    initiator: subject.initiator,
    practiceName,
    contactName,
    clock,
    instructions: Object.fromEntries(STAGES.map((stage) => [stage, instructionsFor(stage)])) as Record<
      Stage,
      string
    >,
    voicemailMessage: spoken(voicemailMessage(sections)),
    screeningLine: spoken(screeningLine(sections)),
    facts: distinct([...known, contactName, practiceName].flatMap((each) => factsIn(each))),
    bounds: options.bounds,
  };
  return phone.ok
    ? { kind: 'planned', plan, unknownFields: prompt.unknown }
    : { kind: 'invalid-number', plan, reason: phone.reason };
};

const distinct = (facts: readonly Fact[]): Fact[] => [
  ...new Map(facts.map((fact) => [`${fact.kind} ${fact.value}`, fact])).values(),
];
