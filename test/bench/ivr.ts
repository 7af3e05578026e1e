/**
 * `npm run bench:ivr`: phone trees from a seed, driven through the parser and the gate of `src/domain/phone-menu/`, and
 * for comparison without them. `--seed`, `--trees`, `--json`, `--failures`; `ivr/README.md` says how to read the table.
 * Exits with 1 when a goal was missed. Nothing leaves this machine.
 */
import { Command } from 'commander';
import { DRIVERS } from './ivr/drivers.js';
import { WORD_ERROR_RATES } from './ivr/measure.js';
import { measureAll } from './ivr/measure-all.js';
import { toTable, toTranscript } from './ivr/report.js';
import { whole } from './shared/whole.js';
import { type ChosenWordings, heldOutOf, wordingsOption } from './shared/wordings-option.js';

interface Flags {
  readonly seed: number;
  readonly trees: number;
  readonly failures: number;
  readonly wordings: ChosenWordings;
  readonly json?: true;
}

const { seed, trees, failures, wordings, json } = new Command('npm run bench:ivr --')
  .description('Measures how phone trees are navigated, with the keypress gate and without it.')
  .option('--seed <number>', 'another seed makes other trees', whole, 1)
  .option('--trees <number>', 'how many trees; a quarter of them in held-out wordings', whole, 600)
  .option('--failures <number>', 'how many transcripts to show where a goal was missed', whole, 5)
  .addOption(wordingsOption())
  .option('--json', 'print JSON')
  .parse()
  .opts<Flags>();

const heldOutTrees = heldOutOf(trees, wordings);
const sets = [
  { heldOut: false, trees: trees - heldOutTrees },
  { heldOut: true, trees: heldOutTrees },
].filter((set) => set.trees > 0);
console.error(
  `${trees} phone trees from seed ${seed}, ${heldOutTrees} of them in held-out wordings, ` +
    `${WORD_ERROR_RATES.length} word error rates, ${DRIVERS.length} drivers`,
);
const rows = await measureAll({ seed, sets }, ({ wordings: of, wer, driver }, done, all) =>
  console.error(`  ${done} of ${all}: ${of} wordings, ${wer * 100} % word errors, ${driver}`),
);

const missed = rows.filter(({ met }) => !met);
if (json) {
  const plain = rows.map(({ failures: failed, ...row }) => ({
    ...row,
    failures: failed.map(({ tree }) => tree.index),
  }));
  console.log(JSON.stringify({ seed, trees, heldOut: heldOutTrees, rows: plain }, null, 2));
} else {
  for (const set of ['open', 'held out'] as const) {
    const own = rows.filter((row) => row.wordings === set);
    if (own.length > 0) console.log(`\n${own[0]?.trees} trees, ${set} wordings\n${toTable(own)}`);
  }
  console.log('\nIn brackets: 95 % confidence intervals.');
  for (const row of missed) {
    console.log(`\nMISSED: ${row.wordings} wordings, ${row.wer * 100} % word errors, ${row.driver}`);
    // Whoever works on the parser runs this too, and is not to see the held-out wordings.
    const shown = row.wordings === 'open' || wordings === 'held-out' ? row.failures.slice(0, failures) : [];
    for (const failure of shown) console.log(`\n${toTranscript(failure)}`);
  }
}
process.exitCode = missed.length > 0 ? 1 : 0;
