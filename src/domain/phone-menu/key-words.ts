/** How keys are said, in English and Spanish, and how a transcriber may mishear them. */
import type { Key } from './menu.js';

const NAMES: readonly (readonly [Key, string])[] = [
  ['0', '0 zero cero'],
  ['1', '1 one uno won'],
  ['2', '2 two dos'],
  ['3', '3 three tres'],
  ['4', '4 four cuatro'],
  ['5', '5 five cinco'],
  ['6', '6 six seis'],
  ['7', '7 seven siete'],
  ['8', '8 eight ocho'],
  ['9', '9 nine nueve'],
  ['#', '# pound hash hashtag numeral'],
  ['*', '* star asterisk asterisco estrella'],
];

/** Taken for a key only where a word such as "press" comes before it. */
const SOUND_ALIKES: readonly (readonly [Key, string])[] = [
  ['0', 'o oh'],
  ['1', 'wan una un juan once wun'],
  ['2', 'too tu tew'],
  ['3', 'tree free thee'],
  ['4', 'fore foor'],
  ['5', 'fife hive fives'],
  ['6', 'sex sicks sikhs sick fix'],
  ['7', 'sevin'],
  ['8', 'ate eights aid'],
  ['9', 'nein mine nines'],
  ['#', 'pond found pounds round'],
  ['*', 'start stars stark'],
];

/** Words that are keys only after "press", and only where nothing follows that they could belong to. */
const PREPOSITIONS: readonly (readonly [Key, string])[] = [
  ['1', 'on'],
  ['2', 'to'],
  ['4', 'for'],
];

const lookup = (rows: readonly (readonly [Key, string])[]): ReadonlyMap<string, Key> =>
  new Map(rows.flatMap(([key, words]) => words.split(' ').map((word) => [word, key] as const)));

export const KEY_NAMES = lookup(NAMES);
export const KEY_SOUND_ALIKES = lookup(SOUND_ALIKES);
export const KEY_PREPOSITIONS = lookup(PREPOSITIONS);

/** Words that say: a key comes now. */
const PRESS = 'press pressing push pushing dial dialing hit select selecting choose tap';
const SPANISH_PRESS =
  'oprima oprime oprimir marque marca marcar presione presiona presionar pulse pulsa pulsar digite digita teclee apriete aprieta toque toca';
/** The same, but common in other senses: without a key they say nothing. */
const OTHER_VERBS = 'touch enter type use pick punch key seleccione elija escoja elige';
const NEAR_PRESS = ['press', 'push', 'dial', 'select', 'oprima', 'marque', 'presione'];

export const PRESS_WORDS: ReadonlySet<string> = new Set(`${PRESS} ${SPANISH_PRESS}`.split(' '));
export const SPANISH_PRESS_WORDS: ReadonlySet<string> = new Set(SPANISH_PRESS.split(' '));
export const OTHER_PRESS_WORDS: ReadonlySet<string> = new Set(OTHER_VERBS.split(' '));
export const MISHEARD_PRESS_WORDS: ReadonlySet<string> = new Set(
  'pressed presses prest pushed dialed pass prays praise price prize brass bras rest'.split(' '),
);
export const NEAR_PRESS_WORDS: readonly string[] = NEAR_PRESS;

/** May stand between "press" and the key: "press the number one". */
export const BEFORE_KEY: ReadonlySet<string> = new Set(
  'the el la las number numero option opcion key tecla digit button boton or o say now just again'.split(' '),
);

/** "The scheduling team is six": before a key that is named alone, also where no pause was written. */
export const TELLS_KEY = /^(?:is|its|thats)$/;

/** May follow the key and say nothing: "press the pound key on your keypad now". */
export const AFTER_KEY =
  /^(?:(?:key|sign|button|symbol|now|again|please|immediately|is your option|is the (?:right )?one(?: you want)?|(?:may|can|should) be (?:selected|pressed|entered|chosen)|at this time|right away|right now|at once|por favor|ahora|at any time|anytime|en cualquier momento|(?:on|from|de|en) (?:your|su) (?:(?:touch ?tone|telephone|phone) )?(?:key ?pad|phone|telephone|telefono|teclado))(?: |$))+/;

/** Begin a clause that says what something is for. */
export const CONNECTORS: ReadonlySet<string> = new Set(
  'for to if when whenever whether unless otherwise all should would need want anyone everyone callers those para si regarding concerning'.split(
    ' ',
  ),
);

/** After these such a word begins no clause: "if you need to", "thank you for", "monday through friday 8 to 5". */
export const GOES_ON: Readonly<Record<string, RegExp>> = {
  to: /^(?:wait|required|asked|advised|pleased|happy|proud|delighted|sorry|unable|ready|would|need|needing|want|wish|wishing|like|have|calling|going|trying|hoping|able|welcome|come|go|get|speak|talk|listen|connected|transferred|directions|referral|proceed|continue|return|access|according)$/,
  for: /^(?:wait|calling|looking|asking|searching|search|waiting|hold|holding|thanks|you|much|open|closed|only|reason)$/,
  all: /^(?:of|in|for|to|with|at|are)$/,
  if: /^(?:as|even|only)$/,
  callers: /^(?:all|other|for|to)$/,
  those: /^(?:for|to|of|all)$/,
  would: /^(?:you|i|we|they|who|that|which|callers)$/,
  need: /./,
  want: /./,
  everyone: /^(?:for|to|all|with)$/,
  regarding: /^(?:calling|call|is|question|questions|information)$/,
  should: /^(?:you|they|callers|patients|those|who)$/,
  when: /^(?:mask|even|only)$/,
};

/** Begin such a clause only after the key: "option one is for billing", "two takes you to the front desk". */
export const AFTER_ONLY_CONNECTORS: ReadonlySet<string> = new Set(
  'is will takes gets connects reaches goes puts sends brings leads opens rings lets only and'.split(' '),
);

/** Join two keys without saying anything: "press one or press two". */
export const FILLERS: ReadonlySet<string> = new Set(
  'or and then please you may can also simply just either o y por favor now the key button to'.split(' '),
);
