/** Walks the real chart along a generated path: timers, actors and events each happen when the path says so. */
import {
  type Actor,
  type AnyTransitionDefinition,
  createActor,
  fromCallback,
  fromPromise,
  type SnapshotFrom,
} from 'xstate';
import { DELAYS } from '../../machines/call.delays.js';
import { callMachine } from '../../machines/call.machine.js';
import type { DialAttempt } from '../../machines/call.setup.js';
import type { CallPlan } from '../../src/domain/call-plan.js';
import type { DialRequest } from '../../src/domain/dial-result.js';
import type { ApprovedKey } from '../../src/domain/phone-menu/index.js';
import { type ModelEvent, plan } from './call-model.js';

type Settle = { resolve(value: unknown): void; reject(error: unknown): void };

/** A clock on which exactly the timer that is asked for runs out. */
const createTimers = () => {
  const waiting = new Map<number, { run: () => void; ms: number }>();
  let next = 1;
  return {
    clock: {
      setTimeout(run: () => void, ms: number) {
        waiting.set(next, { run, ms });
        return next++;
      },
      clearTimeout(id: number) {
        waiting.delete(id);
      },
    },
    runOut(ms: number): boolean {
      const found = [...waiting].find(([, timer]) => timer.ms === ms);
      if (!found) return false;
      waiting.delete(found[0]);
      found[1].run();
      return true;
    },
  };
};

const lengthOf = (name: string): number => {
  const delay = DELAYS[name as keyof typeof DELAYS];
  return typeof delay === 'function' ? delay({ context: { plan } }) : delay;
};

export interface Replayed {
  readonly actor: Actor<typeof callMachine>;
  /** Every transition that was taken, as `source|event|index`. */
  readonly taken: ReadonlySet<string>;
  /** The ids of the states that were entered, those that are left at once included. */
  readonly visited: ReadonlySet<string>;
  readonly commands: readonly string[];
  /** How often the agent was asked to speak while the practice had the floor. */
  readonly interruptions: number;
  readonly dials: number;
  /** The ledger has said that the call may be dialed. */
  readonly isClaimed: boolean;
  /** Every key that reached the line. */
  readonly keysPressed: readonly string[];
  perform(event: ModelEvent): Promise<void>;
}

type Transition = AnyTransitionDefinition;

/** A transition's name: where it starts, on what, and which one of those it is. */
export const keyOf = (transition: Transition): string => {
  const { source, eventType } = transition;
  const siblings = [...source.transitions.values(), source.always ?? []].find((list) =>
    list.includes(transition as never),
  );
  return `${source.id} | ${eventType} | ${siblings?.indexOf(transition as never) ?? -1}`;
};

export const startReplay = (input: CallPlan = plan): Replayed => {
  const timers = createTimers();
  const pending = new Map<string, Settle>();
  const taken = new Set<string>();
  const visited = new Set<string>();
  const commands: string[] = [];
  const keysPressed: string[] = [];
  let interruptions = 0;
  let dials = 0;
  let isClaimed = false;

  const deferred = (name: string) =>
    // biome-ignore lint/suspicious/noExplicitAny: stands for every promise actor of the chart
    fromPromise<any, any>(() => new Promise((resolve, reject) => pending.set(name, { resolve, reject })));

  const machine = callMachine.provide({
    actors: {
      prepareVoice: deferred('prepareVoice'),
      claimDialing: deferred('claimDialing'),
      dial: fromPromise<DialAttempt, DialRequest>(() => {
        dials += 1;
        return new Promise((resolve, reject) =>
          pending.set('dial', { resolve: resolve as Settle['resolve'], reject }),
        );
      }),
      hangUp: deferred('hangUp'),
      transcribe: deferred('transcribe'),
      archive: deferred('archive'),
      settle: deferred('settle'),
      coach: deferred('coach'),
      pressKey: fromPromise<void, { readonly legId: string; readonly key: ApprovedKey }>(({ input }) => {
        keysPressed.push(input.key);
        return new Promise((resolve, reject) =>
          pending.set('pressKey', { resolve: resolve as Settle['resolve'], reject }),
        );
      }),
      watchLeg: fromCallback(() => {}),
      voice: fromCallback(({ receive }) => {
        receive((command) => {
          commands.push(command.type);
          const { value } = actor.getSnapshot();
          const floor = typeof value === 'object' && 'connected' in value ? value.connected.floor : null;
          if (command.type === 'voice.reply' && floor === 'practice') interruptions += 1;
        });
      }),
    },
  });
  const actor = createActor(machine, {
    input,
    clock: timers.clock as never,
    inspect: (inspection) => {
      if (inspection.type !== '@xstate.microstep' || inspection.actorRef !== actor) return;
      for (const transition of inspection._transitions) taken.add(keyOf(transition));
      for (const { id } of (inspection.snapshot as SnapshotFrom<typeof callMachine>)._nodes) visited.add(id);
    },
  });
  actor.subscribe({ error: () => {} });
  actor.start();
  for (const { id } of actor.getSnapshot()._nodes) visited.add(id);

  return {
    actor,
    taken,
    visited,
    commands,
    keysPressed,
    get interruptions() {
      return interruptions;
    },
    get dials() {
      return dials;
    },
    get isClaimed() {
      return isClaimed;
    },
    async perform(event) {
      const [, kind, name = ''] = /^xstate\.(after|done\.actor|error\.actor)\.([^.]+)/.exec(event.type) ?? [];
      if (kind === 'after') {
        if (!timers.runOut(lengthOf(name))) throw new Error(`no timer "${name}" is running`);
      } else if (kind === 'done.actor') {
        if (name === 'claimDialing') isClaimed = 'output' in event && event.output === true;
        pending.get(name)?.resolve('output' in event ? event.output : undefined);
      } else if (kind === 'error.actor' && pending.has(name)) {
        pending.get(name)?.reject('error' in event ? event.error : undefined);
      } else {
        actor.send(event as never);
      }
      // A promise reaches its actor, and the actor its parent, a few microtasks later.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};
