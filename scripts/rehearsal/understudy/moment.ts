/** What the understudy has to react to, and the few moves that all of its skills share. */
import type { MindAnswer, MindItem, MindView } from '../stand-ins/openai/index.js';
import { allSaid, pastCalls, wasSaid } from './conversation-view.js';
import type { Script, ScriptLine } from './script.js';

export interface Moment {
  readonly view: MindView;
  readonly script: Script;
  /** What the other side said since the agent last spoke, in one sentence; empty when nothing. */
  readonly heard: string;
  /** The last piece of it. */
  readonly latest: string;
}

export const NOTHING: MindAnswer = {};

const GREETING = /^(?:hello|hi|hey|good (?:morning|afternoon|evening|day))\b/i;

/** The conversation with whoever is on the phone now: it begins where the agent last greeted somebody. */
export function talkOf({ items }: MindView): readonly MindItem[] {
  return items.slice(
    Math.max(
      0,
      items.findLastIndex((item) => item.kind === 'said' && GREETING.test(item.text)),
    ),
  );
}

export function isOffered({ view }: Moment, name: string): boolean {
  return view.tools.some((tool) => tool.name === name);
}

/** A call of an offered tool, unless it was made since the other side last spoke. */
export function callOnce(
  moment: Moment,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
): MindAnswer | null {
  const wasCalled = pastCalls(moment.view.items).some((call) => call.name === name && call.isOfThisTurn);
  return isOffered(moment, name) && !wasCalled ? { calls: [{ name, args }] } : null;
}

export function wasSaidNow({ view }: Moment, line: ScriptLine): boolean {
  return wasSaid(talkOf(view), line.say);
}

/** The line, unless whoever is on the phone has heard it. */
export function sayOnce(moment: Moment, line: ScriptLine | undefined): MindAnswer | null {
  return line && !wasSaidNow(moment, line) ? { say: line.say } : null;
}

/** The instructions' sentence for a case that its label describes. */
export function lineFor({ script }: Moment, about: RegExp): ScriptLine | undefined {
  return script.lines.find(({ label }) => label !== null && about.test(label));
}

export function lastSaid({ view }: Moment): string {
  return allSaid(view.items).at(-1) ?? '';
}
