/**
 * The many ways in which menus lead from what an option is for to its key, put into few: "two will take you to billing" is
 * "two for billing", "for the nurse go with five" is "for the nurse press five". The step after `announcements.ts`; it
 * touches no word that says what an option is for.
 */
import { speaksOfEmergency } from './emergency.js';
import { type HeardWord, saidFrom } from './heard-words.js';
import { KEY_NAMES, OTHER_PRESS_WORDS, PRESS_WORDS } from './key-words.js';

/** What must follow; the plain words that take the place of the carrier: none, or one. */
interface Carrier {
  readonly said: RegExp;
  /** What must come before. */
  readonly after?: 'key';
  readonly next?: 'press' | 'key' | 'last key';
  readonly plain: '' | 'for' | 'to' | 'press' | 'option';
}

const MOVES =
  'take|takes|connect|connects|get|gets|bring|brings|put|puts|send|sends|transfer|transfers|lead|leads|route|routes';

/** "For billing, that's 2", "..., you'll want option 2". */
const TOLD = 'go with|use|try|thats|that is|that would be|its|it is|(?:youll|you will) (?:want|need)';

const CARRIERS: readonly Carrier[] = [
  // From the key on to what it is for
  {
    said: new RegExp(
      `^(?:(?:will|can|should|to) )?(?:${MOVES}) (?:you|callers|your call) (?:through |straight |directly |over )?(?:to|with)\\b`,
    ),
    plain: 'for',
  },
  { said: /^(?:lets|allows|will let|will allow|enables) (?:you|callers)(?: to)?\b/, plain: 'to' },
  {
    said: /^(?:and|to|then) (?:you will|youll|we will|well|be) (?:be |get )?(?:connected|transferred|put through|taken|connect you|transfer you|put you through|take you|get you) (?:through )?(?:to|with)\b/,
    plain: 'for',
  },
  {
    said: /^your call will be (?:transferred|connected|directed|sent|routed|answered) (?:to|by)\b/,
    plain: 'for',
  },
  { said: /^(?:and|then) (?:ask|asking) for\b/, plain: 'for' },
  { after: 'key', said: /^you (?:will|may|can|shall)\b/, plain: 'to' },
  {
    said: /^(?:will place you in the queue|(?:is|are) reserved|you will be (?:connected (?:to|with)|transferred to|taken to) (?:our|the) line) for\b/,
    plain: 'for',
  },
  { said: /^(?:with|on) (?=\w+ (?:you|callers) (?:will |can )?(?:reach|get|find))/, plain: 'press' },
  // From what it is for on to the key
  {
    said: /^(?:go ahead and|simply|just|kindly|then|next|only|please|you (?:are|will be) asked to|you (?:can|may) do so by|(?:you|youll|callers|they) (?:can|may|should|must|need to|will want to|could)|should|should please)/,
    next: 'press',
    plain: '',
  },
  {
    said: /^(?:(?:which|that|and) )?(?:can|may) be (?:reached|made|placed|found|accessed) (?:by|at|on|under|with)/,
    next: 'press',
    plain: '',
  },
  { said: /^(?:by|if you|when you)/, next: 'press', plain: '' },
  {
    said: /^(?:can be (?:reached|found)|(?:is|are) available) (?:at|on|under|with|by|through)/,
    next: 'key',
    plain: 'press',
  },
  {
    said: /^(?:the|your) (?:number|key|option|choice|button)(?: (?:to press|you want|you need|is for this))? is/,
    next: 'key',
    plain: 'press',
  },
  {
    said: new RegExp(`^(?:${TOLD}|key in|punch in|type in|tap)`),
    next: 'key',
    plain: 'press',
  },
  {
    said: new RegExp(`^(?:${TOLD}|is|are|on|under|with) (?=option|opcion|key|number)`),
    plain: '',
  },
  { said: /^(?:is|are|on|under)/, next: 'last key', plain: 'press' },
  // Before what it is for
  {
    said: /^(?:(?:for )?all matters relating to|(?:if|should) (?:your|this) call (?:concerns|be for|relates to))\b/,
    plain: 'for',
  },
  {
    said: /^(?:if it is your intention|in order|should you (?:wish|need|want)|should you be (?:calling|looking|trying)) to\b/,
    plain: 'to',
  },
  {
    said: /^(?:when it comes to|(?:any |all )?calls? (?:about|for|regarding|concerning|on)|if the reason (?:for|of|behind) (?:your|the|this) call is|if (?:this|your) call is (?:about|regarding|concerning|for|to do with)|if (?:you are|youre) calling (?:about|regarding|concerning|for|with regard to))\b/,
    plain: 'for',
  },
  {
    said: /^if (?:your (?:goal|aim|reason) is|you (?:called|have called)(?: today)?|(?:you are|youre) (?:calling|trying|looking|hoping|wishing)|you (?:plan|intend|hope)) to\b/,
    plain: 'to',
  },
  {
    said: /^(?:callers|those|anyone|people|patients) (?:wishing|wanting|who wish|who want|calling|trying|looking) to\b/,
    plain: 'to',
  },
  { said: /^you (?=(?:acknowledge|agree|consent|confirm|accept)\b)/, plain: 'to' },
  { said: /^the (?:button|key) (?=(?:to|for)\b)/, plain: '' },
  {
    said: /^(?:you can|you may|you will|youll) (?:reach|inquire about|ask about|find|get|access)\b/,
    plain: 'for',
  },
];

const LONGEST = 12;

/** The words with every carrier put plainly. Where one would take a word that speaks of an emergency, it stays. */
export function plainWords(words: readonly HeardWord[]): HeardWord[] {
  const result: HeardWord[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (!word) break;
    const found = carrierAt(words, at);
    if (!found) {
      result.push(word);
      at++;
      continue;
    }
    const { length, plain } = found;
    const follower = words[at + length];
    if (plain !== '') result.push({ ...word, norm: plain, end: words[at + length - 1]?.end ?? word.end });
    else if (follower) {
      result.push({
        ...follower,
        start: follower.piece === word.piece ? word.start : follower.start,
        pauseBefore: word.pauseBefore,
        beginsPlay: word.beginsPlay,
      });
      at++;
    }
    at += length;
  }
  return result;
}

function carrierAt(
  words: readonly HeardWord[],
  at: number,
): { length: number; plain: Carrier['plain'] } | null {
  const said = saidFrom(words, at, LONGEST, ['sentence']);
  const text = said.join(' ');
  for (const { said: pattern, after, next, plain } of CARRIERS) {
    if (after && (words[at]?.pauseBefore === 'sentence' || !KEY_NAMES.has(words[at - 1]?.norm ?? '')))
      continue;
    const carrier = pattern.exec(text)?.[0].trim();
    if (!carrier) continue;
    const length = carrier.split(' ').length;
    if (said.slice(0, length).join(' ') !== carrier || !isFollowedBy(words, at + length, next)) continue;
    if (!speaksOfEmergency(said.slice(0, length))) return { length, plain };
  }
  return null;
}

function isFollowedBy(words: readonly HeardWord[], at: number, next: Carrier['next']): boolean {
  const norm = words[at]?.norm ?? '';
  if (next === undefined) return true;
  if (words[at]?.pauseBefore === 'sentence') return false;
  if (next === 'press')
    return PRESS_WORDS.has(norm) || (OTHER_PRESS_WORDS.has(norm) && KEY_NAMES.has(words[at + 1]?.norm ?? ''));
  const after = words[at + 1];
  return KEY_NAMES.has(norm) && (next === 'key' || after === undefined || after.pauseBefore !== 'none');
}
