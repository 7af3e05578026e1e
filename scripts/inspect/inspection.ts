/**
 * The demo's call, to be looked at in a browser while it is on. Called by `npm run inspect`.
 * What the chart does reaches the page through `@statelyai/inspect`; what the host does (briefs, tools) beside it.
 */
import { createWebSocketInspector } from '@statelyai/inspect';
import { callMachine } from '../../machines/call.machine.js';
import { statechartSvg } from '../chart/statechart-svg.js';
import { type RehearsedCallOptions, startRehearsedCall } from '../demo/rehearsed-call.js';
import { startPageServer } from './page-server.js';

export type InspectionOptions = Pick<RehearsedCallOptions, 'speed' | 'practice'>;

export interface Inspection {
  readonly url: string;
  /** Resolves when somebody has opened the page. */
  readonly firstPage: Promise<void>;
  /** Runs the call; resolves when its job is over. */
  run(): Promise<{ readonly error: string | null }>;
  close(): Promise<void>;
}

export async function startInspection(options: InspectionOptions): Promise<Inspection> {
  const server = await startPageServer({ chart: await statechartSvg(callMachine) });
  const inspector = createWebSocketInspector({
    url: server.inspectorUrl,
    serialize: (event) => withoutInstructions(event),
  });
  const close = async (): Promise<void> => {
    inspector.stop();
    await server.close();
  };
  try {
    const call = await startRehearsedCall({
      ...options,
      inspect: (event) => inspector.inspect.next?.(event),
      observe: (_, observation) => {
        if (observation.kind === 'brief' || observation.kind === 'tool') {
          server.send({ type: 'call.observed', atMs: Date.now(), observation } as { type: string });
        }
      },
    });
    const { contact } = call.request;
    server.send({ type: 'call.about', speed: options.speed, contact } as { type: string });
    return {
      url: server.url,
      firstPage: server.firstPage,
      async run() {
        await call.queue();
        return call.finished();
      },
      async close() {
        await call.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The plan's prompts are in every snapshot, and are long: the page shows those in force from the briefs. */
const withoutInstructions = <T>(event: T): T =>
  JSON.parse(JSON.stringify(event, (key, value) => (key === 'instructions' ? undefined : value)));
