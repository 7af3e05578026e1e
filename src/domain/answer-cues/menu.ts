/** What a phone menu says: it names keys, or words to say. */
import type { Cue } from './cue.js';

const KEY =
  '(?:\\d|zero|one|two|three|four|five|six|seven|eight|nine|oh|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|cero|(?:the )?(?:pound|star|hash)|any key)';
const NINE_ONE_ONE = '(?:11|[ -]?(?:one|1)[ -](?:one|1))';

/** “press 1”, in each form: the more of them, the surer a menu. A voicemail box has one, “hang up or press 1”. */
export const KEY_PRESS = new RegExp(
  '(?<!(?:hang up or|have to|need to|had to|should|could|just) )\\b(?:press|dial|push|touch|hit|punch|select|choose|enter|oprima|marque|presione)' +
    `(?: or say)?(?: the| el)? ?(?:number |n[uú]mero |option |key )?${KEY}\\b(?!${NINE_ONE_ONE})`,
  'g',
);

export const MENU: readonly Cue[] = [
  [4, /\b(?:menu|options|selections|prompts)\b[^.?!]*\b(?:have|has) (?:recently )?changed\b/],
  [
    4,
    /\blisten (?:carefully|closely|to (?:all|the))\b/,
    /\b(?:main|phone|office) menu\b/,
    /\b(?:one|two|three|\d) for [a-z ]+, (?:and )?(?:two|three|four|\d) for\b/,
    /\bmenu options\b/,
  ],
  [4, /\b(?:following|these|next) (?:\w+ )?(?:options|choices|menu|selections)\b/],
  [4, /\b(?:say|press) or (?:say|press)\b/, /\b(?:say|answer) yes or no\b/, /\bsay yes\b/],
  [10, /\byou (?:can|may) (?:also )?(?:just )?say\b(?! (?:that|so|it|hi|hello))/],
  [
    10,
    /(?:^|[.!?] )(?:please |just )?say the name\b/,
    /(?:^|[.!?] )(?:please |just )?say (?!(?:your|that|it|again|who|what)\b)[a-z]+(?:,| or\b)(?![^.!]*\?)/,
    /, please say (?!(?:your|that|it|again|who|what)\b)[a-z]+,/,
  ],
  [3, /\btell me (?:briefly )?(?:what|why|how|the reason)\b[^.?!]*\bcall/],
  [4, /\btouch[- ]?tone\b/, /\bkey ?pad\b/, /\b(?:pound|hash|star) (?:sign|key)\b/],
  [4, /\bin a few words\b/, /\bbriefly (?:tell|describe|say|state)\b/],
  [4, /\bdial[- ]by[- ](?:\w+[- ])?name\b/, /\bdirectory\b/, /\bparty'?s? (?:extension|ext)\b/],
  [4, /\b(?:enter|dial|know)\b[^.?!]{0,30}\bextension\b/, /\b(?:press|dial|enter)\b[^.?!]*\bat any time\b/],
  [4, /(?:^|[.!?] )(?:please )?enter (?:your|the)\b/, /\bmake (?:a|your) selection\b/],
  [4, /\b(?:in)?valid (?:\w+ )?(?:selection|entry|option|response|extension)\b/],
  [
    7,
    /\bnot (?:receive|recognize|understand|get|hear) (?:your|that|a) (?:selection|entry|response|input|choice)\b/,
  ],
  [
    10,
    /\b(?:i am|this is|with|by|reached|to)\b[^.?!]*\b(?:virtual|automated|digital|ai|interactive) (?:\w+ )?(?:assistant|attendant|receptionist|agent|system)\b/,
  ],
  [
    3,
    /\b(?:virtual|automated|digital|voice|ai|auto|interactive) (?:\w+ )?(?:assistant|attendant|receptionist|agent|system)\b/,
  ],
  [
    4,
    /\bfor (?!a |an |the |your |our )[a-z ,]{3,60},? (?:(?:say|press|dial|push|touch|select|stay)\b|(?<!to )(?:one|two|three)[.,;])/,
  ],
  [
    2,
    /(?<!wait )\bfor (?:appointments|scheduling|billing|prescriptions?|refills|medical records|all other)\b/,
  ],
  [3, /\bfor english\b/, /\bpara (?:espa[nñ]ol|continuar)/],
  [2, /\bif (?:you|this|calling)\b[^.?!]*,? (?:press|say|dial|select)\b/],
  [
    2,
    /\bto (?:schedule|reach|speak|make|confirm|cancel|refill|repeat|request|hear|leave|page|return|continue)\b[^.?!]*,? (?:press|say|dial|touch|push)\b/,
  ],
  [2, /\b(?:or|otherwise),? (?:please )?(?:just )?(?:stay|remain|hold) (?:on the line|for)\b/],
  [2, /\bplease (?:select|choose)\b/, /\b(?:further|more) options\b/],
];
