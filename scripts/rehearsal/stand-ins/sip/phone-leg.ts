/** A call that was picked up: sound and keys between the room and the practice. sip-call.ts opens and closes it. */
import { RoomEvent } from '@livekit/rtc-node';
import { LINE_SAMPLE_RATE_HZ } from '../../../../src/domain/line-audio.js';
import { createKeyPresses } from '../../lines/key-presses.js';
import type { Practice } from '../../practice/practice.js';
import type { PhoneRoom } from './phone-room.js';
import { connectSound } from './phone-sound.js';

export interface PhoneLeg {
  /** Resolves once the practice can be heard in the room. */
  readonly published: Promise<void>;
  /** The practice is on the phone from now on. */
  begin(): void;
  pressKey(key: string): Promise<void>;
  close(): Promise<void>;
}

/** A key's place is its DTMF code. */
const KEYS = '0123456789*#';

export function connectPractice({ room }: PhoneRoom, practice: Practice, onHungUp: () => void): PhoneLeg {
  const keyPresses = createKeyPresses((key) => practice.pressKey(key));
  room.on(RoomEvent.DtmfReceived, (_code, digit) => {
    // It is not pressed only where the call is over.
    keyPresses.press(digit).catch(() => undefined);
  });
  const sound = connectSound(room, (fromAgent) => {
    keyPresses.advance((fromAgent.length * 1000) / LINE_SAMPLE_RATE_HZ);
    const toAgent = practice.exchange(fromAgent);
    if (practice.hungUp) onHungUp();
    return toAgent;
  });
  return {
    published: sound.published,
    begin: sound.begin,
    async pressKey(key) {
      await room.localParticipant?.publishDtmf(KEYS.indexOf(key), key);
    },
    async close() {
      keyPresses.close();
      await sound.close();
    },
  };
}
