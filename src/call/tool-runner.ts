/**
 * Runs the tools that the model calls, each within its deadline, and tells the chart what came of it. A tool that the
 * brief in force does not name does not exist. Made once a call, by `call-host.ts`.
 */
import pTimeout from 'p-timeout';
import type { CallEvent } from '../../machines/call.events.js';
import type { Brief, Tool, ToolName, ToolResult } from '../../machines/call.ports.js';
import { logger } from '../libraries/utils/logger.js';
import { timeLimit } from '../libraries/utils/time-limit.js';
import type { CallObservation } from './observation.js';

/** A tool that takes longer is given up: the practice is waiting on the phone. */
const DEADLINE_MS = 12_000;

export interface ToolRunnerOptions {
  readonly callId: string;
  readonly tools: ReadonlyMap<ToolName, Tool>;
  readonly chart: { brief(): Brief; send(event: CallEvent): void };
  readonly observe: (observation: CallObservation) => void;
  /** Makes the brief hold that is in force after a tool; see `CallHost.sync`. */
  readonly sync: () => Promise<void>;
  /** Default {@link DEADLINE_MS}. */
  readonly deadlineMs?: number | undefined;
}

/** Resolves with what to tell the model; null: nothing. */
export type RunTool = (name: string, args: unknown) => Promise<string | null>;

export const createToolRunner = ({
  callId,
  tools,
  chart,
  observe,
  sync,
  deadlineMs = DEADLINE_MS,
}: ToolRunnerOptions): RunTool => {
  const take = ({ event }: ToolResult): Promise<void> => {
    if (event) chart.send(event);
    return sync();
  };

  const withDeadline = async (tool: Tool, args: unknown): Promise<ToolResult> => {
    const signal = timeLimit(deadlineMs);
    const run = (async () => tool.run(args, signal))();
    try {
      return await pTimeout(run, { milliseconds: Number.POSITIVE_INFINITY, signal });
    } catch (error) {
      logger.error('A tool failed', { callId, tool: tool.name, error });
      // What it still brings about counts: a meeting that is booked late is booked.
      run.then(take).catch(() => undefined);
      return {
        reply:
          'That did not work just now. Say: “I’m sorry, my system is slow just now. Could you bear with me?”',
      };
    }
  };

  const runAllowed = async (name: string, args: unknown): Promise<string | null> => {
    const tool = tools.get(name as ToolName);
    if (!tool || !chart.brief().tools.includes(tool.name)) {
      return 'That is not possible at this point of the call. Go on with the conversation.';
    }
    const result = await withDeadline(tool, args);
    await take(result);
    return result.reply;
  };

  return async (name, args) => {
    const startedAtMs = performance.now();
    chart.send({ type: 'agent.startedWorking' });
    let reply: string | null = null;
    try {
      reply = await runAllowed(name, args);
    } finally {
      chart.send({ type: 'agent.finishedWorking', told: reply });
    }
    observe({ kind: 'tool', name, args, reply, durationMs: performance.now() - startedAtMs });
    return reply;
  };
};
