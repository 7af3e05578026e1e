/**
 * What words of a menu are for. Used by the parser, for an option's words and for words to be said.
 * A wrong line named anywhere in the words decides, whatever else they name: "billing and appointments" is billing.
 */
import { speaksOfEmergency } from './emergency.js';
import type { Purpose } from './menu.js';
import {
  ALREADY,
  APPOINTMENTS,
  CONTINUE,
  ENGLISH,
  FOREIGN,
  FRONT_DESK,
  OPERATOR,
  REPEAT,
  SCHEDULES,
  WANTS_VISIT,
  WRONG,
  WRONG_ALONE,
} from './purpose-words.js';
import { remembered } from './remembered.js';
import { respelled } from './respell.js';

/** Say nothing about what an option is for. */
const EMPTY =
  /\b(?:for|to|if|you|your|are|is|a|an|the|of|in|on|at|or|and|then|please|press|now|with|our|us|we|it|this|that|be|by|may|can|will|just|also|when|like|would|want|wish|need|have|calling|call|about|regarding|speak|talk|reach|line|para|si|de|el|la|los|un|una|con|oprima|marque|number|option|key|questions?|one|not|all|any|do|as|from|i|who|which)\b/g;

/** Sentences that end in a lost word: what was lost may be an emergency. */
const LOST = /\bmatters?\b|\b(?:this|it) is an?\b|\b(?:having|suffering|need help|need care|feel\w*)\b/;
const CUT_OFF =
  /\b(?:is|are|an?|the|this|thi|if|of|in|your|our)(?: please| now| and| or)*(?<!there is|we are)$|\bother$|\b(?:connected|transferred|directed|sent|taken|put through)(?: (?:to|with)(?: (?:our|the|an?) line)?)?$/;

/** A condition, and none of those above: it may be an emergency in words that no list has. */
const CONDITION =
  /\b(?:if|when|should|in case)\b|\b(?:do|does|are|is|has|have) (?:you|your|someone|somebody|anyone|they|he|she|a child|a baby|a patient|a relative)\b/;

/** "If somebody has fallen": hardly anything but an emergency. */
const OF_A_THIRD =
  /\b(?:if|when|should) (?:(?:um|uh|okay|a|so|that) )?(?:(?:somebody|someone|something|anything|anyone|anybody|he|she|they|(?:an?|the|your) (?:child|baby|patient|person|relative|friend|parent|\w+ (?:one|member)))|(?:this|it) (?:is|be|becomes|seems)(?! (?:about|regarding|for)\b)(?!.*\broutine\b)(?!.* you (?:need|want)$))\b/;

/** An answer to the question before: "if yes", "if not". */
const YES =
  /^(?:(?:if|for|when|say|and|press|or) )*(?:yes|so|yeah|si|true|correct|(?:it|this|that) is|you (?:do|are))$/;
const NO = /^(?:(?:if|for|when|say|and|press|or) )*(?:no|not|none|neither)(?: of (?:these|those))?$/;

/** Not a misheard directory. */
const DIRECTLY = /\b(speak|talk|go|call|desk|reception|office) directly\b/g;

/** "If you were referred to us and need an appointment": it is the appointment that they call for. */
const REFERRED =
  /\b(?:(?:were|was|been) referred(?: to us)?|have a referral) and (?=(?:(?:now )?(?:need|want|wish)|would like|are ready)\b)/g;

/** `words` as they were normalised; without those that name the key. */
export const purposeOf = (words: readonly string[]): Purpose => purposeOfText(words.join(' '));

const purposeOfText = remembered((heard) => judged(heard), 2000);

function judged(heard: string): Purpose {
  if (speaksOfEmergency(heard.split(' '))) return 'emergency';
  const plain = heard.replace(REFERRED, '');
  const text = respelled(plain.replace(DIRECTLY, '$1').split(' ')).join(' ');
  const wrong = WRONG.find(([, pattern]) => pattern.test(text) || pattern.test(plain));
  if (wrong) return wrong[0];
  if (YES.test(text)) return 'other_line';
  if (NO.test(text)) return 'continue';
  if (FOREIGN.test(text)) return 'language';
  if (ALREADY.test(text)) return 'follow_up';
  if (SCHEDULES.test(text)) return 'scheduling';
  if (FRONT_DESK.test(text)) return 'front_desk';
  const alone = WRONG_ALONE.find(([, pattern]) => pattern.test(text));
  if (alone) return APPOINTMENTS.test(text) && alone[0] === 'other_line' ? 'scheduling' : alone[0];
  if (APPOINTMENTS.test(text) || WANTS_VISIT.test(text)) return 'scheduling';
  if (OF_A_THIRD.test(text)) return 'other_line';
  if (CUT_OFF.test(text)) return 'unclear';
  if (ENGLISH.test(text)) return 'language';
  if (REPEAT.test(text)) return 'repeat';
  if (OPERATOR.test(text)) return 'operator';
  if (CONTINUE.test(text)) return 'continue';
  return saysNothing(text) || LOST.test(text) || CONDITION.test(text) ? 'unclear' : 'unknown';
}

/** "If yes", "if it is": an answer to the question before. */
export const answersYes = (text: string): boolean => YES.test(text);

/** Whether nothing in these words could tell what an option is for. */
export const saysNothing = (text: string): boolean => text.replace(EMPTY, ' ').trim() === '';

/** Whether a purpose was told at all, wanted or not. */
export const isTold = (purpose: Purpose): boolean => purpose !== 'unknown' && purpose !== 'unclear';

/** Purposes that are never taken, whoever asks. */
export const FORBIDDEN: ReadonlySet<Purpose> = new Set<Purpose>([
  'unclear',
  'emergency',
  'billing',
  'referral',
  'follow_up',
  'pharmacy',
  'nurse',
  'other_line',
]);
