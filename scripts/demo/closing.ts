/** The end of the demo: what was written where, and how to look at it. */
import { DateTime } from 'luxon';
import pc from 'picocolors';
import type { Traces } from './artefacts.js';
import type { Terminal } from './terminal.js';

/** What is said of each file, in the order in which a reader wants them. */
const FILES: readonly (readonly [name: string, what: string])[] = [
  ['transcript.txt', 'what was said, with times'],
  ['transcript.json', 'the same, for programs'],
  ['campaign.json', 'the campaign in MongoDB'],
  ['calendar-event.json', 'the event that was booked'],
  ['crm-webhook.json', 'what the CRM was told'],
  ['worker.log', "the worker's log, one JSON line each"],
];

type Entry = NonNullable<Traces['campaign']>['messageHistory'][number];

export function showTraces(terminal: Terminal, traces: Traces, bucket: string): void {
  const row = (label: string, text: string) => terminal.row({ label, text, paint: pc.bold });
  const { campaign, event, invited, objects, webhook, logLines } = traces;
  const entry = campaign?.messageHistory.at(-1);

  terminal.heading('What was written where');
  row(
    'campaign',
    campaign ? `${pc.green(campaign.status)}, step ${campaign.lastCompletedStep} is done` : NOTHING,
  );
  row('history', entry ? `${entry.outcome}, ${attendee(entry)}` : NOTHING);
  for (const { what, why } of entry?.notDone ?? []) row('', pc.red(`not done: ${what} (${why})`));
  row('calendar', event ? `${event.summary}, ${when(event)}` : NOTHING);
  if (event?.hangoutLink) row('', `video link ${event.hangoutLink}`);
  row('invited', invited.join(', ') || NOTHING);
  for (const [index, line] of stored(objects, bucket).entries()) row(index === 0 ? 'S3' : '', line);
  row(
    'CRM',
    webhook ? `${typeOf(webhook.payload)}, signature verified, ${times(webhook.attempts)}` : NOTHING,
  );
  row('log', `${logLines.written} lines in worker.log, ${logLines.drained} of them at Logtail`);
}

export function showCommands(terminal: Terminal, folder: string): void {
  terminal.heading('To look at it');
  const commands = [
    ...FILES.map(([name, what]) => [`cat ${folder}/${name}`, what] as const),
    ['npm run inspect', 'the same call in a browser'] as const,
  ];
  const width = Math.max(...commands.map(([command]) => command.length)) + 3;
  for (const [command, what] of commands) terminal.text(`${pc.cyan(command.padEnd(width))}${pc.dim(what)}`);
}

const NOTHING = pc.red('nothing');

const attendee = (entry: Entry): string =>
  entry.attendee ? `${entry.attendee.name} <${entry.attendee.email}>` : 'no attendee';

/** The folder of the call, and the files in it. */
function stored(objects: Traces['objects'], bucket: string): string[] {
  const [first] = objects.keys();
  if (first === undefined) return [NOTHING];
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  const files = [...objects].map(
    ([key, { body }]) => `${key.slice(folder.length)} (${body.length.toLocaleString('en-US')} bytes)`,
  );
  return [`s3://${bucket}/${folder}`, files.join(', ')];
}

const times = (count: number): string => (count === 1 ? 'delivered once' : `delivered ${count} times`);

const typeOf = (payload: unknown): string => String((payload as { type?: unknown } | null)?.type);

/** E.g. `Tue, Nov 24, 11:00 – 11:30 AM EST`. */
function when({ start, end }: NonNullable<Traces['event']>): string {
  const zone = { zone: start.timeZone ?? 'utc', locale: 'en-US' };
  const from = DateTime.fromISO(start.dateTime ?? '', zone);
  const to = DateTime.fromISO(end.dateTime ?? '', zone);
  return `${from.toFormat('ccc, LLL d, h:mm')} – ${to.toFormat('h:mm a ZZZZ')}`;
}
