/** The conversation so far, in the questions that the understudy asks about it. */
import type { MindItem } from '../stand-ins/openai/index.js';

/** These answer a recording or a request to wait: what was heard before them needs nothing more. */
const ANSWERED_BY_CALL = ['choose_menu_option', 'wait_on_hold'];

/** What the other side said since the agent last spoke, piece by piece. */
export function heardLately(items: readonly MindItem[]): string[] {
  const answered = items.findLastIndex(
    (item) => item.kind === 'said' || (item.kind === 'call' && ANSWERED_BY_CALL.includes(item.name)),
  );
  return texts(items.slice(answered + 1), 'heard');
}

export function allHeard(items: readonly MindItem[]): string[] {
  return texts(items, 'heard');
}

export function allSaid(items: readonly MindItem[]): string[] {
  return texts(items, 'said');
}

/** The tool's answer that the agent has to react to now: nothing was said or heard after it. */
export function freshOutput(items: readonly MindItem[]): string | null {
  const last = items.filter((item) => item.kind !== 'note').at(-1);
  return last?.kind === 'output' ? plainText(last.text) : null;
}

export interface PastCall {
  readonly name: string;
  readonly args: string;
  /** `null` while it runs. */
  readonly output: string | null;
  /** Made after the other side last spoke. */
  readonly isOfThisTurn: boolean;
}

export function pastCalls(items: readonly MindItem[]): PastCall[] {
  const turnStart = lastIndex(items, 'heard');
  return items.flatMap((item, index) =>
    item.kind === 'call'
      ? [
          {
            name: item.name,
            args: item.args,
            output: outputOf(items, item.callId),
            isOfThisTurn: index > turnStart,
          },
        ]
      : [],
  );
}

/** Whether the agent has said a line, or most of it before it was interrupted. */
export function wasSaid(items: readonly MindItem[], line: string): boolean {
  return allSaid(items).some(
    (said) => said.includes(line) || (line.startsWith(said) && said.length * 2 > line.length),
  );
}

/** Each sentence heard, with what the agent had said before it. */
export function exchanges(items: readonly MindItem[]): { readonly said: string; readonly heard: string }[] {
  let said = '';
  const pairs: { said: string; heard: string }[] = [];
  for (const item of items) {
    if (item.kind === 'said') said = item.text;
    if (item.kind === 'heard') pairs.push({ said, heard: item.text });
  }
  return pairs;
}

function outputOf(items: readonly MindItem[], callId: string): string | null {
  const output = items.find((item) => item.kind === 'output' && item.callId === callId);
  return output?.kind === 'output' ? plainText(output.text) : null;
}

/** @livekit/agents sends a tool's words as a JSON string. */
function plainText(output: string): string {
  if (!/^".*"$/s.test(output)) return output;
  try {
    return String(JSON.parse(output));
  } catch {
    return output;
  }
}

function texts(items: readonly MindItem[], kind: 'heard' | 'said'): string[] {
  return items.flatMap((item) => (item.kind === kind && item.text !== '' ? [item.text] : []));
}

function lastIndex(items: readonly MindItem[], kind: MindItem['kind']): number {
  return items.findLastIndex((item) => item.kind === kind);
}
