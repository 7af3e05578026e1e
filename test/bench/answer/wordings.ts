/**
 * The shape of a set of wordings. `open-wordings.ts` and `held-out-wordings.ts` fill it with sentences that share as
 * few phrases as the subject allows.
 *
 * In templates `{practice}` is the practice's name, `{doctor}` a doctor's surname, `{name}` a first name and `{full}` a
 * full one, `{town}` a town, `{number}` a phone number in words. `|` stands where the line is silent for a while: what
 * follows is another turn. The full stops of a recording may be, too.
 */

/** How people answer a practice's phone. */
export const PERSON_STYLES = [
  'front desk',
  'terse',
  'named',
  'formal',
  'bilingual',
  'doctor',
  'on the spot',
] as const;

export type PersonStyle = (typeof PERSON_STYLES)[number];

/** What a recording is put together from: one of each part, in this order; an empty text leaves the part out. */
export type Parts = readonly (readonly string[])[];

export interface MachineWordings {
  /** Greeting, notices, and then options, of which several are taken. */
  readonly menu: {
    readonly greetings: readonly string[];
    readonly notices: readonly string[];
    readonly options: readonly string[];
    readonly tails: readonly string[];
    /** Menus that are answered by voice, whole. */
    readonly spoken: readonly string[];
  };
  readonly voicemail: Readonly<
    Record<'practice' | 'personal' | 'carrier' | 'full mailbox' | 'after hours', Parts>
  >;
  readonly screener: readonly string[];
  readonly hold: {
    /** Somebody picks up and asks to wait. */
    readonly person: readonly string[];
    readonly queue: Parts;
  };
  /** A recording that leads nowhere, after which the line is closed. */
  readonly announcement: readonly string[];
}

export interface Wordings extends MachineWordings {
  readonly practices: readonly string[];
  readonly doctors: readonly string[];
  readonly names: readonly string[];
  readonly surnames: readonly string[];
  readonly towns: readonly string[];
  readonly numbers: readonly string[];
  readonly people: Readonly<Record<PersonStyle, readonly string[]>>;
  /** What somebody says into a silence who has said their piece. */
  readonly prods: readonly string[];
  /** What somebody says to the agent's greeting. */
  readonly answers: readonly string[];
  /** What somebody says who takes a call that was waiting. */
  readonly returns: readonly string[];
  /** What a transcriber makes of sound without words. */
  readonly noises: readonly string[];
  readonly music: readonly string[];
}
