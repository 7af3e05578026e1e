/**
 * The practice in a call's room: whether it rings, answers or leaves, and which keys it presses. Made by `place-call.ts`
 * before the agent connects, so that nothing is missed. A connection that is lost and comes back is no ending.
 */
import {
  DisconnectReason,
  type Participant,
  type RemoteParticipant,
  type Room,
  RoomEvent,
  TrackKind,
} from '@livekit/rtc-node';
import type { CallEvent } from '../../machines/call.events.js';
import { endingOfLeaving, endingOfRoom, lost, nameOf } from './leg-ending.js';
import { PRACTICE } from './livekit-api.js';
import { createReceivedSound, type ReceivedSound } from './received-sound.js';

/** A connection that does not come back within this is lost: LiveKit itself would try for 24 s. */
const RECONNECT_LIMIT_MS = 15_000;
const NOT_BACK = 'the connection to LiveKit was lost and did not come back';
/** When a connection is made anew, the practice leaves the room without a reason and is back at once. */
const RETURN_LIMIT_MS = 1_000;

export interface PracticeLeg {
  /** Must see the agent's room before it connects, each time anew. */
  follow(room: Room): void;
  /** Resolves when the practice's participant is in the room. Joined is not answered. */
  readonly joined: Promise<void>;
  /** Resolves when the practice has answered, or will not any more. */
  readonly decided: Promise<void>;
  readonly isThere: boolean;
  /** The phone was seen ringing. */
  readonly rang: boolean;
  /** Unix ms; null while nobody has answered. */
  readonly answeredAtMs: number | null;
  /** Why the leg ended before anybody answered: LiveKit's reason. */
  readonly leftBecause: string | null;
  readonly sound: ReceivedSound;
  /** Reports what the practice does, and what ended the leg unless we hung up. Returns the function that stops it. */
  watch(report: (event: CallEvent) => void): () => void;
  /** We hang up: nothing is reported any more. */
  close(): void;
}

export const createPracticeLeg = (): PracticeLeg => {
  const sound = createReceivedSound();
  const watchers = new Set<(event: CallEvent) => void>();
  const joined = signalling();
  const decided = signalling();
  let wasThere = false;
  let isThere = false;
  let isReconnecting = false;
  let rang = false;
  let answeredAtMs: number | null = null;
  let leftBecause: string | null = null;
  /** What ended the leg: null while it lives, 'us' when we hung up. */
  let ending: CallEvent | 'us' | null = null;
  let patience: NodeJS.Timeout | undefined;

  const end = (by: CallEvent | 'us', reason: string | null = null): void => {
    clearTimeout(patience);
    if (ending !== null) return;
    ending = by;
    leftBecause = reason;
    sound.close();
    decided.resolve();
    if (by !== 'us') for (const report of watchers) report(by);
    watchers.clear();
  };

  const leave = (reason: DisconnectReason): void => end(endingOfLeaving(reason, Date.now()), nameOf(reason));

  /** Ends the leg unless the practice, or the connection, is back by then. */
  const waitFor = (ms: number, giveUp: () => void): void => {
    clearTimeout(patience);
    patience = setTimeout(giveUp, ms);
  };

  const heed = ({ 'sip.callStatus': status }: Record<string, string>): void => {
    rang ||= status === 'ringing';
    if (status !== 'active' || answeredAtMs !== null || ending !== null) return;
    answeredAtMs = Date.now();
    sound.open();
    decided.resolve();
  };

  const meet = (practice: RemoteParticipant): void => {
    if (!isReconnecting) clearTimeout(patience);
    wasThere = true;
    isThere = true;
    joined.resolve();
    heed(practice.attributes);
  };

  /** After a connection that was made anew, LiveKit has forgotten what was subscribed to. */
  const listen = (room: Room): void => {
    for (const publication of room.remoteParticipants.get(PRACTICE)?.trackPublications.values() ?? []) {
      if (publication.kind === TrackKind.KIND_AUDIO) publication.setSubscribed(true);
    }
  };

  const onLeft = ({ info }: RemoteParticipant): void => {
    isThere = false;
    const reason = info.disconnectReason ?? DisconnectReason.UNKNOWN_REASON;
    if (reason !== DisconnectReason.UNKNOWN_REASON) leave(reason);
    else if (!isReconnecting) waitFor(RETURN_LIMIT_MS, () => leave(reason));
  };

  const onPressed = (key: string): void => {
    for (const report of watchers) report({ type: 'practice.pressedKey', key, atMs: Date.now() });
  };

  const onReconnecting = (): void => {
    isReconnecting = true;
    waitFor(RECONNECT_LIMIT_MS, () => end(lost(NOT_BACK, Date.now()), 'SIGNAL_CLOSE'));
  };

  const onReconnected = (room: Room): void => {
    isReconnecting = false;
    clearTimeout(patience);
    listen(room);
    if (wasThere && !isThere) waitFor(RETURN_LIMIT_MS, () => leave(DisconnectReason.UNKNOWN_REASON));
  };

  const follow = (room: Room): void => {
    room
      .on(RoomEvent.ParticipantConnected, (who) => isPractice(who) && meet(who))
      .on(RoomEvent.ParticipantAttributesChanged, (changed, who) => isPractice(who) && heed(changed))
      .on(RoomEvent.ParticipantDisconnected, (who) => isPractice(who) && onLeft(who))
      .on(RoomEvent.TrackPublished, (_, who) => isPractice(who) && listen(room))
      .on(RoomEvent.TrackSubscribed, (track, _, who) => isPractice(who) && sound.read(track))
      .on(RoomEvent.DtmfReceived, (_, key, who) => isPractice(who) && onPressed(key))
      .on(RoomEvent.Reconnecting, onReconnecting)
      .on(RoomEvent.Reconnected, () => onReconnected(room))
      .on(RoomEvent.Disconnected, (reason) => end(endingOfRoom(reason, Date.now()), nameOf(reason)));
  };

  return {
    follow,
    sound,
    joined: joined.promise,
    decided: decided.promise,
    get isThere() {
      return isThere;
    },
    get rang() {
      return rang;
    },
    get answeredAtMs() {
      return answeredAtMs;
    },
    get leftBecause() {
      return leftBecause;
    },
    watch(report) {
      // Wrapped, so that the same function may watch twice.
      const entry = (event: CallEvent): void => report(event);
      watchers.add(entry);
      // Not at once: the watcher must have what it needs to stop first.
      queueMicrotask(() => {
        if (ending !== null && ending !== 'us' && watchers.delete(entry)) report(ending);
      });
      return () => watchers.delete(entry);
    },
    close: () => end('us'),
  };
};

const isPractice = ({ identity }: Participant): boolean => identity === PRACTICE;

const signalling = (): { readonly promise: Promise<void>; readonly resolve: () => void } => {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};
