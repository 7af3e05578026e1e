/**
 * What the coach is given of a call, as text: the other half of `prompts/coach.md`, which explains its parts.
 * Used by the coach's adapter. The instructions come first: they change least, which lets the endpoint cache them.
 */
import type { CoachRequest } from '../../machines/call.ports.js';
import { clockOf, inSpokenOrder, SPEAKERS, type Utterance } from '../domain/transcript.js';

export const coachBriefing = (request: CoachRequest): string => {
  const { stage, next, instructions, flagged } = request;
  const utterances = inSpokenOrder(request.utterances);
  const startedAtMs = utterances[0]?.startedAtMs ?? 0;

  const lineOf = (utterance: Utterance): string =>
    `[${clockOf(utterance.startedAtMs - startedAtMs)}] ${SPEAKERS[utterance.speaker]}: ${spoken(utterance)}`;

  const flagOf = ({ utteranceId, facts }: CoachRequest['flagged'][number]): string => {
    const utterance = utterances.find(({ id }) => id === utteranceId);
    const time = utterance ? `[${clockOf(utterance.startedAtMs - startedAtMs)}] ` : '';
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

const part = (name: string, text: string): string => `<${name}>\n${text || '(none)'}\n</${name}>`;

const spoken = ({ text, interrupted }: Utterance): string =>
  `${oneLine(text) || '(not understood)'}${interrupted ? ' (cut off)' : ''}`;

/** Nothing that is said can begin a line or close a part. */
const oneLine = (text: string): string => text.replace(/[<>\s]+/g, ' ').trim();
