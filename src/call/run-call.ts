/**
 * Runs one planned call from the first ring to the settled outcome, as an XState actor with the real ports.
 * Called by `src/channels/phone.ts` once the ledger has given the call to this worker.
 */
import { type ActorOptions, createActor, type InspectionEvent, type SnapshotFrom, toPromise } from 'xstate';
import type { callMachine } from '../../machines/call.machine.js';
import type { Brief, Tool, ToolName } from '../../machines/call.ports.js';
import type { CallResult } from '../../machines/call.setup.js';
import type { CallPlan } from '../domain/call-plan.js';
import { menuNow } from '../domain/menu-progress.js';
import type { MenuSoFar } from '../domain/phone-menu/index.js';
import { provideActors } from './actors.js';
import { createCallHost } from './call-host.js';
import { createMinuteTaker } from './minute-taker.js';
import type { CallObservation } from './observation.js';
import type { RunPorts } from './ports.js';

/** What the chart's deadlines are measured by. */
export type CallClock = NonNullable<ActorOptions<typeof callMachine>['clock']>;

export interface RunCallOptions {
  readonly ports: RunPorts;
  /** The call's tools; `menu` is what a phone tree has said so far. */
  readonly tools: (menu: () => MenuSoFar) => ReadonlyMap<ToolName, Tool>;
  /** Writes that the call is about to be dialed; false: it is another's, and nobody is phoned. */
  readonly claimDialing: (atMs: number) => Promise<boolean>;
  /** The phone was picked up. */
  readonly onPlaced: (atMs: number) => Promise<void>;
  readonly observe: (observation: CallObservation) => void;
  /** Aborted when this process must end soon: the call is hung up and settled. */
  readonly stopping: AbortSignal;
  /** XState's inspector, e.g. that of `@statelyai/inspect`. */
  readonly inspect?: ((event: InspectionEvent) => void) | undefined;
  /** Default: real time. A rehearsal on a line that is faster than that brings one as fast. */
  readonly clock?: CallClock | undefined;
}

/** In force until somebody picks up. */
const LISTENING: Brief = { stage: 'answering', tools: [] };

type CallSnapshot = SnapshotFrom<typeof callMachine>;

/** The innermost state's, where one state within another has a brief of its own. */
const briefOf = (snapshot: CallSnapshot): Brief | null => {
  const briefs = Object.entries(snapshot.getMeta()).flatMap(([id, meta]) =>
    meta?.brief ? [{ depth: id.split('.').length, brief: meta.brief }] : [],
  );
  return briefs.sort((a, b) => b.depth - a.depth)[0]?.brief ?? null;
};

/** E.g. `connected.greeting.saying`: the path of what the call is about, without the regions beside it. */
const statePath = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const [region, inner] = Object.entries((value ?? {}) as Record<string, unknown>)[0] ?? [];
  if (region === undefined) return '';
  const rest = statePath(inner);
  if (region === 'conversation') return rest;
  return rest ? `${region}.${rest}` : region;
};

export const runCall = async (plan: CallPlan, options: RunCallOptions): Promise<CallResult> => {
  const { ports, tools, claimDialing, onPlaced, observe, stopping, inspect, clock } = options;
  let brief = LISTENING;

  const host = createCallHost({
    plan,
    ports,
    tools: tools(() => menuNow(actor.getSnapshot().context.menu)),
    observe,
    chart: {
      brief: () => {
        brief = briefOf(actor.getSnapshot()) ?? brief;
        return brief;
      },
      context: () => actor.getSnapshot().context,
      send: (event) => {
        // The voice reports its last words while it is being closed: the call is settled by then.
        if (actor.getSnapshot().status !== 'active') return;
        observe({ kind: 'event', event });
        actor.send(event);
      },
    },
  });

  const actor = createActor(provideActors({ host, ports, claimDialing, onPlaced }), {
    input: plan,
    ...(inspect ? { inspect } : {}),
    ...(clock ? { clock } : {}),
  });
  const noteMinutes = createMinuteTaker({ plan, records: ports.records, observe });
  let state = '';
  actor.subscribe({
    next: (snapshot) => {
      noteMinutes(snapshot.context);
      const path = statePath(snapshot.value);
      if (path === state) return;
      state = path;
      observe({ kind: 'state', state });
      if (briefOf(snapshot)) void host.sync();
    },
    // The promise below rejects with it; without an observer XState would throw it to nobody.
    error: () => undefined,
  });

  const stop = () => actor.send({ type: 'worker.stopping', atMs: Date.now() });
  stopping.addEventListener('abort', stop, { once: true });
  try {
    actor.start();
    if (stopping.aborted) stop();
    return await toPromise(actor);
  } catch (error) {
    // A fault of the chart itself: whatever else, the practice must not be left on an open line.
    await ports.telephony.hangUp(plan.callId).catch(() => undefined);
    throw error;
  } finally {
    stopping.removeEventListener('abort', stop);
    await host.close();
  }
};
