/**
 * `npm run doctor`: checks every setting and every service that the worker needs, and says what to do where one does
 * not work. It phones nobody and leaves nothing behind but one log line. Exits with 0 when nothing is broken that the
 * worker needs, 1 when something is.
 */
import { Command } from 'commander';
import { createTerminal } from './demo/terminal.js';

interface Flags {
  readonly initiator?: string;
  readonly json?: true;
}

const PIPE_COLUMNS = 120;
/** Where the names stand in the line that tells how far it is; a line that breaks cannot be taken back. */
const NAMES_AT = 40;

const program = new Command('npm run doctor --')
  .description(
    'Checks every setting and every service of the worker, and says what to do where one does not work.\n' +
      'It phones nobody. What it stores, one small object in S3, it removes; it writes one log line.',
  )
  .option('--initiator <user>', 'Clerk user whose Google Calendar takes the meetings, e.g. user_2abc')
  .option('--json', 'print one JSON object for each check, each on a line of its own')
  .addHelpText(
    'after',
    '\nReads the environment and the file that ENV_FILE names (.env). Exits with 0 when nothing is broken that the worker needs.',
  );

async function main(): Promise<number> {
  const { initiator = null, json = false } = program.parse().opts<Flags>();
  // The objects have the standard output to themselves.
  const terminal = createTerminal(json ? process.stderr : process.stdout);
  terminal.status('starting …');
  const [{ readSettings }, { checksFor }, { allIsWell, runChecks }, report] = await Promise.all([
    import('../src/read-settings.js'),
    import('./doctor/checks/index.js'),
    import('./doctor/run-checks.js'),
    import('./doctor/report.js'),
  ]);

  const columns = process.stdout.columns ?? PIPE_COLUMNS;
  const { settings, problems } = readSettings(process.env, 'required');
  // The libraries' log would be written between the lines that are shown.
  process.env['LOG_LEVEL'] = 'silent';
  const checks = checksFor(problems);
  const waiting = new Set(checks.map(({ service }) => service));
  const showProgress = (): void => {
    const names = [...waiting].join(', ').slice(0, Math.max(0, columns - NAMES_AT));
    terminal.status(`${checks.length - waiting.size} of ${checks.length}; now ${names}`);
  };
  showProgress();
  const findings = await runChecks(checks, {
    settings,
    problems,
    initiator,
    nowMs: Date.now(),
    onDone(finding) {
      waiting.delete(finding.service);
      if (json) console.log(report.jsonLine(finding));
      showProgress();
    },
  });
  terminal.status(null);
  if (!json) {
    console.log(report.table(findings, columns));
    terminal.blank();
    terminal.text(report.summary(findings));
  }
  return allIsWell(findings) ? 0 : 1;
}

// A request that was given up may keep its connection for a while.
main().then((code) => process.exit(code));
