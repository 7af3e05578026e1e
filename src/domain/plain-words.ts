/**
 * What was said, in a form that patterns can be short for: lower case, straight apostrophes, contractions in full.
 * Used by the modules that read what a practice says. It never decides what the words mean.
 */

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:can't|cant)\b/g, 'cannot'],
  [/\b(?:won't|wont)\b/g, 'will not'],
  [/\b(do|does|did|is|are|was|were|have|has|had|would|could|should)(?:n't|nt)\b/g, '$1 not'],
  [/\b(i)'?m\b/g, '$1 am'],
  [/\b(we|you|they)'re\b/g, '$1 are'],
  [/\byoure\b/g, 'you are'],
  [/\b(i|we|you|they)'?ve\b/g, '$1 have'],
  [/\b(i|we|you|he|she|it|they|that|there|this|who|someone|somebody)'ll\b/g, '$1 will'],
  [/\byoull\b/g, 'you will'],
  [/\b(i|we|you|he|she|they|it|that)'d\b/g, '$1 would'],
  [/\blet'?s\b/g, 'let us'],
  [/\b(it|that|he|she|there|who|what|where|how|here|name|everyone|everybody|nobody)'s\b/g, '$1 is'],
  [/\b(?:gonna)\b/g, 'going to'],
  [/\b(?:wanna)\b/g, 'want to'],
  [/\blemme\b/g, 'let me'],
  [/\bgimme\b/g, 'give me'],
];

/** Full stops that end no sentence. */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(dr|mr|mrs|ms|st|ext|no)\.(?=\s)/g, '$1'],
  [/\b([ap])\. ?m\b\.?/g, '$1m'],
];

const FILLERS = /\b(?:um+|uh+|er+|ah+|hmm+)\b(?!-),?/g;

/** “I’m sorry, Dr. Smith isn’t in.” → “i am sorry, dr smith is not in.” Marks of punctuation stay. */
export const plainWords = (text: string): string =>
  [...CONTRACTIONS, ...ABBREVIATIONS]
    .reduce(
      (plain, [pattern, words]) => plain.replace(pattern, words),
      text.toLowerCase().replace(/[‘’]/g, "'"),
    )
    .replace(FILLERS, ' ')
    .replace(/[“”"*_]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The sentences of plain words, each with the mark that ends it. */
export const sentencesOf = (plain: string): string[] =>
  (plain.match(/[^.!?;…]+[.!?;…]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[a-z0-9]/.test(sentence));

/** Words that say nothing about what a sentence is about. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the and or but so if of to in on at by for from with about as than that this these those it its ' +
    'i me my we us our you your he him his she her they them their who what which there here ' +
    'is am are was were be been being do does did have has had having will would can could should may might must ' +
    'not cannot no nope yes yeah yep okay ok well just really very right now then too also please thanks thank sorry ' +
    'oh um uh hmm like mean know think guess say said get got going go one any some because since'
  ).split(' '),
);

/** The words of a text that carry its meaning, without endings: “he’s happy with his insurers” → happy, insurer. */
export const contentWords = (text: string): string[] =>
  (plainWords(text).match(/[a-z0-9]+(?:'[a-z]+)?/g) ?? [])
    .filter((word) => !EMPTY_WORDS.has(word))
    .map((word) => word.replace(/'s?$|(?<=[a-z]{3})(?:ing|ed|es|s|e)$/, ''));
