/**
 * The agent's connection to a call's room, over WebRTC, and its end without anything left behind. Called by
 * `agent-in-room.ts`. Three faults of @livekit/rtc-node 0.13.35 are cured here:
 *  1. a connection that the native side gave up leaves a handle that the garbage collector trips over;
 *  2. a room that the server ended goes on listening to the native side, and is never freed;
 *  3. a room waits in line for each event of the native side, every block of sound of every call among them, only to
 *     find that it is no room's: what a call costs grows with the number of calls.
 */
import { Room } from '@livekit/rtc-node';
import pRetry from 'p-retry';
import pTimeout from 'p-timeout';

const RETRIES = { retries: 2, minTimeout: 200 };
const ATTEMPT_LIMIT_MS = 4_000;
const LEAVE_LIMIT_MS = 2_000;

export interface Entrance {
  readonly url: string;
  readonly token: string;
  /** Sees each Room before anything can happen in it. */
  readonly follow: (room: Room) => void;
}

/** Rooms that connect all at once starve each other until the native side drops some: one after the other. */
let lastConnect: Promise<unknown> = Promise.resolve();

/** Connects, with a new Room for each attempt. Rejects when `signal` is aborted, leaving none connected. */
export const connectAgent = (entrance: Entrance, signal: AbortSignal): Promise<Room> => {
  const connected = lastConnect.then(() =>
    pRetry(() => connectOnce(entrance, signal), { ...RETRIES, signal }),
  );
  lastConnect = connected.catch(() => undefined);
  return connected;
};

const connectOnce = async ({ url, token, follow }: Entrance, signal: AbortSignal): Promise<Room> => {
  const room = createRoom();
  follow(room);
  const connecting = room.connect(url, token, { autoSubscribe: false, dynacast: false });
  try {
    await pTimeout(connecting, {
      milliseconds: ATTEMPT_LIMIT_MS,
      message: `the agent did not get into its room within ${ATTEMPT_LIMIT_MS / 1000} s`,
    });
    signal.throwIfAborted();
    return room;
  } catch (error) {
    free(room);
    // An attempt that was given up may still succeed.
    connecting.then(
      () => leaveRoom(room),
      () => free(room),
    );
    throw error;
  }
};

/** A Room that is not connected yet. */
export const createRoom = (): Room => {
  const room = new Room();
  const internals = room as unknown as Internals;
  const { onFfiEvent } = internals;
  // Cure 3.
  internals.onFfiEvent = (event) => {
    if (OF_ROOMS.has(event.message.case)) onFfiEvent(event);
  };
  return room;
};

/** Disconnects and frees the room. Never rejects; idempotent. */
export const leaveRoom = async (room: Room): Promise<void> => {
  try {
    await pTimeout(room.disconnect(), { milliseconds: LEAVE_LIMIT_MS });
  } catch {
    // The native side has given the room up by itself.
  }
  free(room);
};

/** What rtc-node keeps to itself and the cures need. */
interface Internals {
  readonly ffiHandle?: { dispose(): void };
  onFfiEvent: (event: NativeEvent) => void;
}

interface NativeEvent {
  readonly message: { readonly case?: string };
}

/** The events of the native side that a Room looks at; it drops all others. */
const OF_ROOMS: ReadonlySet<string | undefined> = new Set(['roomEvent', 'rpcMethodInvocation']);

/** The one client of the native layer; there is none before the first room. */
const nativeClient = (): NodeJS.EventEmitter | undefined =>
  (globalThis as { readonly _ffiClientInstance?: NodeJS.EventEmitter })._ffiClientInstance;

const free = (room: Room): void => {
  const { ffiHandle, onFfiEvent } = room as unknown as Internals;
  room.removeAllListeners();
  nativeClient()?.off('ffi_event', onFfiEvent);
  try {
    ffiHandle?.dispose();
  } catch {
    // Dropped by the native side already: now the garbage collector leaves it alone.
  }
};
