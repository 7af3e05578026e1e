/** Money, percentages and other numbers. Used by `grounding.ts` only, on a text whose numbers are in digits. */
import type { Finder } from './found.js';

const FIGURE = '(?<figure>\\d+(?:,\\d{3})*(?:\\.\\d+)?|\\d+ point \\d+)';
const FIGURE_START = '(?<![\\d$.,:/-]|\\d )';
const SCALE = '(?: ?(?<scale>k|thousand|grand|million|m|billion)\\b)?';
const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  grand: 1e3,
  m: 1e6,
  million: 1e6,
  billion: 1e9,
};

const amount = (groups: Record<string, string | undefined>): number =>
  Number((groups['figure'] ?? '').replace(/,/g, '').replace(/ point /, '.')) *
  (SCALES[groups['scale']?.toLowerCase() ?? ''] ?? 1);

/** Numbers below this are said in passing: “one moment”, “two things”. */
const SMALLEST_NUMBER = 10;

export const AMOUNTS: readonly Finder[] = [
  {
    kind: 'money',
    pattern: new RegExp(`\\$ ?${FIGURE}${SCALE}`, 'gi'),
    value: (groups) => String(amount(groups)),
  },
  {
    kind: 'money',
    pattern: new RegExp(
      `${FIGURE_START}${FIGURE}(?:${SCALE}[ -](?<unit>dollars?|bucks|cents?|usd)\\b| ?(?<grand>grand)\\b)`,
      'gi',
    ),
    value: (groups) => {
      const isCents = groups['unit']?.toLowerCase().startsWith('cent') ?? false;
      return String((amount(groups) * (groups['grand'] ? 1000 : 1)) / (isCents ? 100 : 1));
    },
  },
  {
    kind: 'percent',
    pattern: new RegExp(`(?<![\\d$.,])${FIGURE} ?(?:%|-?percent\\b|per cent\\b)`, 'gi'),
    value: (groups) => String(amount(groups)),
  },
];

/** Runs last: what is no part of anything else. “24/7” and “9 out of 10” are manners of speaking. */
export const NUMBERS: readonly Finder[] = [
  {
    kind: 'number',
    pattern: new RegExp(
      `(?<![\\p{L}\\d.,:/$#\\0])${FIGURE}${SCALE}(?![\\d:/]|(?:st|nd|rd|th)\\b)(?<!out of \\d+)`,
      'giu',
    ),
    value: (groups) => {
      const value = amount(groups);
      return Number.isFinite(value) && value >= SMALLEST_NUMBER ? String(value) : null;
    },
  },
];
