/** Checks of what the call came to: its outcome, and what became of the campaign. */
import type { CallTrace } from '../call-trace.js';
import type { Expectations } from '../scenario-schema.js';
import { type Check, fits, type Shortcoming, same, unless } from './check.js';

export const outcome: Check = (expected, { outcome: { ending, reason } }) => [
  ...unless(expected.outcome.includes(ending), {
    path: ['outcome'],
    expected: expected.outcome.join(' or '),
    found: reason === null ? ending : `${ending} (${reason})`,
  }),
  ...fits(['reason'], expected.reason, reason),
];

export const campaign: Check = ({ campaign: expected = {} }, { campaign: found }) => [
  ...same(['campaign', 'status'], expected.status, found.status),
  ...fits(['campaign', 'decline_reason'], expected.decline_reason, found.decline_reason),
  ...same(['campaign', 'lastCompletedStep'], expected.lastCompletedStep, found.lastCompletedStep),
];

export const decisionMaker: Check = ({ decisionMaker: expected }, trace) => {
  const found = trace.outcome.decisionMaker;
  if (expected === undefined) return [];
  if (expected === 'none') {
    return unless(found === null, {
      path: ['decisionMaker'],
      expected,
      found: `${found?.name} <${found?.email}>`,
    });
  }
  return attendee(['decisionMaker'], expected, found);
};

/** A practice that does not want to be called is marked so, and its campaign is over. */
export const doNotCall: Check = ({ doNotCall: expected }, { outcome: found, contactIsBarred }) => [
  ...same(['doNotCall'], expected, found.doNotCall),
  ...unless(expected === undefined || expected === contactIsBarred, {
    path: ['doNotCall'],
    expected: `a contact that ${expected ? 'is' : 'is not'} marked so`,
    found: `one that ${contactIsBarred ? 'is' : 'is not'}`,
  }),
];

export const job: Check = ({ job: expected, laterSteps }, { jobError, laterSteps: left }) => [
  ...unless(expected !== 'completes' || jobError === null, {
    path: ['job'],
    expected: 'it completes',
    found: `it failed: ${jobError}`,
  }),
  ...unless(expected !== 'fails' || jobError !== null, {
    path: ['job'],
    expected: 'it fails',
    found: 'it completed',
  }),
  ...unless(laterSteps !== 'removed' || left.length === 0, {
    path: ['laterSteps'],
    expected: 'no later step',
    found: `steps ${left.join(', ')} on the queue`,
  }),
  ...unless(laterSteps !== 'kept' || left.length > 0, {
    path: ['laterSteps'],
    expected: 'the later steps on the queue',
    found: 'none',
  }),
];

/** What could not be done, and where the transcript is from. */
export const leftovers: Check = (expected, { campaign: { entry } }) => {
  const notDone = (entry?.notDone ?? []).map(({ what }) => what).sort();
  const transcript = entry?.transcript?.source ?? 'none';
  return [
    ...same(['transcript'], expected.transcript, transcript),
    ...unless(expected.notDone === undefined || [...expected.notDone].sort().join() === notDone.join(), {
      path: ['notDone'],
      expected: expected.notDone?.join(', ') || 'nothing',
      found: notDone.join(', ') || 'nothing',
    }),
  ];
};

type Person = Exclude<NonNullable<Expectations['decisionMaker']>, 'none'>;

/** Also used of whoever takes the meeting. */
export function attendee(
  path: readonly string[],
  expected: Person,
  found: CallTrace['outcome']['decisionMaker'],
): readonly Shortcoming[] {
  return [
    ...fits([...path, 'name'], expected.name, found?.name ?? null),
    ...unless(expected.email === undefined || expected.email === found?.email, {
      path: [...path, 'email'],
      expected: String(expected.email),
      found: found?.email || 'none',
    }),
  ];
}
