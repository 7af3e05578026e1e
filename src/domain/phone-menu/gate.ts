/**
 * The keypress gate: the only maker of an {@link ApprovedKey}, and so the only way to the line's DTMF.
 * The model proposes, the gate decides; neither prompt nor model can widen it.
 */
import type { Choice, Key, MenuOption, PhoneMenu } from './menu.js';
import { parseMenu } from './parse.js';
import { compareOptions, isLastResort, leadsToPerson, rankOf } from './preference.js';
import { keyIn, optionAsked } from './proposal.js';
import { FORBIDDEN, purposeOf } from './purposes.js';

declare const approved: unique symbol;

/** A key that the gate let pass. */
export type ApprovedKey = Key & { readonly [approved]: true };

/** What is known of the menu that is playing now. */
export interface MenuSoFar {
  /** What was heard since the last key was pressed, in pieces, in order. */
  readonly heard: readonly string[];
  /** What was tried in this very menu before, and led nowhere: it came again. */
  readonly tried: readonly Choice[];
}

export type KeyDecision =
  | { readonly kind: 'press'; readonly key: ApprovedKey; readonly words: string; readonly why: string }
  /** Answered by speech: `say` goes out in these words. */
  | { readonly kind: 'say'; readonly say: string; readonly words: string; readonly why: string }
  /** Nothing is pressed: the menu is not complete, or `leadsOn`: it said what comes to those who wait. */
  | { readonly kind: 'wait'; readonly words: string; readonly why: string; readonly leadsOn: boolean }
  /** What was asked for is refused. */
  | { readonly kind: 'refuse'; readonly asked: string; readonly words: string; readonly why: string };

/** What a model asks for: a key, or words to say; unchecked, as the model sent it. */
export interface Asked {
  readonly key?: string | null;
  readonly say?: string | null;
}

/**
 * What becomes of a model's proposal: it goes out when the menu that was heard bears it out, or a better option of
 * the same menu in its place, unless what was asked for leads to a person too. Nothing proposed: as {@link bestOption}.
 */
export function decideOption(asked: Asked, menu: MenuSoFar): KeyDecision {
  const proposal = (asked.key ?? asked.say ?? '').trim();
  if (proposal === '') return bestOption(menu);
  const parsed = parseMenu(menu.heard);
  const option = optionAsked(asked, parsed);
  if (!option) return openSpeech(asked, parsed, menu) ?? unheard(proposal, parsed);
  if (!isPermitted(option)) return refusal(proposal, option);
  if (!option.sure && option.key !== null) return bestSure(parsed, menu, option);
  const best = candidates(parsed, menu)[0];
  const repeated = wasTried(option, menu);
  if (best && (repeated || (!leadsToPerson(option) && compareOptions(best, option) < 0))) {
    return taken(best, repeated ? `“${proposal}” led nowhere before` : `better than “${proposal}”`);
  }
  if (repeated) return waiting(option.words, `“${proposal}” led nowhere before, and nothing else is left`);
  return taken(option, `asked for, and it is ${named(option)}`);
}

/** What is chosen without a proposal: the best permitted option, or waiting. */
export function bestOption(menu: MenuSoFar): KeyDecision {
  const parsed = parseMenu(menu.heard);
  const left = candidates(parsed, menu);
  const best = left.find((option) => option.purpose !== 'unknown');
  const stay = parsed.stayOnTheLine;
  if (
    best &&
    !(stay && (isLastResort(best) || rankOf(stay) < rankOf(best)) && !FORBIDDEN.has(stay.purpose))
  ) {
    return taken(best, `the best that was heard: ${named(best)}`);
  }
  if (stay) return { ...waiting(stay.words, 'whoever stays on the line is led on'), leadsOn: true };
  if (parsed.options.length === 0) return spoken(parsed, menu) ?? waiting('', 'no option was heard yet');
  const words = parsed.options.map((option) => option.words).join(' | ');
  if (parsed.options.some((option) => isPermitted(option) && wasTried(option, menu))) {
    return waiting(words, 'every option that is permitted was tried');
  }
  return spoken(parsed, menu) ?? waiting(words, 'no option that was heard is permitted');
}

