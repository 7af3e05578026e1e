/**
 * `npm run call`: phones one number for real, without queue, MongoDB, S3 and CRM: LiveKit and OpenAI are enough. It
 * shows what it will do and asks before it does it; what is left of the call lies in a folder. Exits with 0 when
 * somebody's phone rang, 1 when nobody was phoned, 2 when nothing was asked that could be done, 130 when interrupted.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import type { CallConfig } from '../src/config.js';
import type { CallOptions, CallRequest } from './call/call-request.js';
import { confirm } from './call/confirm.js';
import type { Phoned } from './call/phone.js';
import { INTERRUPTED } from './demo/interrupt.js';
import { createTerminal, type Terminal } from './demo/terminal.js';

interface Flags extends CallOptions {
  readonly output: string;
  readonly yes?: true;
}

const NOBODY_PHONED = 1;
const UNUSABLE = 2;
const CODES: Readonly<Record<Phoned, number>> = {
  somebody: 0,
  nobody: NOBODY_PHONED,
  interrupted: INTERRUPTED,
};

const program = new Command('npm run call --')
  .description(
    'Phones one number for real, with the agent and its coach, and shows the call while it is on.\n' +
      'It needs LiveKit with a SIP trunk, and OpenAI; no queue, no database, no bucket.',
  )
  .option('--to <number>', 'whom it phones, e.g. +12125550123 or "(212) 555-0123" (required)')
  .option('--prompt <file>', 'Markdown file with the prompt of the call', 'prompts/sequences/docshield.md')
  .option('--practice <name>', 'name of the practice')
  .option('--doctor <name>', 'the doctor: first and last name')
  .option('--state <state>', 'US state of the practice: tells its time zone, e.g. NY')
  .option('--email <address>', "the contact's email")
  .option(
    '--initiator <user>',
    'Clerk user whose Google Calendar takes the meeting (default: nothing is booked)',
  )
  .option('--output <folder>', 'takes a folder for each call, and the log', 'call-output')
  .option('--yes', 'phone without asking')
  .addHelpText(
    'after',
    `
Reads LIVEKIT_*, OPENAI_*, COACH_* and CALL_* from the environment or the file that ENV_FILE names (.env), and with
--initiator CLERK_SECRET_KEY. Ctrl-C hangs up and shows what the call came to.

Example:
  npm run call -- --to +12125550123 --practice "Smith Family Medicine" --doctor "John Smith" --state NY`,
  );

async function main(terminal: Terminal): Promise<number> {
  const { yes = false, output, ...options } = program.parse().opts<Flags>();
  if (!yes && process.stdin.isTTY !== true) {
    return refuse(terminal, [
      'Nobody can be asked, for this is no terminal. With --yes it phones without asking.',
    ]);
  }
  terminal.status('starting …');
  const nowMs = Date.now();
  const problems: string[] = [];
  const { readCallRequest, planRequested } = await import('./call/call-request.js');
  const request = await readCallRequest(options, nowMs, problems);
  const config = await configOf(request, problems);
  if (config === null) return refuse(terminal, problems);

  // LiveKit's library writes what it does on the standard output else. It reads this once, as it is loaded.
  process.env['NODE_ENV'] ??= 'production';
  // Nor does the log mix with what is told here.
  await mkdir(output, { recursive: true });
  process.env['LOG_FILE'] = join(output, 'call.log');
  const [{ loadPrompts }, { boundsOf }, { createLiveKitLine }, { findingsFor }, { announce }, { phone }] =
    await Promise.all([
      import('../src/call/prompts.js'),
      import('../src/services.js'),
      import('../src/telephony/livekit-line.js'),
      import('./call/preflight.js'),
      import('./call/announce.js'),
      import('./call/phone.js'),
    ]);
  const prompts = await loadPrompts();
  const plan = planRequested(request, { prompts, bounds: boundsOf(config), nowMs }, problems);
  if (problems.length > 0) return refuse(terminal, problems);

  terminal.status('asking LiveKit, the trunk and the voice whether they are ready …');
  const findings = await findingsFor(request.initiator, nowMs);
  terminal.status(null);
  const shownFolder = join(output, plan.callId);
  if (!announce(terminal, { plan, promptTitle: request.promptTitle, config, findings, shownFolder, nowMs })) {
    return NOBODY_PHONED;
  }
  if (!yes && !(await confirm('Phone now?', { input: process.stdin, output: process.stdout }))) {
    terminal.text('Nobody was phoned.');
    return NOBODY_PHONED;
  }
  const telephony = createLiveKitLine({ ...config.livekit, maxCallMs: plan.bounds.maxCallMs });
  const folder = resolve(shownFolder);
  return CODES[await phone({ terminal, plan, config, prompts, telephony, folder, shownFolder })];
}

/** Null where something is wrong, with the settings or with what was asked for: all of it is in `problems` then. */
async function configOf({ initiator }: CallRequest, problems: string[]): Promise<CallConfig | null> {
  const { ConfigError, loadCallConfig } = await import('../src/config.js');
  try {
    const config = loadCallConfig(process.env, initiator === null ? 'not asked' : 'asked');
    return problems.length > 0 ? null : config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

function refuse(terminal: Terminal, problems: readonly string[]): number {
  terminal.status(null);
  terminal.text(pc.red('Nobody was phoned:'));
  for (const problem of problems) terminal.text(`- ${problem}`);
  terminal.blank();
  terminal.text('npm run call -- --help shows every option.');
  return UNUSABLE;
}

const terminal = createTerminal();
// LiveKit's native layer keeps the process up for a while.
main(terminal).then(
  (code) => process.exit(code),
  (error) => {
    terminal.text(pc.red(`The call failed: ${error instanceof Error ? error.message : String(error)}`));
    process.exit(NOBODY_PHONED);
  },
);
