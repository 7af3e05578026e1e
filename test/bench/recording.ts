/** What it takes to record a call of an hour: memory, disk, processor time, and the size of the parts it is cut into. */
import { startChild } from './child.js';
import { atMost, type Benchmark, forComparison } from './figures.js';

export const benchmarkRecording: Benchmark = async () => {
  const child = startChild('dist-bench/test/bench/recording.worker.js', {});
  const cost = await child.report('recording');
  await child.stop();
  if (cost.troubles.length > 0)
    throw new Error(`the hour was not recorded whole: ${cost.troubles.join('; ')}`);
  return [
    atMost(
      'Memory (RSS) that an hour’s recording adds after its first five minutes',
      cost.growthMb,
      16,
      'MB',
      1,
    ),
    atMost('Disk that an hour’s recording takes, both sides', cost.diskMb, 116, 'MB', 1),
    atMost(`The largest of its ${cost.parts} parts`, cost.largestPartMb, 25, 'MB', 1),
    forComparison(
      'Processor time to record a minute; the hour was recorded in',
      `${cost.cpuMsPerMinute.toFixed(0)} ms; ${cost.seconds.toFixed(0)} s`,
    ),
  ];
};
