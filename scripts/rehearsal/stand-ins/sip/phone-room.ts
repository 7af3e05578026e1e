/** A phone in a LiveKit room: a participant of the kind that the SIP gateway joins. Used by sip-call.ts. */
import { type DisconnectReason, type Room, RoomEvent } from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import { createRoom, leaveRoom } from '../../../../src/telephony/agent-room.js';

/** The server that has the rooms. */
export interface RoomServer {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

export interface PhoneRoomOptions {
  readonly roomName: string;
  readonly identity: string;
  readonly name: string;
  readonly metadata: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface PhoneRoom {
  readonly room: Room;
  readonly participantId: string;
  /** Aborted once the phone is out of the room, whoever ended it. */
  readonly gone: AbortSignal;
  /** Does nothing once the phone is out of the room. */
  setAttributes(attributes: Readonly<Record<string, string>>): Promise<void>;
  /** Leaves, for that reason. Idempotent. */
  leave(reason: DisconnectReason): Promise<void>;
}

export async function joinRoom(server: RoomServer, options: PhoneRoomOptions): Promise<PhoneRoom> {
  const { roomName, attributes, ...participant } = options;
  const token = new AccessToken(server.apiKey, server.apiSecret, {
    ...participant,
    attributes: { ...attributes },
  });
  token.kind = 'sip';
  token.addGrant({ room: roomName, roomJoin: true, canUpdateOwnMetadata: true });

  const room = createRoom();
  const gone = new AbortController();
  room.once(RoomEvent.Disconnected, () => gone.abort());
  // It listens to nobody until it was picked up.
  await room.connect(server.url, await token.toJwt(), { autoSubscribe: false, dynacast: false });

  let leaving: Promise<void> | null = null;
  return {
    room,
    participantId: room.localParticipant?.sid ?? '',
    gone: gone.signal,
    async setAttributes(changed) {
      if (gone.signal.aborted || leaving) return;
      await room.localParticipant?.setAttributes({ ...changed }).catch(() => undefined);
    },
    leave(reason) {
      leaving ??= disconnect(room, reason).finally(() => gone.abort());
      return leaving;
    },
  };
}

/** Of the library only its native layer takes a reason. */
async function disconnect(room: Room, reason: DisconnectReason): Promise<void> {
  const { ffiHandle } = room as unknown as { readonly ffiHandle?: { readonly handle: bigint } };
  const native = globalThis._ffiClientInstance;
  if (room.isConnected && ffiHandle && native) {
    const { asyncId } = native.request<{ readonly asyncId: bigint }>({
      message: { case: 'disconnect', value: { roomHandle: ffiHandle.handle, reason } },
    });
    await native.waitFor(({ message }) => message.case === 'disconnect' && message.value.asyncId === asyncId);
  }
  await leaveRoom(room);
}
