/**
 * `npm run bench:answer`: openings of calls from a seed, played to the call's real chart, and for comparison to
 * keywords and to answering machine detection by timing. `--seed`, `--openings`, `--json`, `--failures`;
 * `answer/README.md` says how to read the tables. Exits with 1 when a goal was missed. Nothing leaves this machine.
 */
import { Command } from 'commander';
import { generateOpening } from './answer/generate-opening.js';
import { LISTENERS, measure, type Row, WORD_ERROR_RATES } from './answer/measure.js';
import { toMatrix, toTable, toTranscript } from './answer/report.js';
import { whole } from './shared/whole.js';
import { type ChosenWordings, heldOutOf, wordingsOption } from './shared/wordings-option.js';

interface Flags {
  readonly seed: number;
  readonly openings: number;
  readonly failures: number;
  readonly wordings: ChosenWordings;
  readonly json?: true;
}

const { seed, openings, failures, wordings, json } = new Command('npm run bench:answer --')
  .description('Measures how it is told who or what picked up.')
  .option('--seed <number>', 'another seed makes other openings', whole, 1)
  .option('--openings <number>', 'how many openings; a quarter of them in held-out wordings', whole, 1_200)
  .option(
    '--failures <number>',
    'how many transcripts to show for each row with wrong first verdicts',
    whole,
    0,
  )
  .addOption(wordingsOption())
  .option('--json', 'print JSON')
  .parse()
  .opts<Flags>();

const heldOutOpenings = heldOutOf(openings, wordings);
const sets = [
  { heldOut: false, count: openings - heldOutOpenings },
  { heldOut: true, count: heldOutOpenings },
].filter(({ count }) => count > 0);
console.error(
  `${openings} openings from seed ${seed}, ${heldOutOpenings} of them in held-out wordings, ` +
    `${WORD_ERROR_RATES.length} word error rates, ${LISTENERS.length} listeners`,
);

const rows: Row[] = [];
for (const { heldOut, count } of sets) {
  const made = Array.from({ length: count }, (_, index) => generateOpening({ seed, index, heldOut }));
  for (const wer of WORD_ERROR_RATES) {
    for (const listener of LISTENERS) {
      const row = await measure(made, seed, { wer, listener });
      rows.push(row);
      console.error(`  ${row.wordings} wordings, ${wer * 100} % word errors, ${listener.name}`);
    }
  }
}

if (json) {
  const plain = rows.map(({ failures: failed, ...row }) => ({
    ...row,
    failures: failed.map(({ played }) => played.opening.index),
  }));
  console.log(JSON.stringify({ seed, openings, heldOut: heldOutOpenings, rows: plain }, null, 2));
} else {
  for (const set of ['open', 'held out'] as const) {
    const own = rows.filter((row) => row.wordings === set);
    if (own.length === 0) continue;
    console.log(`\n${own[0]?.openings} openings, ${set} wordings\n${toTable(own)}`);
    for (const row of own.filter(({ listener }) => listener === LISTENERS[0]?.name)) {
      console.log(
        `\nFirst verdicts of ${row.listener}, ${set} wordings, ${row.wer * 100} % word errors\n${toMatrix(row)}`,
      );
    }
  }
  console.log(
    '\nIn brackets: 95 % confidence intervals. Times: half of them at most, and 95 % of them at most.',
  );
  // Whoever works on the classifier runs this too, and is not to see the held-out wordings.
  for (const row of rows.filter((each) => each.wordings === 'open' || wordings === 'held-out')) {
    for (const failure of row.failures.slice(0, failures)) {
      console.log(`\n${row.wordings} wordings, ${row.wer * 100} % word errors, ${toTranscript(failure)}`);
    }
  }
}
process.exitCode = rows.some(({ met }) => met === false) ? 1 : 0;
