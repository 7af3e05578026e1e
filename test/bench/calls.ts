/**
 * Ten conversations at once in one worker process, from the job to the settled campaign: memory, CPU and lag.
 * The practices and their line are inside that process as well; a real line's audio costs something else.
 */
import { startStage } from '../../scripts/rehearsal/stage.js';
import { queueCalls } from './campaigns.js';
import { startChild } from './child.js';
import { atMost, type Benchmark, forComparison } from './figures.js';

const CALLS = 10;

export const benchmarkCalls: Benchmark = async () => {
  const stage = await startStage();
  const worker = startChild('dist-bench/test/bench/calls.worker.js', {
    ...stage.env,
    CALL_CONCURRENCY: String(CALLS),
  });
  try {
    await worker.report('ready');
    await queueCalls(stage, CALLS);
    const load = await worker.report('load');
    if (stage.google.events.length !== CALLS) {
      throw new Error(`only ${stage.google.events.length} of ${CALLS} calls booked their meeting`);
    }
    return [
      atMost(`Memory of ${CALLS} calls at once (peak RSS)`, load.peakRssMb, 230, 'MB'),
      forComparison(`CPU of ${CALLS} calls at once`, `${load.cpuPercent.toFixed(0)} % of one core`),
      forComparison(`Lag of the event loop at ${CALLS} calls, p99`, `${load.lagP99Ms.toFixed(1)} ms`),
    ];
  } finally {
    await worker.stop();
    await stage.close();
  }
};
