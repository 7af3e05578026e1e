/**
 * A call's transcript as the two documents that are kept: a text for people, JSON for programs.
 * Used by the transcript archive. Pure; times of day come out in the practice's zone where it is known.
 */
import { DateTime } from 'luxon';
import { type CallOutcome, forbidsCalls, type NotDone } from './call-outcome.js';
import type { CallPlan } from './call-plan.js';
import type { Attendee, BookedMeeting } from './meeting.js';
import { clockOf, SPEAKERS, type Utterance } from './transcript.js';
import { coachLines, flagLines, keyLines, type Minutes, type TimedLine } from './transcript-minutes.js';

/** Everything that is kept of a call's words, and of what was seen and decided besides. */
export interface TranscriptContents extends Minutes {
  readonly plan: CallPlan;
  readonly outcome: CallOutcome;
  /** What `utterances` were made from: the recording after the call, or the call itself. */
  readonly source: 'recording' | 'live';
  readonly utterances: readonly Utterance[];
  /** As the agent heard it during the call. */
  readonly live: readonly Utterance[];
  readonly notDone: readonly NotDone[];
}

/** The version of the JSON document; a change that breaks its readers raises it, a field that is added does not. */
const SCHEMA = 1;

const SOURCES = {
  recording: "the call's recording",
  live: 'taken down during the call',
} as const;

/**
 * `{"schema": 1, plan, outcome, source, utterances, live, coach, keys, flagged, notDone}`; instants are Unix ms or
 * ISO 8601 in UTC. The ids that `outcome.evidence`, `coach` and `flagged` cite are those of `live`.
 */
export const transcriptJson = (contents: TranscriptContents): string => {
  const { plan, outcome, source, utterances, live, coach, keys, flagged, notDone } = contents;
  const document = { schema: SCHEMA, plan, outcome, source, utterances, live, coach, keys, flagged, notDone };
  return `${JSON.stringify(document, null, 2)}\n`;
};

/**
 * A header, an empty line, then a line `[00:12] Agent: ...` for each utterance, timed from the answer, and between
 * them what the coach said and what the agent should not have said. Below, the decisions in a phone tree.
 */
export const transcriptText = (contents: TranscriptContents): string => {
  const startMs = startOf(contents);
  const lines = timedLines(contents).map(
    ({ atMs, text }) => `[${clockOf(atMs - (startMs ?? 0))}] ${oneLine(text)}`,
  );
  const keys = keyLines(contents).map(oneLine);
  return [
    ...header(contents, startMs),
    '',
    ...(contents.utterances.length > 0 ? [] : ['Nothing was said.']),
    ...lines,
    ...(keys.length > 0 ? ['', 'In the phone tree:', ...keys] : []),
    '',
  ].join('\n');
};

/** What was said, and where something else happened at the same time, that after it. */
const timedLines = (contents: TranscriptContents): TimedLine[] =>
  [
    ...contents.utterances.map(spokenLine),
    ...flagLines(contents, contents.live),
    ...coachLines(contents),
  ].sort((a, b) => a.atMs - b.atMs);

const header = (contents: TranscriptContents, startMs: number | null): string[] => {
  const { plan, outcome, source, notDone } = contents;
  const { reason, meeting, decisionMaker } = outcome;
  const ending = outcome.ending.replaceAll('_', ' ');
  return [
    `Practice: ${oneLine(plan.practiceName)}, ${plan.toE164}`,
    `Contact: ${oneLine(plan.contactName)}`,
    `Call: ${plan.callId}`,
    `When: ${startMs === null ? 'not known' : whenLine(contents, startMs)}`,
    `Ending: ${reason === null ? ending : `${ending} (${oneLine(reason)})`}`,
    ...(meeting === null ? [] : [`Meeting: ${meetingLine(meeting)}`]),
    ...(decisionMaker === null ? [] : [`Decides: ${personLine(decisionMaker)}`]),
    ...(forbidsCalls(outcome) ? ['Asked not to be called again'] : []),
    `Source: ${SOURCES[source]}`,
    ...notDone.map(({ what, why }) => `Not done: ${what} (${oneLine(why)})`),
  ];
};

const whenLine = ({ plan, outcome }: TranscriptContents, startMs: number): string => {
  const when = dayAndTime(DateTime.fromMillis(startMs), zoneOf(plan));
  return outcome.endedAtMs === null ? when : `${when}, ${clockOf(outcome.endedAtMs - startMs)} long`;
};

const meetingLine = ({ startUtc, timeZone, attendee, videoLink }: BookedMeeting): string => {
  const when = dayAndTime(DateTime.fromISO(startUtc), timeZone);
  const link = videoLink === null ? '' : `, ${videoLink}`;
  return `${when}, with ${personLine(attendee)}${link}`;
};

const personLine = ({ name, email }: Attendee): string =>
  [oneLine(name), email && `<${oneLine(email)}>`].filter(Boolean).join(' ');

const spokenLine = ({ speaker, text, startedAtMs, interrupted }: Utterance): TimedLine => {
  const words = oneLine(text) || '[not understood]';
  return {
    atMs: startedAtMs,
    text: `${SPEAKERS[speaker]}: ${words}${interrupted ? ' [interrupted]' : ''}`,
  };
};

/** The answer; where that is not known, whatever is known of the call's beginning. */
const startOf = ({ outcome, utterances }: TranscriptContents): number | null =>
  outcome.answeredAtMs ?? utterances[0]?.startedAtMs ?? outcome.dialedAtMs ?? outcome.endedAtMs;

const zoneOf = ({ clock: { candidates } }: CallPlan): string =>
  candidates.length === 1 && candidates[0] !== undefined ? candidates[0] : 'utc';

/** Such as `Tuesday, December 1, 2026 at 11:00 AM EST`. */
const dayAndTime = (at: DateTime, zone: string): string =>
  at.setZone(zone).setLocale('en-US').toFormat("cccc, LLLL d, yyyy 'at' h:mm a ZZZZ");

/** A line of the document is one utterance, whatever its words hold. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
