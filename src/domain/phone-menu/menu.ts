/** A phone menu as it was heard. */

export const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const;
export type Key = (typeof KEYS)[number];

/** What an option is for. The order of the first five is the order in which they are wanted. */
export type Purpose =
  /** A new appointment, or scheduling in general. */
  | 'scheduling'
  | 'front_desk'
  | 'operator'
  /** English, or any language but the one that follows: it leads on to the next menu. */
  | 'language'
  /** "To continue, press pound": leads on. */
  | 'continue'
  /** Not recognised: the model's judgement counts. */
  | 'unknown'
  /** To hear the menu again. */
  | 'repeat'
  // Never taken:
  /** Its words say nothing, break off, or are a condition that no list has: it may be any line. */
  | 'unclear'
  | 'emergency'
  | 'billing'
  | 'referral'
  | 'follow_up'
  | 'pharmacy'
  | 'nurse'
  /** Any other line that is not the front desk: records, hours, directory, extensions, other offices, careers... */
  | 'other_line';

export interface MenuOption {
  /** What to press; null where only speech selects it. */
  readonly key: Key | null;
  /** What to say, as the menu put it; null where only a key selects it. */
  readonly say: string | null;
  readonly purpose: Purpose;
  /** The words of the menu that it rests on, verbatim. */
  readonly words: string;
  /**
   * Whether its key was heard beyond doubt, or twice. "Dress seven" once may be any key, the emergency line's too.
   */
  readonly sure: boolean;
}

export interface PhoneMenu {
  readonly options: readonly MenuOption[];
  /** What comes to those who press nothing ("or stay on the line for an operator"); null: not said. */
  readonly stayOnTheLine: { readonly purpose: Purpose; readonly words: string } | null;
  /** The menu asks to be answered by voice ("say scheduling", "in a few words, tell me..."). */
  readonly takesSpeech: boolean;
}

/** One attempt in a menu, pressed or said. */
export interface Choice {
  readonly key: Key | null;
  readonly say: string | null;
}
