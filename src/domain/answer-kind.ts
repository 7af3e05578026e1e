/**
 * Who or what one utterance from the far end sounds like: a person, or which machine. Called by the chart while it
 * finds out who picked up. It weighs cues, knows no history, and in doubt says 'person': a machine taken for a person
 * hears a greeting, while a person taken for a machine is left in silence.
 */
import { type AnswerKind, CUES } from './answer-cues.js';
import { putsOnHold } from './hold-words.js';
import { plainWords } from './plain-words.js';

export type { AnswerKind };

type Sounding = Exclude<AnswerKind, 'unclear'>;

/** In the order in which they win where two weigh the same. */
const KINDS: readonly Sounding[] = ['person', 'screener', 'voicemail', 'menu', 'hold', 'recording'];

/** What speaks for a person before a word was said. */
const PERSON_PRIOR = 1;
/** Being asked to wait, by whomever, after which nobody offers help. */
const HOLD_WEIGHT = 5;
/** From this weight on one utterance overrides what was heard before it. */
const SETTLED_WEIGHT = 4;

/** Noise, in brackets or as notes; a transcriber's word for it. */
const NOISE = /\[[^\]]*\]|\([^)]*\)|[♪♫]+/g;
const MUSIC = /music|[♪♫]/i;
const OFFERS_HELP = /\b(?:help|assist|do for|direct) you\b|\bi help\b|\bmay i ask\b/;
const ASKS_FOR_MESSAGE =
  /\b(?:can|may|could|should) i (?:take|give|pass|leave)\b|\b(?:would|do) you (?:like|want|care|mind)\b/;

/** The weight of every kind, for the words of one utterance. */
function weigh(plain: string): ReadonlyMap<Sounding, number> {
  const weights = new Map<Sounding, number>(
    KINDS.map((kind) => [kind, kind === 'person' ? PERSON_PRIOR : 0]),
  );
  const add = (kind: Sounding, weight: number) => weights.set(kind, (weights.get(kind) ?? 0) + weight);
  for (const { kind, weight, pattern, each } of CUES) {
    const found = each ? [...plain.matchAll(pattern)].length : Number(pattern.test(plain));
    add(kind, weight * found);
  }
  if (putsOnHold(plain) && !OFFERS_HELP.test(plain)) add('hold', HOLD_WEIGHT);
  if (ASKS_FOR_MESSAGE.test(plain)) add('person', SETTLED_WEIGHT);
  return weights;
}

/** What one utterance sounds like; 'unclear' where there are no words. */
export function answerKind(text: string): AnswerKind {
  const words = text.replace(NOISE, ' ');
  if (!/[\p{L}\p{N}]/u.test(words)) return MUSIC.test(text) ? 'hold' : 'unclear';
  const weights = weigh(plainWords(words));
  return KINDS.reduce((best, kind) => ((weights.get(kind) ?? 0) > (weights.get(best) ?? 0) ? kind : best));
}

/**
 * What several utterances in a row sound like together: the pieces of one recording decide as one text, but a
 * person who plainly speaks last has the last word.
 */
export function answerKindOf(utterances: readonly string[]): AnswerKind {
  const last = utterances.findLast((text) => answerKind(text) !== 'unclear') ?? '';
  if (answerKind(last) === 'person' && (weigh(plainWords(last)).get('person') ?? 0) > SETTLED_WEIGHT)
    return 'person';
  return answerKind(utterances.join(' '));
}

const FULL_MAILBOX =
  /\b(?:mail ?box|voice ?mail(?: ?box)?|inbox|memory)\b[^.?!]*\b(?:full|not been set up|has not been set|not set up|cannot accept|not accept|no longer accept)|\b(?:cannot|not|unable to|not able to) (?:currently )?(?:accept|take|record|receive)(?:ing)? (?:any )?(?:more |new |further )*messages\b|\bno (?:more )?room\b[^.?!]*\bmessages?\b/;

/** The voicemail box takes no message: it is full, or was never set up. */
export const isMailboxFull = (text: string): boolean => FULL_MAILBOX.test(plainWords(text));
