/**
 * Numbers, prices, names and dates that are spoken, and whether anything known bears them out. Called by
 * `src/call/plan.ts` for what the prompt and the contact allow, and by the chart for what was learned and what the
 * agent said. It compares facts and never judges a sentence; in doubt it finds nothing.
 */
import { AMOUNTS, NUMBERS } from './facts/amounts.js';
import { isBorneOut, knowledgeOf } from './facts/borne-out.js';
import { EMAILS, PHONES } from './facts/contact-details.js';
import { DATES, TIMES } from './facts/days-and-times.js';
import { findAll } from './facts/found.js';
import { findNames, type NameOptions } from './facts/names.js';
import { writtenNumbers } from './facts/written-numbers.js';

/** Something in a sentence that must not be invented. */
export interface Fact {
  readonly kind: 'number' | 'money' | 'percent' | 'name' | 'date' | 'time' | 'phone' | 'email';
  /** As it was written or said. */
  readonly words: string;
  /**
   * In one form however it was put: `$100`, `one hundred dollars` and `100 dollars` are `100`; a date is `2026-12-01`,
   * `12-01`, `01` or `tuesday`, as much as was said; a time is `HH:MM`; a phone number its digits without the country
   * code; a name is in lower case and without a title.
   */
  readonly value: string;
}

/** What is looked for first is taken out of the text: the digits of a phone number are no number. */
const FINDERS = [...EMAILS, ...AMOUNTS, ...DATES, ...PHONES, ...TIMES, ...NUMBERS];

function find(text: string, options: NameOptions): Fact[] {
  const numbers = writtenNumbers(text);
  const { found, rest } = findAll(numbers.text, FINDERS);
  return [...found, ...findNames(rest, options)]
    .sort((a, b) => a.start - b.start)
    .map(({ kind, value, start, end }) => ({ kind, words: numbers.original(start, end).trim(), value }));
}

/**
 * The facts in a text, in its order, for what may be spoken of. A name may also begin a sentence (“Amy speaking”), unless
 * it is an ordinary word.
 */
export const factsIn = (text: string): Fact[] => find(text, { everywhere: true });

/**
 * The facts in what the agent said that nothing `known` bears out. A date may leave out what is known (“the first” for
 * December 1), and a name may be a part of one; money, percentages, phone numbers and emails must be the same.
 * A name that begins a sentence is not checked.
 */
export function ungroundedFacts(said: string, known: readonly Fact[]): Fact[] {
  const facts = find(said, { everywhere: false });
  if (facts.length === 0) return [];
  const knowledge = knowledgeOf(known);
  return facts.filter((fact) => !isBorneOut(fact, knowledge));
}
