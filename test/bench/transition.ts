/**
 * From the moment when the chart takes an event to the arrival of the new state's tools at the Realtime server,
 * and beside it the same change of state the way LiveKit offers it.
 */

import { startStage } from '../../scripts/rehearsal/stage.js';
import type { RealtimeConnection } from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { queueCalls } from './campaigns.js';
import { monotonicMs, type Report, startChild } from './child.js';
import { atMost, type Benchmark, type Figure, forComparison, median, percentile } from './figures.js';

const TRANSITIONS = 240;
const HANDOFFS = 5;
/** Five seconds of speech. */
const SENTENCE = 'We allow independent physicians to benchmark their existing policy in twenty minutes.';

type Transition = Extract<Report, { kind: 'transition' }>;

export const benchmarkTransition: Benchmark = async () => {
  const stage = await startStage({ mind: () => ({ say: SENTENCE }) });
  try {
    const ours = startChild(
      'dist-bench/test/bench/transition.worker.js',
      { ...stage.env, CALL_SILENCE_SECONDS: '60' },
      [String(TRANSITIONS)],
    );
    await ours.report('ready');
    await queueCalls(stage, 1);
    await ours.report('done');
    const transitions = latencies(ours.reports, stage.openai.connections);
    await ours.stop();

    const upstream = startChild('dist-bench/test/bench/handoff.worker.js', stage.env, [String(HANDOFFS)]);
    await upstream.report('done');
    const handoffs = latencies(upstream.reports, stage.openai.connections);
    await upstream.stop();

    return [...figuresOf(transitions), comparison(transitions, handoffs)];
  } finally {
    await stage.close();
  }
};

interface Latency {
  readonly ms: number;
  readonly speaking: boolean;
}

const latencies = (reports: readonly Report[], connections: readonly RealtimeConnection[]): Latency[] => {
  // The stand-in's times begin with this process.
  const toMonotonic = monotonicMs() - performance.now();
  const updates = connections
    .flatMap(({ events }) => events)
    .filter(({ direction, type }) => direction === 'received' && type === 'session.update')
    .map(({ atMs, event }) => ({ atMs: atMs + toMonotonic, tools: toolsIn(event) }))
    .sort((a, b) => a.atMs - b.atMs);
  return reports
    .filter((report): report is Transition => report.kind === 'transition')
    .map(({ atMs, tool, speaking }) => {
      const arrival = updates.find((update) => update.atMs >= atMs && update.tools.includes(tool));
      if (!arrival) throw new Error(`the tool ${tool} never arrived at the Realtime stand-in`);
      return { ms: arrival.atMs - atMs, speaking };
    });
};

const toolsIn = (event: Readonly<Record<string, unknown>>): string[] => {
  const { tools } = event['session'] as { readonly tools?: readonly { readonly name: string }[] };
  return tools?.map(({ name }) => name) ?? [];
};

const figuresOf = (transitions: readonly Latency[]): Figure[] => {
  const times = transitions.map(({ ms }) => ms);
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  const whileSpeaking = transitions.filter(({ speaking }) => speaking).length;
  return [
    atMost(
      `New instructions and tools on the wire, p95 of ${times.length} transitions (${whileSpeaking} while the agent spoke)`,
      percentile(times, 0.95),
      5,
      'ms',
      1,
    ),
    forComparison('The same, p50 and p99', `${p50.toFixed(1)} ms and ${p99.toFixed(1)} ms`),
  ];
};

const comparison = (transitions: readonly Latency[], handoffs: readonly Latency[]): Figure => {
  const ours = median(transitions.filter(({ speaking }) => speaking).map(({ ms }) => ms));
  const theirs = median(handoffs.map(({ ms }) => ms));
  return forComparison(
    'A change of state while the agent speaks: session.updateAgent beside ours, median',
    `${theirs.toFixed(0)} ms beside ${ours.toFixed(1)} ms`,
  );
};
