/**
 * What sets a transition off, in words: `practice.spoke (heard menu)`, `after silence`, `dial done`.
 * Called by `ways.ts` and `box-label.ts`. Made from the names in the machine, so that it stays true.
 */
import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { grouped } from './grouped.js';

/** Every transition that a state has itself; `always` has the empty event. */
export const transitionsOf = (node: AnyStateNode): AnyTransitionDefinition[] => [
  ...[...node.transitions.values()].flat(),
  ...(node.always ?? []),
];

/** `after silence`, `dial done`, `dial failed`, `in leaving` for what needs no event, or the event's own name. */
export const eventWords = ({ eventType, source }: AnyTransitionDefinition): string => {
  const [, kind, delay = '', actor = ''] =
    /^xstate\.(after|done|error)\.([^.]+)(?:\.([^.]+))?/.exec(eventType) ?? [];
  const words: Record<string, string> = {
    after: `after ${delay}`,
    done: `${actor} done`,
    error: `${actor} failed`,
  };
  return words[kind ?? ''] ?? (eventType || `in ${source.key}`);
};

/** What was not understood moves nothing, and where a completed step leads to is where its arrow ends. */
const UNSAID: readonly string[] = ['wasHeard', 'leadsTo'];

/** Where a guard's name is no phrase. */
const PHRASES: Readonly<Record<string, string>> = { sounds: 'heard' };

/** The guard's name as words, with its fixed parameters, e.g. `was in greeting`; empty for none. */
export const guardWords = (transition: AnyTransitionDefinition): string => {
  const phrase = guardPhrase(transition);
  return phrase === '' ? '' : [phrase, ...guardValues(transition)].join(' ');
};

/** Empty as well for a guard that has no name of its own, such as `not(...)`. */
const guardPhrase = ({ guard }: AnyTransitionDefinition): string => {
  const { type } = guardParts(guard);
  if (UNSAID.includes(type) || type.startsWith('xstate.')) return '';
  return PHRASES[type] ?? type.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
};

/** The texts among a guard's parameters that no event changes. */
export const guardValues = ({ guard }: AnyTransitionDefinition): string[] =>
  fixedValues(guardParts(guard).params);

const guardParts = (guard: unknown): { readonly type: string; readonly params: unknown } => {
  if (typeof guard === 'string') return { type: guard, params: undefined };
  const { type = '', params } = (guard ?? {}) as { type?: string; params?: unknown };
  return { type, params };
};

/** Stands for an event or a context of which nothing is known. */
const anything: object = new Proxy({}, { get: () => anything });

const fixedValues = (params: unknown): string[] => {
  const given: unknown =
    typeof params === 'function' ? params({ context: anything, event: anything }) : params;
  return Object.values(given ?? {}).filter((value) => typeof value === 'string');
};

/** Each once. A guard is told only where nothing unguarded does the same, one with several parameters once for all. */
export const triggerWords = (transitions: readonly AnyTransitionDefinition[]): string[] => {
  const unguarded = new Set(transitions.filter((t) => guardWords(t) === '').map((t) => t.eventType));
  const told = grouped(transitions, (t) =>
    unguarded.has(t.eventType) ? t.eventType : `${t.eventType} ${guardPhrase(t)}`,
  );
  const words = told.map((group) => {
    const event = eventWords(group[0]);
    if (unguarded.has(group[0].eventType)) return event;
    const values = [...new Set(group.flatMap(guardValues))].join(', ');
    return `${event} (${[guardPhrase(group[0]), values].join(' ').trim()})`;
  });
  return [...new Set(words)];
};
