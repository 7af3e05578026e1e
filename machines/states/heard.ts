/** Transitions on what the practice said that hold in most of the conversation's states. */
import type { AnswerKind } from '../../src/domain/answer-kind.js';
import type { CallEvents } from '../call.events.js';

type Spoke = { readonly event: CallEvents['practice.spoke'] };

export const textOf = ({ event }: Spoke) => ({ text: event.text });

export const sounds = (kind: AnswerKind) =>
  ({ type: 'sounds', params: ({ event }: Spoke) => ({ text: event.text, kind }) }) as const;

export const turnOf = ({ event: { text, startedAtMs, atMs } }: Spoke) => ({ text, startedAtMs, atMs });

const CONVERSATION = '#call.connected.conversation';

/** "Take us off your list": the call ends politely, at once. */
export const forbids = {
  guard: { type: 'forbidsCalls', params: textOf },
  target: `${CONVERSATION}.farewell`,
  actions: [
    { type: 'noteDoNotCall', params: ({ event }: Spoke) => ({ utteranceId: event.utteranceId }) },
    'reply',
  ],
} as const;

/** Who does not hear the agent is told so, in case, and not kept. */
const isUnheard = {
  guard: { type: 'isUnheard', params: textOf },
  target: `${CONVERSATION}.farewell`,
  actions: [
    { type: 'noteUnheard', params: ({ event }: Spoke) => ({ utteranceId: event.utteranceId }) },
    'reply',
  ],
} as const;

/** Whoever was taken for a person may turn out to be a machine, or go away for a while. */
export const isMenu = {
  guard: sounds('menu'),
  target: `${CONVERSATION}.phoneTree`,
  actions: { type: 'hearMenu', params: textOf },
} as const;

/** A box that takes no message. */
export const isFullMailbox = {
  guard: { type: 'isMailboxFull', params: textOf },
  target: '#call.wrapUp.hangingUp',
  actions: { type: 'noteEnding', params: { ending: 'voicemail_reached' } },
} as const;
export const VOICEMAIL = [
  isFullMailbox,
  { guard: sounds('voicemail'), target: `${CONVERSATION}.voicemail` },
] as const;
/** What was greeted goes on as a recording does: it is heard out first. */
export const isRecording = {
  guard: sounds('recording'),
  target: `${CONVERSATION}.answering.hearingOut`,
} as const;
/** Whoever goes on as if nobody had answered is heard out, too. */
export const goesOn = {
  guard: { type: 'goesOnRegardless', params: turnOf },
  target: `${CONVERSATION}.answering.waiting`,
} as const;
/** A tone: what was heard was the greeting of a voicemail box. */
export const isBox = { guard: 'mayBeBox', target: `${CONVERSATION}.voicemail.beeped` } as const;
export const isScreener = {
  guard: sounds('screener'),
  target: `${CONVERSATION}.screening`,
  actions: 'reply',
} as const;
export const isHold = { guard: sounds('hold'), target: `${CONVERSATION}.onHold` } as const;

/** Somebody new is on the phone, and is greeted. */
export const greets = {
  target: `${CONVERSATION}.greeting`,
  actions: ['forgetTransfer', 'reply'],
} as const;

/** "She is not in today": who announced a transfer is still who speaks. */
export const callsOffTransfer = {
  guard: { type: 'callsOffTransfer', params: textOf },
  actions: ['forgetTransfer', 'reply'],
} as const;

/** What may turn out wherever somebody is listened to. */
export const TURNS_OUT = [forbids, isMenu, ...VOICEMAIL, isScreener] as const;

/** What may turn out at any point of a conversation. */
export const CORRECTIONS = [
  ...TURNS_OUT,
  isUnheard,
  {
    guard: { type: 'asksBeforeTransfer', params: textOf },
    target: `${CONVERSATION}.objections`,
    actions: ['noteTransfer', 'reply'],
  },
  { ...isHold, actions: { type: 'noteIfTransfer', params: textOf } },
] as const;
