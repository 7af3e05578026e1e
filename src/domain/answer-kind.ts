/**
 * Who or what one utterance from the far end sounds like: a person, or which machine. Called by the chart while it
 * finds out who picked up. It weighs cues, knows no history, and in doubt says 'person': a machine taken for a person
 * hears a greeting, while a person taken for a machine is left in silence. How long something was said for counts in
 * `opening-words.ts`.
 *
 * LiveKit's `voice.AMD` is not asked. It needs a text model, gives one verdict per call 0.3 to 3 s after the words that
 * this one is given with, knows neither screeners nor queues, and while it thinks the model's first reply is made and
 * held back, of which the server's conversation keeps what nobody heard. A wrong verdict here is put right by the next
 * words, as a rule sooner than a second opinion on the first ones would come.
 */
import { CUES, KEY_PRESS, type Sounding } from './answer-cues/index.js';
import { asksToWait } from './hold-words.js';
import { plainWords } from './plain-words.js';

export type AnswerKind = Sounding | 'unclear';

type Weights = Readonly<Record<Sounding, number>>;

/** In the order in which they win where two weigh the same. */
const KINDS: readonly Sounding[] = ['person', 'screener', 'voicemail', 'menu', 'hold'];

/** What speaks for a person before a word was said. */
const PERSON_PRIOR = 3;
const KEY_PRESS_WEIGHT = 5;
/** Being asked to wait, by whomever, after which nobody offers help. */
const WAIT_WEIGHT = 10;
const FULL_MAILBOX_WEIGHT = 7;
/** Offering to do something for the caller. */
const OFFER_WEIGHT = 6;
/** Below this weight a machine has given nothing to do, and only tells. */
const SOMETHING_TO_DO = 3;

/** What a transcriber writes for noise. */
const NOISE = /\[[^\]]*\]|\([^)]*\)|[♪♫]+/g;
const MUSIC = /music|[♪♫]/i;

const OFFERS_HELP = /\b(?:help|assist|do for|direct) you\b|\bi (?:help|assist)\b|\bmay i ask\b/;
const OFFERS_TO_ACT =
  /\b(?:can|may|could|should|shall) i (?:take|give|pass|leave|put|transfer|connect|send)\b(?! you on)|\b(?:would|do) you (?:like|want|care|mind) (?:to|me|his|her|their|if)\b[^.]*\?/;

function weigh(plain: string): Weights {
  const sum = (kind: Sounding): number =>
    CUES[kind].reduce(
      (total, [weight, ...patterns]) => total + (patterns.some((each) => each.test(plain)) ? weight : 0),
      0,
    );
  const isToWait = asksToWait(plain) && !OFFERS_HELP.test(plain);
  return {
    person: PERSON_PRIOR + sum('person') + (OFFERS_TO_ACT.test(plain) ? OFFER_WEIGHT : 0),
    screener: sum('screener'),
    voicemail: sum('voicemail') + (isMailboxFull(plain) ? FULL_MAILBOX_WEIGHT : 0),
    menu: sum('menu') + KEY_PRESS_WEIGHT * [...plain.matchAll(KEY_PRESS)].length,
    hold: Math.max(sum('hold'), isToWait ? WAIT_WEIGHT : 0),
    recording: sum('recording'),
  };
}

function heaviest(weights: Weights): Sounding {
  const kind = KINDS.reduce((best, other) => (weights[other] > weights[best] ? other : best));
  const isRecording =
    kind === 'person' ? weights.recording > weights.person : weights[kind] < SOMETHING_TO_DO;
  return isRecording && weights.recording > weights.person ? 'recording' : kind;
}

const withoutNoise = (text: string): string => text.replace(NOISE, ' ');

/** What one utterance sounds like; 'unclear' where there are no words. */
export function answerKind(text: string): AnswerKind {
  const words = withoutNoise(text);
  if (!/[\p{L}\p{N}]/u.test(words)) return MUSIC.test(text) ? 'hold' : 'unclear';
  return heaviest(weigh(plainWords(words)));
}

/** A question, or an offer to do something for the caller. */
export const asksOrOffers = (text: string): boolean =>
  text.includes('?') || [OFFERS_HELP, OFFERS_TO_ACT].some((pattern) => pattern.test(plainWords(text)));

/** Whether anything in the words speaks for a person: what is taken for one only in doubt has nothing. */
export const speaksForAPerson = (text: string): boolean =>
  asksOrOffers(text) || weigh(plainWords(withoutNoise(text))).person > PERSON_PRIOR;

const FULL_MAILBOX =
  /\b(?:mail ?box|voice ?mail(?: ?box)?|inbox|memory|machine)\b[^.?!]*\b(?:full|not (?:yet )?(?:been )?set up|cannot accept|not accept(?:ing)?|no longer accept(?:s|ing)?)\b/;
const TAKES_NO_MESSAGES =
  /\b(?:cannot|not|unable to|not able to) (?:currently )?(?:accept|take|record|receive)(?:ing)? (?:any )?(?:more |new |further |additional )*messages\b|\bno (?:more )?(?:room|space)\b[^.?!]*\bmessages?\b/;

/** The voicemail box takes no message: it is full, or was never set up. A person who says so asks something. */
export function isMailboxFull(text: string): boolean {
  const plain = plainWords(text);
  if (plain.includes('?')) return false;
  return FULL_MAILBOX.test(plain) || TAKES_NO_MESSAGES.test(plain);
}
