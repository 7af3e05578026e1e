/**
 * Cuts a sequence step's prompt (Markdown, written by the sales team) into its sections, so that each state of a
 * call gets the part it needs. Called by `src/call/plan.ts`. It never rewrites and never loses a line: a section
 * that it does not recognise goes to every state.
 */
import { marked, type Token, type Tokens } from 'marked';
import type { Stage } from './call-plan.js';
import { type SectionKind, sectionKind } from './section-kind.js';

export interface PromptSection {
  readonly kind: SectionKind;
  /** As written, without the marks of Markdown; empty for text before the first title. */
  readonly title: string;
  /** The section's Markdown with its title line, verbatim; an enclosing bullet's indentation is taken off. */
  readonly text: string;
}

/** A piece of Markdown that may begin a section. Level 1 to 6: a heading; 7: a title in bold; 8: a bullet. */
interface Block {
  readonly raw: string;
  readonly title: string | null;
  readonly level: number;
}

const BOLD_TITLE_LEVEL = 7;
const BULLET_LEVEL = 8;

/** A bullet's first line is its title when it is as short as one. */
const MAX_TITLE_WORDS = 14;

/**
 * The sections in the order of the prompt. A section begins at a heading, at a paragraph or bullet that begins
 * in bold, or at a bullet whose short first line is a section's name.
 */
export function splitPrompt(markdown: string): PromptSection[] {
  const sections: (PromptSection & { level: number })[] = [];
  for (const block of blocksOf(markdown)) {
    const current = sections.at(-1);
    if (current && !beginsSection(block, current)) {
      sections[sections.length - 1] = { ...current, text: current.text + block.raw };
    } else {
      const title = block.title ?? '';
      sections.push({ kind: sectionKind(title), title, text: block.raw, level: block.level });
    }
  }
  return sections
    .filter(({ text }) => text.trim() !== '')
    .map(({ kind, title, text }) => ({ kind, title, text: withoutOuterBlankLines(text) }));
}

/** A recognised title begins a section, except that bullets below a recognised heading are its content. */
function beginsSection(block: Block, current: PromptSection & { level: number }): boolean {
  if (block.title === null) return current.level === BULLET_LEVEL && block.raw.trim() !== '';
  if (block.level <= current.level) return true;
  const recognised = sectionKind(block.title) !== 'other';
  return recognised && (block.level < BULLET_LEVEL || current.kind === 'other');
}

const blocksOf = (markdown: string): Block[] =>
  marked.lexer(withoutIndentation(markdown)).flatMap((token) => blocksOfToken(token));

function blocksOfToken(token: Token): Block[] {
  const raw = token.raw;
  if (isList(token)) return token.items.flatMap(blocksOfItem);
  if (isHeading(token)) return [{ raw, title: token.text, level: token.depth }];
  if (token.type === 'paragraph' && startsBold(token)) {
    const title = titleOf(raw);
    if (sectionKind(title) !== 'other') return [{ raw, title, level: BOLD_TITLE_LEVEL }];
  }
  return [{ raw, title: null, level: BULLET_LEVEL }];
}

/** A bullet; one that only encloses sections (“Components of call”) is opened. */
function blocksOfItem(item: Tokens.ListItem): Block[] {
  const raw = item.raw.endsWith('\n') ? item.raw : `${item.raw}\n`;
  const title = titleOf(raw);
  const named = startsBold(item.tokens[0]) || title.split(/\s+/).length <= MAX_TITLE_WORDS;
  if (named && sectionKind(title) !== 'other') return [{ raw, title, level: BULLET_LEVEL }];

  const [firstLine = '', ...lines] = raw.split('\n');
  const inner = item.tokens.some(isList) ? blocksOf(lines.join('\n')) : [];
  const encloses = inner.some((block) => block.title !== null && sectionKind(block.title) !== 'other');
  const outer = { raw: encloses ? `${firstLine}\n` : raw, title: '', level: BULLET_LEVEL };
  return encloses ? [outer, ...inner] : [{ ...outer, title }];
}

const isList = (token: Token): token is Tokens.List => token.type === 'list';
const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';

function startsBold(token: Token | undefined): boolean {
  return token !== undefined && 'tokens' in token && token.tokens?.[0]?.type === 'strong';
}

/** The first line without its bullet or number and without emphasis. */
const titleOf = (raw: string): string =>
  (raw.trimStart().split('\n')[0] ?? '')
    .replace(/^(?:[-*+]|\d{1,9}[.)])\s+/, '')
    .replace(/\*\*|__/g, '')
    .trim();

/** A prompt that was pasted with an indentation common to all of its lines is no block of code. */
function withoutIndentation(markdown: string): string {
  const lines = markdown.split('\n');
  const written = lines.filter((line) => line.trim() !== '');
  const common = Math.min(...written.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => (line.trim() === '' ? line : line.slice(common))).join('\n');
}

const withoutOuterBlankLines = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();

/** What each state needs besides the notes and everything unrecognised. */
const NEEDED: Readonly<Record<Stage, readonly SectionKind[]>> = {
  answering: [],
  phoneTree: ['phoneTree'],
  onHold: [],
  screening: ['greeting', 'intro'],
  voicemail: ['voicemail'],
  greeting: ['greeting'],
  intro: ['intro'],
  objections: ['intro', 'objections', 'rejection'],
  scheduling: ['scheduling', 'objections'],
  rejectionReason: ['intro', 'objections', 'rejection'],
  farewell: ['objections'],
};

/** The Markdown for one state: its sections, the notes and whatever was not recognised, in the prompt's order. */
export function sectionsFor(stage: Stage, sections: readonly PromptSection[]): string {
  const kinds: readonly SectionKind[] = [...NEEDED[stage], 'notes', 'other'];
  return sections
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('\n\n');
}
