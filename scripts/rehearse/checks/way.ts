/** Checks of the way that the call took: states, keys, scenes of the practice, tools, the coach. */
import type { CallTrace } from '../call-trace.js';
import { type Check, inOrder, type Shortcoming, same, unless } from './check.js';

export const states: Check = ({ states: expected, neverStates }, { states: passed }) => {
  const { last, missing } = inOrder(expected, passed, (wanted, { state }) => state === wanted);
  const found = passed.map(({ state }) => state).join(' > ');
  const strayed = passed.find(({ state }) => neverStates.some((never) => never === state));
  return [
    ...unless(missing === null, {
      path: ['states', missing?.index ?? 0],
      expected: missing?.index
        ? `${expected[missing.index - 1]} > ${missing.wanted}`
        : String(missing?.wanted),
      found,
      ...placeOf(passed[last]),
    }),
    ...unless(strayed === undefined, {
      path: ['neverStates', indexOf(neverStates, strayed?.state)],
      expected: `never ${strayed?.state}`,
      found,
      ...placeOf(strayed),
    }),
  ];
};

/** Exactly these keys; where they part, the call went astray. */
export const keys: Check = ({ keys: expected, neverKeys }, { keys: pressed }) => {
  const found = pressed.map(({ key }) => key).join(', ') || 'none';
  const parting = expected?.findIndex((key, index) => pressed[index]?.key !== key) ?? -1;
  const wrong = parting < 0 ? pressed[expected?.length ?? 0] : pressed[parting];
  const forbidden = pressed.find(({ key }) => neverKeys.includes(key));
  return [
    ...unless(expected === undefined || found === (expected.join(', ') || 'none'), {
      path: ['keys'],
      expected: expected?.join(', ') || 'none',
      found,
      ...placeOf(wrong ?? pressed.at(-1)),
    }),
    ...unless(forbidden === undefined, {
      path: ['neverKeys', indexOf(neverKeys, forbidden?.key)],
      expected: `never ${forbidden?.key}`,
      found: `${found} (${forbidden?.key} in ${forbidden?.scene})`,
      ...placeOf(forbidden),
    }),
  ];
};

export const scenes: Check = ({ scenes: expected }, { scenes: played }) => {
  const { missing } = inOrder(expected, played, (wanted, scene) => scene === wanted);
  return unless(missing === null, {
    path: ['scenes', missing?.index ?? 0],
    expected: String(missing?.wanted),
    found: played.join(' > ') || 'none',
  });
};

export const tools: Check = ({ tools: expected, neverTools }, { tools: called }) => {
  const { last, missing } = inOrder(expected, called, (wanted, { name }) => name === wanted);
  const found = called.map(({ name }) => name).join(', ') || 'none';
  const strayed = called.find(({ name }) => neverTools.some((never) => never === name));
  return [
    ...unless(missing === null, {
      path: ['tools', missing?.index ?? 0],
      expected: String(missing?.wanted),
      found,
      ...placeOf(called[last]),
    }),
    ...unless(strayed === undefined, {
      path: ['neverTools', indexOf(neverTools, strayed?.name)],
      expected: `never ${strayed?.name}`,
      found,
      ...placeOf(strayed),
    }),
  ];
};

export const coach: Check = ({ coach: expected }, { coach: runs }) => {
  if (!expected) return [];
  const advice = adviceIn(runs);
  const { missing } = inOrder(expected.advised, advice, (pattern, text) => text.search(pattern) >= 0);
  return [
    ...same(
      ['coach', 'used'],
      expected.used,
      runs.some(({ used }) => used),
    ),
    ...unless(missing === null, {
      path: ['coach', 'advised', missing?.index ?? 0],
      expected: String(missing?.wanted),
      found: advice.map((text) => `"${text}"`).join(', ') || 'no advice',
    }),
  ];
};

/** Dialed once at most, and exactly as often as is expected. */
export const dials: Check = ({ dials: expected }, { dials: found }) => same(['dials'], expected, found);

const adviceIn = (runs: CallTrace['coach']): string[] =>
  runs.flatMap(({ verdict }) => (verdict?.kind === 'advise' ? [verdict.message] : []));

const indexOf = (forbidden: readonly string[], found = ''): number => forbidden.indexOf(found);

const placeOf = (place: { readonly atMs: number } | undefined): Pick<Shortcoming, 'atMs'> =>
  place === undefined ? {} : { atMs: place.atMs };
