/** Whether one scenario, played on two lines, came to the same. Used by `npm run rehearse -- --line both`. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { CallTrace } from './call-trace.js';

/** One thing of a call's outcome that the lines disagree about. */
export interface Difference {
  readonly what: string;
  /** On the one line and on the other, as JSON. */
  readonly found: readonly [string, string];
}

export interface ComparedScenario {
  readonly name: string;
  readonly differences: readonly Difference[];
}

/** None: both ended the same. A scenario that one of them could not play differs in `call`. */
export function differencesOf(one: CallTrace | null, other: CallTrace | null): Difference[] {
  const found = [resultOf(one), resultOf(other)] as const;
  const fields = new Set(found.flatMap(Object.keys));
  return [...fields].flatMap((what) => {
    const [a, b] = [found[0][what], found[1][what]];
    return isDeepStrictEqual(a, b) ? [] : [{ what, found: [worded(a), worded(b)] as const }];
  });
}

const worded = (value: unknown): string => JSON.stringify(value) ?? 'none';

/** What a call came to, without what is another in each call: ids, links and times of day. */
function resultOf(trace: CallTrace | null): Record<string, unknown> {
  if (!trace) return { call: 'could not be played' };
  const { outcome, campaign } = trace;
  const { meeting } = outcome;
  return {
    ending: outcome.ending,
    reason: outcome.reason,
    meeting: meeting && {
      startUtc: meeting.startUtc,
      endUtc: meeting.endUtc,
      timeZone: meeting.timeZone,
      attendee: meeting.attendee,
    },
    decisionMaker: outcome.decisionMaker,
    doNotCall: outcome.doNotCall,
    proven: Object.keys(outcome.evidence).sort(),
    status: campaign.status,
    decline_reason: campaign.decline_reason,
    lastCompletedStep: campaign.lastCompletedStep,
    notDone: campaign.entry?.notDone?.map(({ what }) => what).sort() ?? [],
    job: trace.jobError === null ? 'completes' : 'fails',
    laterSteps: trace.laterSteps,
    contactIsBarred: trace.contactIsBarred,
    events: trace.events.length,
    dials: trace.dials,
    keys: trace.keys.map(({ key }) => key),
  };
}
