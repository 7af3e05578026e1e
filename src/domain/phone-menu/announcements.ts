/**
 * The parts of a phone menu that are about no option: greetings, "our options have changed", office hours. They are
 * taken out before options are read, so that "this call may be recorded" does not read as the records line.
 * Words that speak of an emergency are never taken out.
 */
import { speaksOfEmergency } from './emergency.js';
import { type HeardWord, type Pause, saidFrom } from './heard-words.js';
import { KEY_NAMES } from './key-words.js';

/** Where an announcement ends that has no end of its own. */
const OPTION_NEXT =
  'to (?!\\d|one\\b|five\\b|the (?:office|clinic|building)|your|our|help (?:us|you)|serve)|for (?!\\d|lunch|the|your|our|routine|quality|training|refill)|if|press|push|hit|say|dial|para|si|please|go ahead|select|choose|when|english|patients|callers|hospitals|doctors';
const STATEMENT_NEXT = `(?= (?:${OPTION_NEXT}|we|our office|all of our|you (?:can|may))\\b|$)`;
const NAME_NEXT = `(?= (?:${OPTION_NEXT}|for|or|our|your|this|you|we|at)\\b|$)`;

/** Parts of a practice's name, and of what every practice says. */
const NAMES =
  /\burgent care\b|\bemerge ?ortho\w*|\bexperiencing (?:an? )?(?:\w+ )?(?:high|heav|long|large|great)\w*(?: than (?:normal|usual))?/g;

const GREETINGS: readonly RegExp[] = [
  new RegExp(
    `^(?:thank you|thanks|gracias)(?: so much| very much)? (?:for|4|por) (?:reaching out to|\\w+)(?: \\w+){0,9}?${NAME_NEXT}`,
  ),
  new RegExp(`^(?:you have|youve|ha) (?:now )?(?:reached|llamado|called)(?: \\w+){0,8}?${NAME_NEXT}`),
  /^(?:hello|hi|good (?:morning|afternoon|evening|day))(?: and(?= (?:thank|welcome)))?\b/,
  new RegExp(`^(?:welcome to|bienvenidos? a)(?: \\w+){0,9}?${NAME_NEXT}`),
  /^(?:please )?listen (?:carefully|closely|to)(?: \w+){0,9}? (?:have|has)(?: \w+)? changed\b/,
  /^(?:please )?listen (?:carefully|closely|to)(?: \w+){0,9}? (?:changed|options|choices|menu)\b/,
  /^(?:as )?(?:our|the) (?:\w+ )?(?:menu|options?)(?: \w+)? (?:has|have)(?: \w+)? changed\b/,
  /^(?:this|your|all|the) (?:phone )?calls? (?:may|will|might|is|are)(?: \w+){0,4}? (?:recorded|monitored)(?: (?:for|or|and) (?:\w+ ){0,4}?(?:purposes|assurance|training|quality|recorded|monitored)(?: (?:and|or) (?:\w+ )?(?:purposes|training))?)?(?: purposes)?/,
  /^(?:to|we) (?:better )?(?:serve|assist|help) you(?: better)?\b/,
  /^for your (?:convenience|safety|privacy)\b/,
  /^(?:please )?(?:select|choose|make a selection)(?: \w+)? from(?: \w+)? (?:following|menu)(?: \w+)?/,
  /^(?:(?:para su comodidad|aqui|tambien) )?(?:se habla|hablamos|atendemos en) espanol(?= (?!oprima|marque|presione)|$)/,
  /^(?:as an? (?:\w+ )?reminder|just a reminder|(?:please )?(?:remember|(?:dont|do not) forget)(?: that)?|once again)\b/,
  /^(?:at any time|anytime|en cualquier momento)\b/,
  /^(?:in accordance with|having heard|by (?:remaining|staying) on the line you)(?: \w+){0,8}?(?= (?:we|please|press|push|dial|select|you)\b|$)/,
];

/** "Our opening hours is three" tells a key. */
const NO_KEY = `(?! (?:${[...KEY_NAMES.keys()].filter((name) => /\w/.test(name)).join('|')})\\b)`;

