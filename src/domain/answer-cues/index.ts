/** The cues by which machines and people on the phone are told apart. Used by `answer-kind.ts` only. */
import type { Cue } from './cue.js';
import { HOLD } from './hold.js';
import { MENU } from './menu.js';
import { PERSON } from './person.js';
import { RECORDING } from './recording.js';
import { SCREENER } from './screener.js';
import { VOICEMAIL } from './voicemail.js';

export { KEY_PRESS } from './menu.js';

export type Sounding = 'person' | 'menu' | 'voicemail' | 'screener' | 'hold' | 'recording';

export const CUES: Readonly<Record<Sounding, readonly Cue[]>> = {
  person: PERSON,
  screener: SCREENER,
  voicemail: VOICEMAIL,
  menu: MENU,
  hold: HOLD,
  recording: RECORDING,
};
