/** What `npm run call` shows before and after the call. */
import { DateTime } from 'luxon';
import pc from 'picocolors';
import type { CallResult } from '../../machines/call.setup.js';
import type { CallConfig } from '../../src/config.js';
import { forbidsCalls, nobodyWasPhoned } from '../../src/domain/call-outcome.js';
import type { CallPlan } from '../../src/domain/call-plan.js';
import type { Terminal } from '../demo/terminal.js';
import { table } from '../doctor/report.js';
import type { Finding } from '../doctor/run-checks.js';
import { hoursWarning, localTime } from './calling-hours.js';

export interface Announced {
  readonly plan: CallPlan;
  readonly promptTitle: string;
  readonly config: CallConfig;
  /** What was found of the services, the trunk among them. */
  readonly findings: readonly Finding[];
  readonly shownFolder: string;
  readonly nowMs: number;
}

const PIPE_COLUMNS = 120;

/** Whom it phones, from where, with what; or what keeps it from phoning: then it returns false. */
export function announce(terminal: Terminal, announced: Announced): boolean {
  const { plan, promptTitle, config, findings, shownFolder, nowMs } = announced;
  const broken = findings.filter(({ result }) => result === 'does not');
  if (broken.length > 0) {
    console.log(table(broken, process.stdout.columns ?? PIPE_COLUMNS));
    terminal.text(pc.red('Nobody was phoned. npm run doctor checks the other services, too.'));
    return false;
  }
  const row = (label: string, text: string) => terminal.row({ label, text, paint: pc.bold });
  const { openai, coach, clerk, calls } = config;
  row('phones', `${plan.practiceName}, ${plan.toE164}; there it is ${localTime(plan.clock, nowMs)}`);
  row('from', trunkIn(findings));
  row('prompt', promptTitle);
  row('agent', `${openai.realtimeModel} with the voice ${openai.voice}, coached by ${coach.model}`);
  row(
    'calendar',
    clerk ? `that of ${plan.initiator}` : 'none: the agent cannot book and takes the email instead',
  );
  row('bounds', `rings ${calls.ringSeconds} s, lasts ${calls.maxMinutes} minutes at most`);
  row('files', shownFolder);
  const hours = hoursWarning(plan.clock, nowMs);
  if (hours !== null) terminal.row({ label: 'warning', text: hours, paint: pc.yellow });
  for (const { notes } of findings) {
    for (const note of notes) {
      if (note.result !== 'warning') continue;
      terminal.row({ label: 'warning', text: `${note.found}. ${note.todo}`, paint: pc.yellow });
    }
  }
  return true;
}

const trunkIn = (findings: readonly Finding[]): string =>
  findings.find(({ service }) => service === 'SIP trunk')?.notes[0]?.found ?? '';

/** How it ended, and what is left of it. */
export function showOutcome(terminal: Terminal, { settlement, stored }: CallResult, folder: string): void {
  const row = (label: string, text: string) => terminal.row({ label, text, paint: pc.bold });
  const { outcome, notDone } = settlement;
  const { ending, reason, meeting, decisionMaker } = outcome;
  terminal.heading('What the call came to');
  const paint = nobodyWasPhoned(ending) ? pc.red : pc.green;
  row('ending', `${paint(ending)}${reason === null ? '' : `: ${reason}`}`);
  if (meeting)
    row('meeting', `${whenOf(meeting)}, with ${meeting.attendee.name} <${meeting.attendee.email}>`);
  if (decisionMaker) row('decides', [decisionMaker.name, decisionMaker.email].filter(Boolean).join(', '));
  if (forbidsCalls(outcome)) {
    row('', pc.red('It asked not to be called again. Nothing but these files knows it: mark the contact.'));
  }
  for (const { what, why } of notDone) row('', pc.red(`not done: ${what} (${why})`));
  if (!stored.ok) row('', pc.red(`the outcome could not be written: ${stored.why}`));
  row('files', folder);
}

const whenOf = ({ startUtc, timeZone }: { startUtc: string; timeZone: string }): string =>
  DateTime.fromISO(startUtc, { zone: timeZone, locale: 'en-US' }).toFormat('ccc, LLL d, h:mm a ZZZZ');