/** What recordings say of the practice. */
const STATEMENTS: readonly RegExp[] = [
  `(?:all of )?our (?:representatives|offices?|phones?|lines?|website|(?:\\w+ )?hours|staff) (?:is|are|will|have)${NO_KEY}`,
  `(?:(?:the|normal|regular|business|office|clinic|current|estimated|expected|average) )+(?:hours|wait(?:ing)? times?) (?:is|are)${NO_KEY}`,
  'we (?:may|might|will|do|would|can)? ?(?:have|need|like|ask you|be able) to',
  'we (?:are|will|have|may|see|ask|accept|do|also|now|close|open|offer)',
  'you (?:can|may) also',
  `(?:dr|doctor) \\w+ (?:is|will|has|may be reached)${NO_KEY}`,
  '(?:all )?calls (?:are|will be) (?:answered|taken|handled)',
  '(?:now )?here are',
  'you do not (?:have|need) to',
  `your call (?:is|matters)${NO_KEY}`,
  '(?:\\w+ )?(?:shots|masks|visits|vaccines) are',
  '(?:please )?visit (?:us|our)',
  'for (?:faster|quicker|more|additional|further) (?:service|information)(?: please)? (?:visit|go to|use)',
  'parking is',
  'please wear (?:an? |your )?\\w+ if you (?:have|feel)',
  'please (?:wear|bring|arrive|visit|note|remember|allow|have your)',
  'you can (?:request|book|schedule|make|manage|reach|find|pay|see) (?:\\w+ ){0,10}?(?:online|web ?site|app|portal)',
  '(?:all )?calls (?:on|to) (?:this|our) lines? (?:are|may|will)',
  '(?:please )?allow (?:up to )?\\w+ (?:to \\w+ )?(?:business )?(?:days|hours)',
  'if you (?:arrive|come|are running) (?:\\w+ ){0,6}?(?:late|early)',
  '(?:please )?let us know(?: \\w+){0,3}? when you (?:check in|arrive)',
  'if you have(?: \\w+){1,20}? please (?:wear|call|stay home|reschedule|let us know|tell us|inform)',
].map((start) => new RegExp(`^${start}(?: \\w+){0,16}?${STATEMENT_NEXT}`));

const LONGEST = 32;

/** The words without the announcements; what follows one begins a sentence. */
export function withoutAnnouncements(words: readonly HeardWord[]): HeardWord[] {
  const kept: HeardWord[] = [];
  let cut = false;
  let playBegan = false;
  for (let index = 0; index < words.length; ) {
    const length = announcementAt(words, index, kept.at(-1)?.norm ?? '');
    const word = words[index];
    if (length > 0) {
      cut = true;
      playBegan ||= words.slice(index, index + length).some(({ beginsPlay }) => beginsPlay);
    } else if (word) {
      const beginsPlay = word.beginsPlay || playBegan;
      kept.push(cut ? { ...word, pauseBefore: 'sentence', beginsPlay } : word);
      cut = false;
      playBegan = false;
    }
    index += Math.max(1, length);
  }
  return kept;
}

/** After these a clause goes on: "if we are closed", "anything we have not named", "the days we are open". */
const CLAUSE_GOES_ON =
  /^(?:if|when|that|for|to|and|so|which|who|what|where|how|why|until|unless|once|before|because|as|or|than|else|\w+thing|times|days)$/;

/** How many words of an announcement begin here; "so please" asks for something. "Two at any time" names a key. */
function announcementAt(words: readonly HeardWord[], index: number, before: string): number {
  const goesOn =
    CLAUSE_GOES_ON.test(before) ||
    (KEY_NAMES.has(before) && /^(?:at|anytime)$/.test(words[index]?.norm ?? ''));
  const isRequest = before === 'so' && words[index]?.norm === 'please';
  if (/^(?:none|piece)$/.test(words[index]?.pauseBefore ?? '') && goesOn && !isRequest) return 0;
  return (
    lengthOf(GREETINGS, words, index, ['sentence']) ||
    lengthOf(STATEMENTS, words, index, ['sentence', 'piece'])
  );
}

/** "Calls are answered in their order option six is reserved for emergencies": with a key that is said of what follows. */
const takesKey = (announced: readonly string[], next: readonly string[]): boolean =>
  announced.some((word) => KEY_NAMES.has(word)) && speaksOfEmergency(next.slice(0, 6));

function lengthOf(
  patterns: readonly RegExp[],
  words: readonly HeardWord[],
  index: number,
  endsAt: readonly Pause[],
): number {
  const said = saidFrom(words, index, LONGEST, endsAt);
  const text = said.join(' ');
  for (const pattern of patterns) {
    const announced = pattern.exec(text)?.[0];
    if (!announced || speaksOfEmergency(announced.replace(NAMES, '').split(' '))) continue;
    const length = announced.split(' ').length;
    if (!takesKey(said.slice(0, length), said.slice(length))) return length;
  }
  return 0;
}
