/**
 * `npm run bench`: compiles, measures, and prints a Markdown table. `npm run bench -- start calls` runs these two only.
 * Exits with 1 when a goal was missed. Everything stays on this machine.
 */
import { benchmarkCalls } from './calls.js';
import { compile } from './compile.js';
import { type Benchmark, type Figure, machine, toMarkdown } from './figures.js';
import { benchmarkImport } from './import.js';
import { benchmarkRecording } from './recording.js';
import { benchmarkStart } from './start.js';
import { benchmarkTransition } from './transition.js';

const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map([
  ['start', benchmarkStart],
  ['transition', benchmarkTransition],
  ['calls', benchmarkCalls],
  ['import', benchmarkImport],
  ['recording', benchmarkRecording],
]);

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !BENCHMARKS.has(name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark "${unknown.join('", "')}". There are: ${[...BENCHMARKS.keys()].join(', ')}.`,
  );
  process.exit(2);
}

console.error('Compiling …');
await compile();
const figures: Figure[] = [];
for (const [name, benchmark] of BENCHMARKS) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.error(`Measuring: ${name} …`);
  figures.push(...(await benchmark()));
}
console.log(`\n${machine()}\n\n${toMarkdown(figures)}`);
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0;
