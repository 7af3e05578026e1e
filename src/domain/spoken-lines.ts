/**
 * The lines of a prompt that are said word for word to a machine: the voicemail message, and who calls and why for a
 * call screener. Called by `src/call/plan.ts`, before the contact's fields are filled in. It adds no word of its own.
 */
import type { PromptSection } from './prompt-sections.js';
import type { SectionKind } from './section-kind.js';

const QUOTE = /“([^”]+)”|"([^"]+)"/g;
const AGENT_QUOTE = /\bvoice agent\s*:\s*(?:“([^”]+)”|"([^"]+)")/i;

/** A shorter quotation is a word in quotation marks (“voicemail”), unless nothing else stands there. */
const MIN_MESSAGE_WORDS = 6;

/** “Some calls: ”, “Voicemail: ”: what a section's first line says before the message begins. */
const SOME_CALLS = /^(?:some|most|all|other) calls\s*:\s*/i;
const VOICE_AGENT = /^voice agent\s*:\s*/i;
const NAME = /^[^:.!?]{1,80}:\s+/;
const BULLET = /^\s*(?:#{1,6}\s+|(?:[-*+>]|\d{1,9}[.)])\s+)+/;
/** A remark to the reader, in italics or marked as a note. */
const REMARK = /^\s*(?:[-*+]\s+)?(?:\*[^*]+\*|_[^_]+_)\s*$|^\s*(?:[-*+]\s+)?[*_]*note\b/i;

const SENTENCE = /^.*?(?<!\b(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|No))[.!?](?=\s|$)/s;

/** The voicemail section's quotation, else its plain words; null when the prompt has no such section or no words in it. */
export function voicemailMessage(sections: readonly PromptSection[]): string | null {
  const section = sections.find(({ kind }) => kind === 'voicemail');
  if (!section) return null;
  const quote = longestQuote(section.text);
  const prose = proseOf(section.text);
  const isMessage = wordsIn(quote) >= MIN_MESSAGE_WORDS || wordsIn(prose) <= wordsIn(quote);
  return (isMessage ? quote : prose) || null;
}

/** The first sentence of the greeting and of the introduction; null when the prompt has neither. */
export function screeningLine(sections: readonly PromptSection[]): string | null {
  const sentences = ['greeting', 'intro'].map((kind) =>
    firstSentence(agentLine(kind as SectionKind, sections)),
  );
  return sentences.filter(Boolean).join(' ') || null;
}

/** What the voice agent says first in the section of that kind; empty when nothing is quoted there. */
function agentLine(kind: SectionKind, sections: readonly PromptSection[]): string {
  const text = plain(sections.find((section) => section.kind === kind)?.text ?? '');
  const marked = AGENT_QUOTE.exec(text);
  return marked ? oneLine(marked[1] ?? marked[2] ?? '') : longestQuote(text);
}

function longestQuote(text: string): string {
  const quotes = [...plain(text).matchAll(QUOTE)].map((match) => oneLine(match[1] ?? match[2] ?? ''));
  return quotes.reduce((longest, quote) => (quote.length > longest.length ? quote : longest), '');
}

/** The section without its title, its remarks and the marks of Markdown. */
function proseOf(text: string): string {
  const [title = '', ...lines] = text.split('\n');
  const first = plain(title).replace(BULLET, '').replace(SOME_CALLS, '');
  const body = lines
    .filter((line) => !REMARK.test(line))
    .map((line) => plain(line).replace(BULLET, '').replace(VOICE_AGENT, ''));
  return oneLine([NAME.test(first) ? first.replace(NAME, '') : '', ...body].join(' '));
}

const firstSentence = (text: string): string => SENTENCE.exec(text)?.[0] ?? text;

const plain = (markdown: string): string => markdown.replace(/\*+|(?<![\w{])_+|_+(?![\w}])/g, '');

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;
