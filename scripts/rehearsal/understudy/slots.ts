/**
 * What the other side names: a day, a time, a time zone, a person, an email address. Times stay in the words they
 * were said in, for a tool to resolve. Knows no script.
 */

const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?';
const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const ORDINAL_WORD =
  '(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[- ]first)(?!\\s(?:time|one|thing|question|of all))';
const ORDINAL = `(?:\\d{1,2}(?:st|nd|rd|th)|${ORDINAL_WORD})`;
const NUMBER = '(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const MINUTES = '(?:[:.]\\d{2}|\\s(?:fifteen|thirty|forty[- ]five|\\d{2}))';
const HALF_DAY = "(?:a\\.?m\\b\\.?|p\\.?m\\b\\.?|o['’]?clock)";
const PART_OF_DAY = '(?:morning|afternoon|evening)';

const DAY = [
  `a week from (?:${WEEKDAY}|today|tomorrow)`,
  `(?:(?:next|this|the following)\\s)?${WEEKDAY}(?:\\s(?:after next|the ${ORDINAL}|next week|${MONTH}\\s(?:the\\s)?(?:${ORDINAL}|\\d{1,2}\\b)))?(?:,?\\s${MONTH}\\s(?:the\\s)?(?:${ORDINAL}|\\d{1,2}\\b))?`,
  `${MONTH}\\s(?:the\\s)?(?:${ORDINAL}|\\d{1,2}\\b)`,
  `(?:the\\s${ORDINAL}|\\d{1,2}(?:st|nd|rd|th))(?:\\sof\\s${MONTH})?`,
  'the day after tomorrow|tomorrow|next week|in (?:two|three|a couple of|\\d) (?:days|weeks)',
  '\\d{1,2}/\\d{1,2}',
].join('|');

const CLOCK = [
  `(?:half past|quarter past|quarter to)\\s${NUMBER}(?:\\s?${HALF_DAY})?`,
  `${NUMBER}${MINUTES}?\\s?${HALF_DAY}`,
  `\\d{1,2}:\\d{2}`,
  `(?:at|around|about|after|say)\\s${NUMBER}${MINUTES}?(?:\\s?${HALF_DAY}|\\b)(?!\\s?(?:of|days|weeks|minutes|percent|dollars))`,
  'noon|midday',
].join('|');

const DAY_PATTERN = new RegExp(`\\b(?:${DAY})(?:\\s(?:in the\\s)?${PART_OF_DAY})?`, 'i');
const CLOCK_PATTERN = new RegExp(`\\b(?:${CLOCK})(?:\\s(?:in the|on|this)?\\s?${PART_OF_DAY})?`, 'i');
const BARE_CLOCK_PATTERN = new RegExp(
  `^\\W*(?:\\w+,?\\s)??(${NUMBER}${MINUTES}?)\\W*(?:please|then)?\\W*$`,
  'i',
);

const ZONE_NAME = /\b(eastern|central|mountain|pacific|alaska|hawaii|atlantic)\b(\s+time)?/i;
const ZONE_LETTERS = /\b[ECMP][SD]?T\b/;

export interface SpokenTime {
  readonly day: string | null;
  readonly clock: string | null;
  /** The words from the first to the last that are about time. */
  readonly words: string;
}

/** The day and the time of day in a sentence; `null` when it names neither. */
export function spokenTime(sentence: string): SpokenTime | null {
  const text = withoutEmail(sentence);
  const day = DAY_PATTERN.exec(text);
  const rest = day ? blanked(text, day) : text;
  const clock = CLOCK_PATTERN.exec(rest) ?? bareClock(rest);
  const found = [day, clock].filter((match) => match !== null);
  if (found.length === 0) return null;
  const from = Math.min(...found.map((match) => match.index));
  const to = Math.max(...found.map((match) => match.index + match[0].length));
  return {
    day: day?.[0] ?? null,
    clock: clock?.[0] ?? null,
    words: text.slice(from, to).replace(/\s+/g, ' ').trim(),
  };
}

/** "Eleven." as a whole sentence is a time of day. */
function bareClock(text: string): RegExpExecArray | null {
  const match = BARE_CLOCK_PATTERN.exec(text);
  const words = match?.[1];
  return words ? new RegExp(words).exec(text) : null;
}

