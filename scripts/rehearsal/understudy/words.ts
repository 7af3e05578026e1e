/**
 * Words of English sentences made comparable: lower case, no stop words, light stemming. Used to find the line of
 * the instructions that fits what was heard.
 */

/** Words that say little about what is asked. Negation is kept: "interested" and "not interested" differ. */
const STOP_WORDS = new Set(
  (
    'a an and are as at be been but by can could did do does doing for from get going had has have he her him his ' +
    'hi hello how i if in into is it its just me more much my of oh on or our ours please she should so some than that ' +
    'the their them then there they this those time to us was we well were what when where which who whom why ' +
    'will with would you your yours yes yeah okay sure'
  ).split(' '),
);

/** A title and a surname: names differ from practice to practice and tell no questions apart. */
const TITLED_NAME = /\b[Dd]r\.?\s+\p{Lu}[\p{L}'’-]*/gu;

/** The distinct stems of what a sentence is about. */
export function contentWords(sentence: string): ReadonlySet<string> {
  const words = sentence
    .replace(TITLED_NAME, ' ')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/n't\b/g, ' not')
    .replace(/'\w+/g, ' ')
    .match(/[a-z]+/g);
  return new Set((words ?? []).filter((word) => !STOP_WORDS.has(word)).map(stem));
}

/** Cuts common endings: insurance, insurer and insured share a stem, as do meet and meetings. */
function stem(word: string): string {
  const base = word.replace(/(?:ances?|ers?|ings?|ed|es|s|e)$/, '');
  return base.length >= 3 ? base : word;
}

/** Which share of the wanted words was heard, from 0 to 1, and how many they are. */
export function overlap(wanted: ReadonlySet<string>, heard: ReadonlySet<string>) {
  const count = [...wanted].filter((word) => heard.has(word)).length;
  return { count, share: wanted.size === 0 ? 0 : count / wanted.size };
}