/** An option that was not heard well: a better one that was, or the menu once more. */
function bestSure(parsed: PhoneMenu, menu: MenuSoFar, option: MenuOption): KeyDecision {
  const best = candidates(parsed, menu)[0];
  if (best && compareOptions(best, option) <= 0) return taken(best, 'as good, and heard better');
  return waiting(option.words, 'not heard well enough: the menu may come again');
}

/** What is left to choose, the best first. */
const candidates = (parsed: PhoneMenu, menu: MenuSoFar): MenuOption[] =>
  parsed.options
    .filter(
      (option) => isPermitted(option) && !wasTried(option, menu) && (option.sure || option.key === null),
    )
    .sort((one, other) => compareOptions(one, other));

/** Never a wrong line; of the languages only English. */
const isPermitted = (option: MenuOption): boolean =>
  !FORBIDDEN.has(option.purpose) && rankOf(option) < Number.POSITIVE_INFINITY;

const wasTried = (option: MenuOption, { tried }: MenuSoFar): boolean =>
  tried.some(
    (choice) =>
      (choice.key !== null && choice.key === option.key) ||
      (choice.say !== null && option.key === null && same(choice.say, option.say)),
  );

const same = (one: string, other: string | null): boolean =>
  one.trim().toLowerCase() === other?.trim().toLowerCase();

const named = (option: MenuOption): string => option.purpose.replace('_', ' ');

/** The one place where a key is approved. */
function taken(option: MenuOption, why: string): KeyDecision {
  if (option.key !== null) return { kind: 'press', key: option.key as ApprovedKey, words: option.words, why };
  return { kind: 'say', say: option.say ?? '', words: option.words, why };
}

const waiting = (words: string, why: string) => ({ kind: 'wait', words, why, leadsOn: false }) as const;

const refusal = (asked: string, option: MenuOption): KeyDecision => ({
  kind: 'refuse',
  asked,
  words: option.words,
  why: `“${asked}” is ${named(option)}, which is never chosen`,
});

const unheard = (asked: string, parsed: PhoneMenu): KeyDecision => ({
  kind: 'refuse',
  asked,
  words: parsed.options.map((option) => option.words).join(' | '),
  why: `no option of this menu that was heard is “${asked}”`,
});

/** Said to a menu that takes any words, in this order. */
const OPENINGS = ['schedule a new appointment', 'front desk', 'operator'];

function spoken(parsed: PhoneMenu, { tried }: MenuSoFar): KeyDecision | null {
  if (!parsed.takesSpeech) return null;
  const say = OPENINGS.find(
    (words) => !tried.some((choice) => choice.say !== null && same(choice.say, words)),
  );
  return say ? { kind: 'say', say, words: '', why: 'the menu takes any words' } : null;
}

/** A menu that takes any words gets those of the model, unless they name a wrong line. */
function openSpeech(asked: Asked, parsed: PhoneMenu, menu: MenuSoFar): KeyDecision | null {
  const say = (asked.say ?? '').trim();
  if (!parsed.takesSpeech || say === '' || keyIn(say)) return null;
  const purpose = purposeOf(say.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  if (FORBIDDEN.has(purpose) || purpose === 'unknown' || purpose === 'repeat' || purpose === 'language') {
    return { kind: 'refuse', asked: say, words: '', why: `“${say}” does not lead to the front desk` };
  }
  const better = candidates(parsed, menu)[0];
  if (better && rankOf(better) <= rankOf({ purpose, words: say }))
    return taken(better, `better than “${say}”`);
  if (menu.tried.some((choice) => choice.say !== null && same(choice.say, say))) return bestOption(menu);
  return { kind: 'say', say, words: '', why: 'the menu takes any words' };
}
