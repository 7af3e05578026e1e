/**
 * `npm run inspect`: the demo's call in the browser, on a page of this machine: the statechart with the active
 * states lit, the conversation, the brief in force and the events. The page has a link to Stately's own inspector.
 * The call starts when the page is first opened; with --now at once. Serves the page until Ctrl-C.
 */
import { Command } from 'commander';
import pc from 'picocolors';
import { closeOnInterrupt } from './demo/interrupt.js';
import { createTerminal } from './demo/terminal.js';

/** Slow enough to follow the chart with the eye. */
const SPEED = 2;

const { now = false } = new Command('npm run inspect --')
  .description(
    "Shows the demo's call on a page of this machine: the chart with its active states lit, the " +
      'conversation, the brief in force and the events. The page stays until Ctrl-C.',
  )
  .option('--now', 'begin the call at once, not when the page is first opened')
  .parse()
  .opts<{ readonly now?: true }>();

const terminal = createTerminal();
terminal.text(pc.dim('starting …'));
const starting = import('./inspect/inspection.js').then(({ startInspection }) =>
  startInspection({ speed: SPEED }),
);
const interrupted = closeOnInterrupt(terminal, async () => (await starting).close());

const inspection = await starting;
terminal.text(`${pc.bold('Open')} ${pc.cyan(inspection.url)}`);
if (!now) {
  terminal.text('The call begins when the page is open.');
  await inspection.firstPage;
}
terminal.text(`The call is on, ${SPEED} times as fast as on a telephone.`);
const { error } = await inspection.run();
if (!interrupted.aborted) {
  terminal.text(error === null ? pc.green('The call is over.') : pc.red(`The job failed: ${error}`));
  terminal.text('The page stays open, and every moment of the call in it. Ctrl-C ends this.');
}
