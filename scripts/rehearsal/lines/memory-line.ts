/**
 * A phone line inside this process: behind every number is a practice that plays its script, and only sound
 * and keys pass between it and the agent. Rehearsals and scenario tests use it in place of a telephony vendor.
 * It opens no socket. One timer for each call, which ends with the call.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Telephony } from '../../../machines/call.ports.js';
import type { DialRequest, DialResult } from '../../../src/domain/dial-result.js';
import { createPractice, type Practice } from '../practice/practice.js';
import { DEFAULT_RING_MS, type PracticeScript } from '../practice/practice-script.js';
import type { LineCall } from './line-call.js';
import { type MemoryLeg, openMemoryLeg } from './memory-leg.js';

export interface MemoryLine extends Telephony {
  /** In the order in which they were first dialed. */
  readonly calls: readonly LineCall[];
  /** Breaks the line of an answered call, as a network does. Throws when there is none. */
  breakLine(callId: string): void;
}

export interface MemoryLineOptions {
  /** Who answers at a number. */
  readonly answer: (toE164: string) => PracticeScript;
  /** The line's ms for each real one. Default 1: real time. Ringing is as much faster. */
  readonly speed?: number;
  /** Told of every call as it is first dialed. */
  readonly onCall?: (call: LineCall) => void;
}

interface CallOnLine {
  callId: string;
  toE164: string;
  dials: number;
  practice: Practice;
  /** Aborted by hanging up: ends the ringing. */
  ringing: AbortController;
  leg: MemoryLeg | null;
}

export function createMemoryLine({ answer, speed = 1, onCall }: MemoryLineOptions): MemoryLine {
  const calls = new Map<string, CallOnLine>();
  const legs = new Map<string, MemoryLeg>();
  let closed = false;

  /** The call of a dial, with a new practice at its far end. One leg a call: an earlier one is hung up. */
  function register({ callId, toE164 }: DialRequest, script: PracticeScript): CallOnLine {
    const fresh = { toE164, practice: createPractice(script), ringing: new AbortController(), leg: null };
    const known = calls.get(callId);
    if (known !== undefined) {
      hangUpNow(known);
      return Object.assign(known, fresh, { dials: known.dials + 1 });
    }
    const call: CallOnLine = { callId, dials: 1, ...fresh };
    calls.set(callId, call);
    onCall?.(call);
    return call;
  }

  /** Rings for `ms` of the line's time; false when it was hung up meanwhile. Rejects when `signal` aborts. */
  async function ring(call: CallOnLine, ms: number, signal: AbortSignal): Promise<boolean> {
    const hungUp = call.ringing.signal;
    await sleep(ms / speed, undefined, { signal: AbortSignal.any([signal, hungUp]) }).catch(() => undefined);
    signal.throwIfAborted();
    return !hungUp.aborted;
  }

  function pickUp(call: CallOnLine): DialResult {
    const legId = `${call.callId}#${call.dials}`;
    call.leg = openMemoryLeg(call.practice, speed);
    legs.set(legId, call.leg);
    return { kind: 'answered', legId, atMs: Date.now() };
  }

  function legOf(legId: string): MemoryLeg {
    const leg = legs.get(legId);
    if (leg === undefined) {
      throw new Error(`There is no leg ${legId}: use the legId of an 'answered' result of dial().`);
    }
    return leg;
  }

  return {
    get calls() {
      return [...calls.values()];
    },
    async dial(request, signal) {
      signal.throwIfAborted();
      if (closed) {
        return { kind: 'line-unavailable', reason: 'the line is closed' };
      }
      const script = answer(request.toE164);
      const call = register(request, script);
      if (script.pickup === 'line-down') {
        return { kind: 'line-unavailable', reason: 'the line is down' };
      }
      const ringMs = script.pickup === 'rings-out' ? Infinity : (script.ringMs ?? DEFAULT_RING_MS);
      const wasRinging = await ring(call, Math.min(ringMs, request.ringTimeoutMs), signal);
      if (!wasRinging || ringMs > request.ringTimeoutMs) {
        return { kind: 'no-answer' };
      }
      switch (script.pickup) {
        case 'busy':
          return { kind: 'busy' };
        case 'declines':
          return { kind: 'declined' };
        case 'no-such-number':
          return { kind: 'invalid-number', reason: 'the network knows no such number' };
        default:
          return pickUp(call);
      }
    },
    watch: (legId, report) => legOf(legId).watch(report),
    audio: (legId) => legOf(legId).audio,
    sendKey: async (legId, key) => legOf(legId).sendKey(key),
    async hangUp(callId) {
      const call = calls.get(callId);
      if (call !== undefined) {
        hangUpNow(call);
      }
    },
    // A lost process takes its in-memory line along.
    async endAbandoned() {},
    async close() {
      closed = true;
      for (const call of calls.values()) {
        hangUpNow(call);
      }
    },
    breakLine(callId) {
      const leg = calls.get(callId)?.leg;
      if (!leg) {
        throw new Error(`Call ${callId} has no line to break: it was not answered.`);
      }
      leg.break('the connection was lost');
    },
  };
}

function hangUpNow(call: CallOnLine): void {
  call.ringing.abort();
  call.leg?.hangUp();
}
