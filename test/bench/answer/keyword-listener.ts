/**
 * What one writes in an afternoon: a few patterns for each kind of machine, anything else is a person. It looks at
 * every turn anew and may change its mind.
 */
import type { Listener, ListenerKind, Verdict } from './listener.js';
import { createMouth } from './mouth.js';

const KEYWORDS: readonly (readonly [Verdict, RegExp])[] = [
  ['screener', /screening|state your name|reason for (?:your )?call|who(?:'|’)?s calling/i],
  ['voicemail', /leave (?:a|your|me|us)|voice ?mail|mailbox|after the (?:tone|beep)|at the tone/i],
  ['menu', /\bpress\b|\bdial\b|menu|options|you can say/i],
  ['hold', /\bhold\b|one moment|stay on the line|next available|important to us|music/i],
];

const GREETING_MS = 4_000;

export const KEYWORD_LISTENER: ListenerKind = {
  name: 'keywords',
  isOurs: false,
  async create(): Promise<Listener> {
    const mouth = createMouth({ started: () => {}, finished: () => {} });
    let nowMs = 0;
    let verdict: Verdict = null;
    return {
      began: ({ startsAtMs }) => mouth.interrupt(startsAtMs),
      transcribed(text) {
        if (text.trim() === '') return;
        verdict = KEYWORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'person';
        if (verdict === 'person') mouth.ask(nowMs, GREETING_MS);
      },
      beeped: () => {
        verdict = 'voicemail';
      },
      advance(atMs) {
        nowMs = atMs;
        mouth.advance(atMs);
      },
      verdict: () => verdict,
      isSpeaking: () => mouth.isSpeaking(),
      isOver: () => false,
      close: () => {},
    };
  },
};
