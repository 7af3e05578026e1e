/** Reads what the coach is sent of a call, as `prompts/coach.md` describes it. Used by the coach's understudy. */

export interface TranscriptLine {
  /** Minutes and seconds, as written. */
  readonly time: string;
  readonly speaker: 'Agent' | 'Practice';
  /** Empty when nothing was understood. */
  readonly words: string;
}

export interface TranscriptBriefing {
  readonly instructions: string;
  /** Oldest first. */
  readonly lines: readonly TranscriptLine[];
  /** `at` is the time of the statement; null where it is not told. */
  readonly flagged: readonly { readonly at: string | null; readonly words: string }[];
  readonly stage: string;
  readonly next: readonly string[];
}

const LINE = /^\[(\d+:\d\d)\] (Agent|Practice): (.*)$/;
const FLAG = /^(?:\[(\d+:\d\d)\] )?The agent said (.+?): nothing in its prompt/;

export function readBriefing(text: string): TranscriptBriefing {
  return {
    instructions: part(text, 'instructions'),
    lines: part(text, 'transcript').split('\n').flatMap(lineOf),
    flagged: part(text, 'flagged').split('\n').flatMap(flagOf),
    stage: /^Present stage: (\w+)$/m.exec(text)?.[1] ?? '',
    next: /^May come next: (\w+(?:, \w+)*)$/m.exec(text)?.[1]?.split(', ') ?? [],
  };
}

function part(text: string, name: string): string {
  return new RegExp(`<${name}>\n(.*?)\n</${name}>`, 's').exec(text)?.[1] ?? '';
}

function lineOf(line: string): TranscriptLine[] {
  const [, time = '', speaker = '', spoken = ''] = LINE.exec(line) ?? [];
  if (speaker !== 'Agent' && speaker !== 'Practice') return [];
  return [{ time, speaker, words: spoken.replace(/\(not understood\)|\(cut off\)$/g, '').trim() }];
}

function flagOf(line: string): TranscriptBriefing['flagged'] {
  const [, at = null, words] = FLAG.exec(line) ?? [];
  return words === undefined ? [] : [{ at, words }];
}
