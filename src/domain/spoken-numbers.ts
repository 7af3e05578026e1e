/**
 * Numbers as people say them, written in digits: “half past ten on the twenty-third” becomes “10:30 on the 23rd”.
 * The first step of reading a day and a time; used by `meeting-time.ts` and `practice-clock.ts`. It never decides what a number means.
 */

const UNITS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
];
const CARDINALS: readonly string[] = ['zero', ...UNITS, ...TEENS, 'nineteen'];
const TENS = new Map([
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
]);
const ORDINALS: readonly string[] = [
  'zeroth',
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'],
  ...['eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth'],
  ...['eighteenth', 'nineteenth', 'twentieth'],
];

const TENS_WITH_ORDINAL =
  /\b(twenty|thirty)[- ](first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b/g;
const ORDINAL = new RegExp(`\\b(${ORDINALS.join('|')})\\b`, 'g');
const TENS_WITH_UNIT = new RegExp(`\\b(${[...TENS.keys()].join('|')})(?:[- ](${UNITS.join('|')}))?\\b`, 'g');
const CARDINAL = new RegExp(`\\b(${CARDINALS.join('|')})\\b`, 'g');

/** Lower case, no punctuation and no seconds, digits for number words, “am” and “pm” without full stops. */
export function inDigits(words: string): string {
  const plain = words
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[,;!?“”"()]/g, ' ')
    .replace(/\b([ap])\.? ?m\b\.?/g, '$1m')
    .replace(/(\d)\.(\d{2}) ?([ap]m)/g, '$1:$2 $3')
    .replace(/(\d:\d{2}):\d{2}(?:\.\d+)?/g, '$1')
    .replace(/\.(?=\s|$)/g, ' ')
    .replace(/\bfirst thing\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clockPhrases(digitsForWords(plain));
}

const digitsForWords = (text: string): string =>
  text
    .replace(TENS_WITH_ORDINAL, (_, tens: string, unit: string) =>
      withSuffix((TENS.get(tens) ?? 0) + ORDINALS.indexOf(unit)),
    )
    .replace(/\bthirtieth\b/g, '30th')
    .replace(ORDINAL, (word) => withSuffix(ORDINALS.indexOf(word)))
    .replace(TENS_WITH_UNIT, (_, tens: string, unit: string | undefined) =>
      String((TENS.get(tens) ?? 0) + (unit ? CARDINALS.indexOf(unit) : 0)),
    )
    .replace(CARDINAL, (word) => String(CARDINALS.indexOf(word)));

function withSuffix(day: number): string {
  const teens = day % 100 >= 11 && day % 100 <= 13;
  const suffix = teens ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${suffix}`;
}

/** “half past 1” → “1:30”, “quarter to 3” → “2:45”, “20 past 2” → “2:20”, “2 o'clock” → “2:00”, “at 1430” → “at 14:30”. */
const clockPhrases = (text: string): string =>
  text
    .replace(/\bhalf (?:past )?(\d{1,2})\b/g, '$1:30')
    .replace(/\b(?:a )?quarter (?:past|after) (\d{1,2})\b/g, '$1:15')
    .replace(/\b(?:a )?quarter (?:to|of|before|till) (\d{1,2})\b/g, (_, hour: string) => before(hour, 15))
    .replace(
      /\b(5|10|20|25) (?:minutes )?past (\d{1,2})\b/g,
      (_, minutes: string, hour: string) => `${hour}:${minutes.padStart(2, '0')}`,
    )
    .replace(
      /\b(20|25|5 minutes|10 minutes) (?:minutes )?to (\d{1,2})\b/g,
      (_, minutes: string, hour: string) => before(hour, Number.parseInt(minutes, 10)),
    )
    .replace(/\b(\d{1,2}) ?o'? ?clock\b/g, '$1:00')
    .replace(/\b(\d{1,2}) (?:oh|o) (\d)\b/g, '$1:0$2')
    .replace(/\b(at|around|by) ([01]?\d|2[0-3])([0-5]\d)\b(?: hours)?/g, '$1 $2:$3')
    .replace(/\b([01]\d|2[0-3])([0-5]\d) hours\b/g, '$1:$2');

const before = (hour: string, minutes: number): string =>
  `${Number(hour) === 1 ? 12 : Number(hour) - 1}:${60 - minutes}`;
