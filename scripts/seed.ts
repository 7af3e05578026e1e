/** `npm run seed`: puts one practice on the queue, to be phoned by a worker. */
import { Command } from 'commander';
import * as dotenv from 'dotenv';
import pc from 'picocolors';
import { planCall } from '../src/call/plan.js';
import { loadPrompts } from '../src/call/prompts.js';
import { closeCampaignQueue } from '../src/campaign-queue.js';
import type { CallBounds } from '../src/domain/call-plan.js';
import { mongoDisconnect } from '../src/mongoose/connection.js';
import { type Seeded, seedCampaign } from './seed/seed-campaign.js';
import { readSeedRequest, SeedError, type SeedOptions, type SeedRequest } from './seed/seed-request.js';

interface Flags extends SeedOptions {
  readonly dryRun?: true;
  readonly json?: true;
}

const program = new Command('npm run seed --')
  .description(
    'Puts one practice on the queue, to be phoned by a worker. Contact, sequence, batch and campaign are\n' +
      'created, or used again where they are there already. Nothing is written until everything is checked.',
  )
  .option('--phone <number>', 'number of the practice, e.g. +12125550123 or "(212) 555-0123" (required)')
  .option('--practice <name>', 'name of the practice (required)')
  .option('--doctor <name>', 'the doctor: first and last name (required)')
  .option('--initiator <user>', 'Clerk user whose Google Calendar takes the meeting (required)')
  .option('--state <state>', 'US state of the practice: tells its time zone, e.g. NY')
  .option('--email <address>', "the contact's email (default: a placeholder made from the number)")
  .option('--prompt <file>', 'Markdown file with the prompt of the call', 'prompts/sequences/docshield.md')
  .option('--sequence <name>', 'name of the sequence (default: made from the prompt file)')
  .option('--subject <text>', 'subject of the sequence', 'Malpractice insurance')
  .option('--batch <name>', "name of the batch (default: the sequence's)")
  .option('--delay <minutes>', 'phone after so many minutes', '0')
  .option('--dry-run', 'check everything, show the plan of the call, write nothing')
  .option('--json', 'print JSON')
  .addHelpText(
    'after',
    `
Reads REDIS_URL, REDIS_QUEUE_NAME and MONGODB_URI from the environment or the file that ENV_FILE names (.env).

Example:
  npm run seed -- --phone +12125550123 --practice "Smith Family Medicine" --doctor "John Smith" \\
    --state NY --initiator user_2abc`,
  );

/** A dry run phones nobody, so nothing of it has a bound. */
const NO_BOUNDS: CallBounds = {
  ringTimeoutMs: 0,
  maxCallMs: 0,
  silenceMs: 0,
  goodbyeMs: 0,
  coachIntervalMs: 0,
  phoneTreeMs: 0,
  menuChoices: 0,
  holdMs: 0,
};

const print = (json: boolean, value: unknown, text: string): void =>
  console.log(json ? JSON.stringify(value) : text);

async function dryRun(request: SeedRequest, json: boolean): Promise<void> {
  const planned = planCall(
    {
      campaignId: '000000000000000000000000',
      stepIndex: 0,
      prompt: request.sequence.prompt,
      initiator: request.batch.initiator,
      contact: request.contact,
    },
    {
      prompts: await loadPrompts(),
      bounds: NO_BOUNDS,
      nowMs: Date.now(),
    },
  );
  if (planned.kind === 'invalid-number') throw new SeedError([`--phone: ${planned.reason}`]);
  const { plan, unknownFields } = planned;
  const warning =
    unknownFields.length > 0
      ? pc.yellow(`\nThe prompt names fields that the contact does not have: ${unknownFields.join(', ')}`)
      : '';
  print(
    json,
    { dryRun: true, request, unknownFields, instructions: plan.instructions },
    `${pc.bold('Nothing was written.')} The call would be:\n` +
      `  to         ${plan.practiceName}, ${plan.toE164} (${plan.clock.candidates.join(' or ')})\n` +
      `  sequence   ${request.sequence.name}\n` +
      `  batch      ${request.batch.name}, for ${plan.initiator}\n` +
      `  in         ${request.delayMs / 60_000} minutes${warning}\n\n` +
      `${pc.bold('What the agent is told when it greets:')}\n\n${plan.instructions.greeting}`,
  );
}

function show(seeded: Seeded, request: SeedRequest): string {
  const line = (what: Seeded['reused'][number], id: string) =>
    `  ${what.padEnd(10)} ${id}  ${pc.dim(seeded.reused.includes(what) ? 'was there already' : 'created')}`;
  const delay = request.delayMs > 0 ? `, to run in ${request.delayMs / 60_000} minutes` : '';
  const job = {
    new: `${pc.green('queued')}${delay}`,
    again: `${pc.green('queued again')}, to run now: it had failed`,
    already: pc.yellow('was on the queue already; not added twice'),
  }[seeded.queued];
  return [
    line('contact', seeded.contactId),
    line('sequence', seeded.sequenceId),
    line('batch', seeded.batchId),
    line('campaign', seeded.campaignId),
    `  ${'job'.padEnd(10)} ${seeded.jobId}  ${job}`,
  ].join('\n');
}

async function main(): Promise<void> {
  const flags = program.parse().opts<Flags>();
  const json = flags.json === true;
  dotenv.config({ path: process.env['ENV_FILE'] || '.env', quiet: true });
  try {
    const request = await readSeedRequest(flags);
    if (flags.dryRun) return await dryRun(request, json);
    const seeded = await seedCampaign(request);
    print(json, seeded, show(seeded, request));
  } catch (error) {
    process.exitCode = 1;
    const problems =
      error instanceof SeedError ? error.problems : [error instanceof Error ? error.message : String(error)];
    if (json) console.log(JSON.stringify({ error: problems }));
    else {
      const nothingWritten = error instanceof SeedError || flags.dryRun;
      console.error(
        pc.red(
          nothingWritten
            ? 'Nothing was written:'
            : 'It failed on the way. Run it again: what was written is used again.',
        ),
      );
      for (const problem of problems) console.error(`  - ${problem}`);
      if (error instanceof SeedError) console.error('\nnpm run seed -- --help shows every option.');
    }
  } finally {
    await closeCampaignQueue();
    await mongoDisconnect();
  }
}

await main();
