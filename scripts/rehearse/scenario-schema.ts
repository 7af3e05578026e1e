/**
 * What a scenario file may hold: one call as data. `read-scenario.ts` checks files against it;
 * `test/scenarios/README.md` explains it to those who write them.
 */
import { z } from 'zod';
import type { ToolName } from '../../machines/call.ports.js';
import type { CallEnding, NotDone } from '../../src/domain/call-outcome.js';
import { STAGES } from '../../src/domain/call-plan.js';
import type { CampaignStatus } from '../../src/mongoose/models/Campaign.js';
import { practice } from './practice-fields.js';
import { fields, key, listOf, pattern, word, words, yesOrNo } from './scenario-fields.js';

/** The words of a type, each named exactly once. */
const wordsOf = <Word extends string>(table: Record<Word, true>) => {
  const [first, ...others] = Object.keys(table) as Word[];
  if (first === undefined) throw new Error('A table of words needs at least one.');
  return [first, ...others] as const;
};

const ENDINGS = wordsOf<CallEnding>({
  meeting_booked: true,
  no_meeting: true,
  declined: true,
  do_not_call: true,
  voicemail_left: true,
  voicemail_reached: true,
  not_put_through: true,
  hung_up: true,
  silent: true,
  no_answer: true,
  busy: true,
  call_rejected: true,
  invalid_number: true,
  line_unavailable: true,
  line_overloaded: true,
  line_misconfigured: true,
  voice_unavailable: true,
  line_lost: true,
  voice_lost: true,
  time_limit: true,
  worker_stopped: true,
  unknown: true,
});

const STATUSES = wordsOf<CampaignStatus>({
  in_progress: true,
  complete_no_response: true,
  complete_with_response: true,
  complete_positive_response: true,
  complete_negative_response: true,
  failed: true,
  paused: true,
});

const TOOLS = wordsOf<ToolName>({
  begin_scheduling: true,
  resume_questions: true,
  check_availability: true,
  book_meeting: true,
  choose_menu_option: true,
  note_decision_maker: true,
  wait_on_hold: true,
  practice_declined: true,
  accept_refusal: true,
  do_not_call: true,
  end_call: true,
});

const HELPERS = wordsOf<NotDone['what']>({
  'hang-up': true,
  recording: true,
  transcription: true,
  archive: true,
  crm: true,
});

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const state = word([...STAGES, 'preparing', 'dialing', 'wrapUp', 'settled']);

/** How the services fail: the names are those of `fail()` of the stand-ins in scripts/rehearsal/stand-ins. */
const services = fields({
  /** Times at which the initiator is busy, in the practice's words: `next Tuesday at eleven`. */
  taken: listOf(words).default([]),
  calendar: word(['error', 'refuse', 'hang', 'unauthorized', 'rate-limited']).optional(),
  clerk: word(['error', 'refuse', 'hang', 'no-token', 'rate-limited']).optional(),
  coach: word(['error', 'refuse', 'hang', 'rate-limit', 'nonsense']).optional(),
  transcription: word(['error', 'refuse', 'insufficient-quota', 'rate-limit']).optional(),
  s3: word(['error', 'refuse', 'hang', 'access-denied', 'no-such-bucket', 'slow-down']).optional(),
  crm: word(['error', 'refuse', 'hang', 'rate-limited']).optional(),
  logtail: word(['error', 'refuse', 'hang']).optional(),
});

const patternOrNone = z.union([z.literal('none'), pattern]);

const person = fields({ name: pattern.optional(), email: words.optional() });

const expectations = fields({
  outcome: listOf(word(ENDINGS)),
  reason: patternOrNone.optional(),
  /** As it is stored after the call. */
  campaign: fields({
    status: word(STATUSES).optional(),
    decline_reason: patternOrNone.optional(),
    lastCompletedStep: z.int().optional(),
  }).optional(),
  /** `none`: nothing on the calendar either. */
  meeting: z
    .union([
      z.literal('none'),
      fields({
        attendee: person.optional(),
        weekday: word(WEEKDAYS).optional(),
        time: z
          .string()
          .regex(/^\d\d:\d\d$/, 'must be a time of day such as "11:00"')
          .optional(),
        timeZone: words.optional(),
      }),
    ])
    .optional(),
  decisionMaker: z.union([z.literal('none'), person]).optional(),
  doNotCall: yesOrNo.optional(),
  states: listOf(state).default([]),
  neverStates: listOf(state).default([]),
  keys: listOf(key).optional(),
  neverKeys: listOf(key).default([]),
  scenes: listOf(words).default([]),
  said: listOf(pattern).default([]),
  neverSaid: listOf(pattern).default([]),
  heardByBox: listOf(pattern).default([]),
  tools: listOf(word(TOOLS)).default([]),
  neverTools: listOf(word(TOOLS)).default([]),
  dials: z.int().min(0).max(1).optional(),
  job: word(['completes', 'fails']).optional(),
  laterSteps: word(['kept', 'removed']).optional(),
  transcript: word(['recording', 'live', 'none']).optional(),
  notDone: listOf(word(HELPERS)).optional(),
  coach: fields({ used: yesOrNo.optional(), advised: listOf(pattern).default([]) }).optional(),
});

export const ScenarioSchema = fields({
  title: words,
  practice,
  contact: fields({
    /** First and last name. */
    doctor: z
      .string()
      .regex(/\S\s+\S/, 'must be a first and a last name')
      .default('John Smith'),
    /** New York has one time zone, so nobody has to ask for it. */
    state: z.string().default('NY'),
    /** Absent: the number at which the practice is reached. */
    phone: z.string().optional(),
  }).prefault({}),
  /** The step's prompt in Markdown; absent: the sample prompt. */
  prompt: words.optional(),
  job: fields({
    name: word(['sendMessage', 'call']).default('sendMessage'),
    /** The sequence's channels; the first one is done. */
    steps: listOf(word(['phone', 'voicemail', 'email'])).default(['phone']),
    finalStep: yesOrNo.optional(),
  }).prefault({}),
  services: services.prefault({}),
  expect: expectations,
});

export type Scenario = z.output<typeof ScenarioSchema>;
export type Expectations = Scenario['expect'];
export type ScenarioServices = Scenario['services'];
