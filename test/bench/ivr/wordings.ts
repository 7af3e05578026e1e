/**
 * The shape of a set of wordings. The files in `wordings/` fill it with sentences that share as few phrases as the
 * subject allows; `wordings/sets.ts` says which of the sets may be known to those who write the parser.
 *
 * In templates, `{x}` is what an option is for, `{k}` its key, `{s}` what is to be said for it, `{other}` a second key,
 * `{practice}` the name.
 */
import type { Subject } from './tree.js';

export interface Phrases {
  /** "For {noun}, press 1". */
  readonly nouns: readonly string[];
  /** "To {act}, press 1". */
  readonly acts: readonly string[];
  /** "If you {who}, press 1". */
  readonly whos: readonly string[];
  /** What a menu asks to be said for it; empty: spoken menus leave it out. */
  readonly spoken: readonly string[];
}

/** How the options of a menu are put: each list takes one kind of phrase. */
export interface OptionTemplates {
  /** The last one begins with the phrase itself, and so is used for all options of a menu or for none. */
  readonly noun: readonly string[];
  readonly act: readonly string[];
  readonly who: readonly string[];
}

/** The subjects that are said through {@link Phrases}; an emergency has sentences of its own. */
export type PhrasedSubject = Exclude<Subject, 'emergency' | 'spanish' | 'english' | 'continue' | 'repeat'>;

export interface Wordings {
  readonly practices: readonly string[];
  readonly greetings: readonly string[];
  readonly announcements: readonly string[];
  readonly templates: OptionTemplates;
  /** Options in one breath, after the first: "appointments 1, billing 2". Keys are said without a verb. */
  readonly listTemplates: { readonly first: string; readonly next: string };
  readonly phrases: Readonly<Record<PhrasedSubject, Phrases>>;
  readonly english: readonly string[];
  readonly continue: readonly string[];
  readonly repeat: readonly string[];
  readonly extension: readonly string[];
  readonly emergency: {
    /** Without a key: never to be pressed, and no option. */
    readonly notices: readonly string[];
    /** With the key of the emergency line. */
    readonly keyed: readonly string[];
    /** The same line once more, in passing. */
    readonly again: readonly string[];
    /** "Press 1 if it is one, for everything else press 2": `{k}` is the emergency line, `{other}` leads on. */
    readonly filters: readonly string[];
    /** "If it is one, {notice}; otherwise stay on the line." */
    readonly stays: readonly string[];
    /** As `stays`, with a key for the emergency line. */
    readonly keyedStays: readonly string[];
    /** A wanted line that shares the key of the emergency line: never to be pressed either. */
    readonly shared: readonly string[];
    /** Where the menu is answered by voice. */
    readonly said: readonly string[];
  };
  /** What comes to those who wait, by where it leads. */
  readonly stay: { readonly person: readonly string[]; readonly on: readonly string[] };
  /** Menus that are answered by voice: option by option, by voice or key, or with a few words of one's own. */
  readonly speech: {
    readonly listed: readonly string[];
    readonly either: readonly string[];
    readonly open: readonly string[];
  };
  readonly holds: readonly string[];
  readonly invalid: readonly string[];
  readonly spanish: {
    readonly language: readonly string[];
    readonly emergency: readonly string[];
    readonly lines: Readonly<Partial<Record<Subject, readonly string[]>>>;
  };
}
