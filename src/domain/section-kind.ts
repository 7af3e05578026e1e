/**
 * Which part of a call a title of a prompt names. Used by `prompt-sections.ts` only.
 * In doubt it says 'other', because such a section reaches every state of the call.
 */

export type SectionKind =
  | 'greeting'
  | 'intro'
  | 'objections'
  | 'scheduling'
  | 'rejection'
  | 'voicemail'
  | 'phoneTree'
  | 'notes'
  | 'other';

/** These are played to a machine and never in a conversation, whatever else their title says. */
const MACHINE_KINDS: readonly (readonly [SectionKind, RegExp])[] = [
  ['voicemail', /\bvoice ?-?mails?\b|\banswering machine\b/i],
  ['phoneTree', /\bphone ?-?trees?\b|\b(?:phone|automated|voice) menus?\b|\bivr\b/i],
];

const CONVERSATION_KINDS: readonly (readonly [SectionKind, RegExp])[] = [
  ['greeting', /\bgreetings?\b|\bopening\b|\bopener\b/i],
  ['intro', /\bintro(?:duction|s)?\b|\bpitch\b/i],
  ['objections', /\bobjections?\b|\bfaqs?\b|\bquestions\b/i],
  ['scheduling', /\bschedul(?:e|es|ing)\b|\bbook(?:ing)?\b/i],
  ['rejection', /\breject(?:ions?|ed|ing)?\b|\bdeclin(?:e|es|ed|ing)\b|\bnot interested\b/i],
  ['notes', /\bnotes?\b|\bguidelines?\b|\breminders?\b/i],
];

/** “Some calls: Handling a rejection”, “Step 2 - DocShield Intro”, “3. Scheduling”: what comes before the name. */
const PREFIX =
  /^(?:(?:some|most|all|other) calls\s*[:–—-]+\s*|(?:(?:step|stage|part|section|phase)\s*)?\d+\s*[:.)–—-]*\s+)+/i;

/** What comes after the name: “ - the end-user may ask…”, “: “Hello…””, “ (first)”. */
const EXPLANATION = /\s[-–—]+\s|[:(–—“"].*$/s;

/** Who speaks in a line of dialogue; such a line is content and no title. */
const DIALOGUE = /^[^a-z]*(?:end-?user|voice agent|agent|practice|note)\b\s*[:-]/i;

/** The kind of section that the title names; 'other' when it names none, or more than one. */
export function sectionKind(title: string): SectionKind {
  const plain = title.trim();
  if (DIALOGUE.test(plain)) return 'other';
  const name = plain.replace(PREFIX, '').split(EXPLANATION)[0] ?? '';
  const machine = MACHINE_KINDS.find(([, pattern]) => pattern.test(name));
  if (machine) return machine[0];
  const kinds = CONVERSATION_KINDS.filter(([, pattern]) => pattern.test(name)).map(([kind]) => kind);
  return kinds.length === 1 && kinds[0] ? kinds[0] : 'other';
}
