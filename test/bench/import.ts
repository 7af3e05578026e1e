/** What it costs to import the whole of googleapis, as its own documentation does, and the calendar alone, as here. */
import { startChild } from './child.js';
import { type Benchmark, type Figure, forComparison, median } from './figures.js';

const RUNS = 3;

export const benchmarkImport: Benchmark = async () => [
  await costOf('The root of googleapis', 'googleapis'),
  await costOf('The calendar of googleapis alone', 'googleapis/build/src/apis/calendar/index.js'),
];

const costOf = async (what: string, name: string): Promise<Figure> => {
  const ms: number[] = [];
  const rssMb: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const child = startChild('dist-bench/test/bench/import.worker.js', {}, [name]);
    const cost = await child.report('import');
    await child.stop();
    ms.push(cost.ms);
    rssMb.push(cost.rssMb);
  }
  const cost = `${median(ms).toFixed(0)} ms, ${median(rssMb).toFixed(0)} MB`;
  return forComparison(`${what}: time and memory to import, median of ${RUNS}`, cost);
};
