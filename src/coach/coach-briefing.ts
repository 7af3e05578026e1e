/**
 * What the coach is given of a call, as text: the other half of `prompts/coach.md`, which explains its parts.
 * Used by the coach's adapter. The instructions come first: they change least, which lets the endpoint cache them.
 */
import type { CoachRequest } from '../../machines/call.ports.js';
import { inSpokenOrder, type Utterance } from '../domain/transcript.js';

export const coachBriefing = (request: CoachRequest): string => {
  const { stage, next, instructions, flagged } = request;
  const utterances = inSpokenOrder(request.utterances);
  const startedAtMs = utterances[0]?.startedAtMs ?? 0;

  const lineOf = (utterance: Utterance): string =>
    `[${clock(utterance.startedAtMs - startedAtMs)}] ${SPEAKERS[utterance.speaker]}: ${spoken(utterance)}`;

  const flagOf = ({ utteranceId, facts }: CoachRequest['flagged'][number]): string => {
    const utterance = utterances.find(({ id }) => id === utteranceId);
    const time = utterance ? `[${clock(utterance.startedAtMs - startedAtMs)}] ` : '';
    const words = facts.map((fact) => oneLine(fact.words)).join(', ');
    return `${time}The agent said ${words}: nothing in its prompt bears that out. Have it corrected.`;
  };

  return [
    part('instructions', instructions),
    part('transcript', utterances.map(lineOf).join('\n')),
    part('flagged', flagged.map(flagOf).join('\n')),
    `Present stage: ${stage}\nMay come next: ${next.join(', ') || 'none; do not answer stepCompleted'}`,
  ].join('\n\n');
};

const SPEAKERS = { agent: 'Agent', practice: 'Practice' } as const;

const part = (name: string, text: string): string => `<${name}>\n${text || '(none)'}\n</${name}>`;

const spoken = ({ text, interrupted }: Utterance): string =>
  `${oneLine(text) || '(not understood)'}${interrupted ? ' (cut off)' : ''}`;

/** Nothing that is said can begin a line or close a part. */
const oneLine = (text: string): string => text.replace(/[<>\s]+/g, ' ').trim();

/** Minutes and seconds: 75 000 ms is 01:15. */
const clock = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
};
