/**
 * Reads instructions as a model would be expected to: which sentences may be said, and when. Understands Markdown
 * with `End-user: “…”` and `Voice agent: “…”` lines, lines with a label (`Ask for the day: “…”`), and rules in
 * prose (`If you are asked whether …, say …`). It holds no sentence of its own.
 */

export interface ScriptLine {
  /** What to say, word for word. */
  readonly say: string;
  /** What the other side says before it; none for a line that needs no cue. */
  readonly triggers: readonly string[];
  /** What stands before the colon; `null` for the voice agent's own lines. */
  readonly label: string | null;
  /** A line of a dialogue, a labelled sentence, or a rule in prose. */
  readonly source: 'dialogue' | 'label' | 'rule';
}

export interface Script {
  readonly lines: readonly ScriptLine[];
}

const QUOTE = /[“"]([^“”"]+)[”"]/g;
const LABELLED_QUOTE = /([^“”":.]{2,160}):\s*[“"]([^“”"]+)[”"]/g;
const ASKED_RULE =
  /If (?:you are|you're) asked (?:whether|if) ([^,.]+), say (?:that )?([^.\n]+(?:\.\s+(?!If)[^.\n]+)?)/g;

export function readScript(instructions: string): Script {
  const lines: ScriptLine[] = [];
  let triggers: readonly string[] = [];

  for (const line of linesOf(instructions)) {
    const speaker = /^(end[- ]user|voice agent)\s*:/i.exec(line)?.[1]?.toLowerCase();
    if (speaker === undefined) {
      lines.push(...labelledLines(line), ...proseRules(line));
      continue;
    }
    const quotes = [...line.matchAll(QUOTE)].map((match) => match[1] ?? '');
    if (speaker !== 'voice agent') {
      triggers = quotes;
      continue;
    }
    const say = quotes[0];
    if (say !== undefined) lines.push({ say, triggers, label: null, source: 'dialogue' });
    triggers = [];
  }
  return { lines };
}

/** The lines without bullets and emphasis; a quotation that runs over several lines is put on one. */
function linesOf(markdown: string): string[] {
  const lines: string[] = [];
  for (const raw of markdown.split('\n')) {
    const line = raw
      .trim()
      .replace(/^(?:[-*+]|\d+[.)])\s+/, '')
      .replace(/\*+/g, '')
      .trim();
    const last = lines.at(-1);
    if (last !== undefined && isOpenQuotation(last)) lines[lines.length - 1] = `${last} ${line}`;
    else lines.push(line);
  }
  return lines;
}

function isOpenQuotation(line: string): boolean {
  return line.lastIndexOf('“') > line.lastIndexOf('”');
}

function labelledLines(line: string): ScriptLine[] {
  return [...line.matchAll(LABELLED_QUOTE)].map((match) => {
    const label = (match[1] ?? '').trim();
    return { label, say: match[2] ?? '', triggers: conditionOf(label), source: 'label' };
  });
}

/** `If they ask about X` is a cue of its own. */
function conditionOf(label: string): string[] {
  const match =
    /^(?:if|when|whenever) (?:they|the practice|the other person)\s+(?:asks?|says?|wants?)\s+(?:about|for|whether|that|to)?\s*(.+)$/i.exec(
      label,
    );
  return match?.[1] ? [match[1]] : [];
}

/** A rule that speaks to the agent, turned into what the agent says of itself. */
function proseRules(line: string): ScriptLine[] {
  return [...line.matchAll(ASKED_RULE)].map((match) => ({
    label: null,
    source: 'rule',
    triggers: (match[1] ?? '').split(/\bor\b/).map((cue) => cue.trim()),
    say: firstPerson(match[2] ?? ''),
  }));
}

function firstPerson(text: string): string {
  const said = text
    .replace(/\byou are\b/gi, 'I am')
    .replace(/\byour\b/gi, 'my')
    .replace(/\byou\b/gi, 'I')
    .trim();
  const sentences = said.replace(/(?:^|\.\s+)\p{Ll}/gu, (start) => start.toUpperCase());
  return `${sentences.replace(/\.$/, '')}.`;
}

/** A line for a question that nothing else answers. */
export function isFallback(line: ScriptLine): boolean {
  return /not in this prompt|unsure/i.test(line.label ?? '');
}

/** A line for when nobody says anything. */
export function isNudge(line: ScriptLine): boolean {
  return /said nothing|silen(?:t|ce)/i.test(line.label ?? '');
}

/** A line that asks for one thing, by its label. */
export function isQuestionFor(line: ScriptLine, about: RegExp): boolean {
  return /^ask\b/i.test(line.label ?? '') && about.test(line.label ?? '');
}

/** A question of the agent's after the person who decides: the prompt's own, or one that a tool asks for. */
export function asksWho(said: string): boolean {
  return /\bname and (?:the )?e-?mail\b|\bwho should I ask for\b|\be-?mail to reach\b/i.test(said);
}

/** A line that the stage itself calls for, without a cue. */
export function isOwnLine(line: ScriptLine): boolean {
  const isForACase = /^(?:ask|if|when|whenever|after|before)\b/i.test(line.label ?? '');
  return line.triggers.length === 0 && !isForACase && !isFallback(line) && !isNudge(line);
}