function blanked(text: string, match: RegExpExecArray): string {
  const end = match.index + match[0].length;
  return text.slice(0, match.index) + ' '.repeat(match[0].length) + text.slice(end);
}

/**
 * The time that a conversation has come to: a new day replaces the day and its time, a new time alone keeps the
 * day. `null` when none was named.
 */
export function timeAgreedOn(sentences: readonly string[]): string | null {
  let current: SpokenTime | null = null;
  for (const sentence of sentences) {
    const named = spokenTime(sentence);
    if (!named) continue;
    if (named.day || !current?.day) current = named;
    else current = { day: current.day, clock: named.clock, words: joinDayAndClock(current.day, named.clock) };
  }
  return current?.words ?? null;
}

function joinDayAndClock(day: string, clock: string | null): string {
  if (clock === null) return day;
  return /^(?:at|around|about|after)\b/i.test(clock) ? `${day} ${clock}` : `${day} at ${clock}`;
}

/** "Central", as it was said. A bare name counts only where the time was the subject: clinics bear such names. */
export function timeZoneIn(sentence: string, timeIsSubject: boolean): string | null {
  const letters = ZONE_LETTERS.exec(sentence)?.[0];
  if (letters) return letters;
  const name = ZONE_NAME.exec(sentence);
  return name?.[1] && (name[2] !== undefined || timeIsSubject) ? name[1] : null;
}

const EMAIL = /\b([\w.+-]+)\s*(?:@|\s+at\s+)\s*([\w-]+(?:\.[\w-]+)+)/i;

/** An address as it is typed or spoken ("amy at smithpractice dot com"), typed. */
export function emailIn(sentence: string): string | null {
  const match = EMAIL.exec(typed(sentence));
  return match ? `${match[1]}@${match[2]}`.toLowerCase() : null;
}

/** Letters that are spelled one by one are one word. */
const SPELLED = /(?<![\w'’])(?:[a-z0-9](?:\s*-\s*|\s+)){2,}[a-z0-9](?![\w'’])/gi;

function typed(sentence: string): string {
  return sentence
    .replace(SPELLED, (letters) => letters.replace(/[\s-]+/g, ''))
    .replace(/\s+dot\s+/gi, '.')
    .replace(/\s+underscore\s+/gi, '_')
    .replace(/\s+(?:dash|hyphen)\s+/gi, '-');
}

/** The sentence with its address taken out, so that "at" and digits in it are not read as a time or a name. */
function withoutEmail(sentence: string): string {
  return typed(sentence).replace(EMAIL, ' ');
}

const NAME = "(?:Dr\\.?\\s+)?\\p{Lu}[\\p{L}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+){0,2}";
const NAME_CUES = [
  `(?:ask for|name is|name's|her name is|his name is|meet with|speak with|speak to|talk to|invite)\\s+(${NAME})`,
  `(?:manager|administrator|director)(?:,|\\s+is|\\s+is called)?\\s+(${NAME})`,
  `(?:[Ii]t(?:['’]s| is| will be|['’]ll be)|[Tt]hat(?:['’]s| would be| will be))\\s+(${NAME})`,
  `(${NAME})(?:,[^,.]*,)?\\s+(?:will|would|is going to|can|handles|is the one|takes)\\b`,
];
const NOT_A_NAME =
  /^(?:I|It|That|This|The|She|He|We|They|You|Our|My|Her|His|Yes|Yeah|Sure|No|Okay|Well|And|But|So|Who|What|When|How|Thanks|Thank|Great|Tuesday|Monday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b/;

/** A person who is named as the one to meet. `asked` when the agent has just asked for the name. */
export function nameIn(sentence: string, asked: boolean): string | null {
  const text = withoutEmail(sentence);
  for (const cue of NAME_CUES) {
    const name = new RegExp(cue, 'u').exec(text)?.[1];
    if (name && !NOT_A_NAME.test(name)) return name;
  }
  if (!asked) return null;
  const names = [...text.matchAll(new RegExp(`${NAME}`, 'gu'))].map((match) => match[0]);
  return names.find((name) => !NOT_A_NAME.test(name)) ?? null;
}
