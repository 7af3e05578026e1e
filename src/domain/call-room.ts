/** How a call's room at LiveKit and the two in it are called: by the line that makes them, and by LiveKit's recorder. */
import type { Speaker } from './transcript.js';

export const roomNameOf = (callId: string): string => `call-${callId}`;

/** Identities of the participants. */
export const IDENTITIES: Readonly<Record<Speaker, string>> = { agent: 'agent', practice: 'practice' };
