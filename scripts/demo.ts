/**
 * `npm run demo`: one call, from a job on Redis to a settled campaign, told in the terminal.
 * Nothing is asked and no account is needed: every service runs on this machine and is gone afterwards.
 * Exits with 0 when a meeting was booked, 1 when not, 130 when it was interrupted.
 */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import pTimeout from 'p-timeout';
import pc from 'picocolors';
import { logger } from '../src/libraries/utils/logger.js';
import { clearFolder, collectTraces, LOG_FILE, writeArtefacts } from './demo/artefacts.js';
import { showCommands, showTraces } from './demo/closing.js';
import { closeOnInterrupt, INTERRUPTED } from './demo/interrupt.js';
import { createNarrator } from './demo/narrator.js';
import type { RehearsedCall } from './demo/rehearsed-call.js';
import { createTerminal, type Terminal } from './demo/terminal.js';
import { LINES, type LineName } from './rehearsal/lines/rehearsal-line.js';

/** The call takes about 95 s on a telephone. */
const SPEEDS = { memory: 3, livekit: 1 } satisfies Record<LineName, number>;
const GIVE_UP_MS = 3 * 60_000;
const OUTPUT = fileURLToPath(new URL('../demo-output/', import.meta.url));

const { line } = new Command('npm run demo --')
  .description('One call, from a job on Redis to a settled campaign, told in the terminal.')
  .addOption(new Option('--line <name>', 'what carries the call').choices(LINES).default('memory'))
  .parse()
  .opts<{ readonly line: LineName }>();
const speed = SPEEDS[line];
const shown = relative(process.cwd(), OUTPUT) || '.';
const terminal = createTerminal();

const LINE_WORDS = {
  memory: `in memory, ${speed} times as fast as a telephone`,
  livekit:
    'a room on a livekit-server of 127.0.0.1, over WebRTC; a stand-in SIP gateway puts the phone into it',
} satisfies Record<LineName, string>;

function introduce(call: RehearsedCall): void {
  terminal.blank();
  const { request, stage } = call;
  const { contact } = request;
  const mongo = stage.mongo.kind === 'stand-in' ? 'MongoDB (stand-in)' : `MongoDB (${stage.mongo.kind})`;
  terminal.row({
    label: 'practice',
    text: `${contact.practiceName}, ${contact.phone}, ${contact.state}; Dr. ${contact.fName} ${contact.lName}`,
  });
  terminal.row({
    label: 'services',
    text: `all on 127.0.0.1: redis-server, ${mongo}, and stand-ins that speak the protocols of OpenAI, Clerk, Google Calendar, S3, the CRM and Logtail`,
  });
  terminal.row({ label: 'line', text: `${LINE_WORDS[line]}; both sides hear each other as sound` });
}

/** The system is loaded only after the first line is shown: that takes seconds on a slow machine. */
async function start(out: Terminal): Promise<RehearsedCall> {
  const { startRehearsedCall } = await import('./demo/rehearsed-call.js');
  const narrator = createNarrator({ terminal: out, speed });
  return startRehearsedCall({
    line,
    speed,
    logFile: join(OUTPUT, LOG_FILE),
    observe: (_, observation) => narrator.tell(observation),
  });
}

/** What went wrong, or null. */
async function run(call: RehearsedCall, interrupted: AbortSignal): Promise<string | null> {
  introduce(call);
  const { jobId, campaignId } = await call.queue();
  terminal.row({
    label: 'job',
    text: `sendMessage {campaignId: ${campaignId}, step: 0} is on Redis as ${jobId}`,
  });

  const { error } = await pTimeout(call.finished(), {
    milliseconds: GIVE_UP_MS,
    message: `the call did not come to its end in ${GIVE_UP_MS / 1000} s`,
  });
  if (interrupted.aborted) return null;
  terminal.status(null);
  const traces = await collectTraces(call, OUTPUT);
  await writeArtefacts(traces, OUTPUT);
  showTraces(terminal, traces, call.stage.bucket);
  if (error !== null) return `The job failed: ${error}`;
  if (traces.campaign?.status === 'complete_positive_response' && traces.event) return null;
  const outcome = traces.campaign?.messageHistory.at(-1)?.outcome ?? 'no outcome';
  return `The call ended without a meeting (${outcome}).`;
}

async function main(out: Terminal): Promise<number> {
  const startedAtMs = performance.now();
  out.text(pc.bold('One call, from a job on Redis to a settled campaign'));
  await clearFolder(OUTPUT);
  // Before anything can be logged: the log never mixes with what is told here.
  process.env['LOG_FILE'] = join(OUTPUT, LOG_FILE);
  out.text(pc.dim('starting …'));
  const starting = start(out);
  const interrupted = closeOnInterrupt(out, async () => (await starting).close());

  let problem: string | null;
  try {
    problem = await run(await starting, interrupted);
  } catch (error) {
    if (!interrupted.aborted) logger.error('The demo failed', { error });
    problem = `The demo failed: ${error instanceof Error ? error.message : String(error)}`;
  }
  await starting.then(
    (call) => call.close(),
    () => undefined,
  );
  // Whoever interrupted ends the process, and has said so.
  if (interrupted.aborted) return INTERRUPTED;
  if (problem !== null) {
    out.blank();
    out.text(pc.red(problem));
    out.text(`The worker's log is in ${join(shown, LOG_FILE)}.`);
    return 1;
  }
  showCommands(out, shown);
  out.blank();
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  out.text(`${pc.green('A meeting was booked.')} Everything was closed again after ${seconds} s.`);
  return 0;
}

process.exitCode = await main(terminal);
