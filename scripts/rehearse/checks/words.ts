/** Checks of what the agent said. */
import { type Check, inOrder, type Shortcoming, unless } from './check.js';

/** Each in turn; several may be in one sentence. */
export const said: Check = ({ said: expected }, { transcript }) => {
  const own = transcript.filter(({ speaker }) => speaker === 'agent');
  const { last, missing } = inOrder(
    expected,
    own,
    (pattern, { text }) => text.search(pattern) >= 0,
    (index) => Math.max(0, index),
  );
  const reached = own[last];
  return unless(missing === null, {
    path: ['said', missing?.index ?? 0],
    expected: String(missing?.wanted),
    found: reached ? `nothing of the kind after "${reached.text}"` : 'nothing of the kind',
    ...(reached ? { atMs: reached.atMs } : {}),
  });
};

export const neverSaid: Check = ({ neverSaid: forbidden }, { transcript }) =>
  forbidden.flatMap((pattern, index): Shortcoming[] =>
    transcript
      .filter(({ speaker, text }) => speaker === 'agent' && text.search(pattern) >= 0)
      .slice(0, 1)
      .map(({ text, atMs }) => ({
        path: ['neverSaid', index],
        expected: `never ${pattern}`,
        found: `"${text}"`,
        atMs,
      })),
  );

/** What a voicemail box has recorded, from the sound on the line. */
export const heardByBox: Check = ({ heardByBox: expected }, { heardByBox: recorded }) => {
  const missing = expected.findIndex((pattern) => recorded.search(pattern) < 0);
  return unless(missing < 0, {
    path: ['heardByBox', Math.max(0, missing)],
    expected: String(expected[missing]),
    found: recorded === '' ? 'nothing' : `"${recorded}"`,
  });
};
