/** Short calls, for tests of what happens around them. */
import type { PracticeScript } from '../../scripts/rehearsal/practice/practice-script.js';

const OPENING = 'Smith Family Medicine, how can I help you?';

/** Picks up, hears the greeting out and hangs up. */
export const hangsUpAtOnce: PracticeScript = {
  pickup: 'answers',
  opening: OPENING,
  turns: [{ hears: /how are you/i, hangsUp: true }],
};

/** Gives all that a booking needs and waits for it. */
export const takesAMeeting: PracticeScript = {
  pickup: 'answers',
  opening: OPENING,
  turns: [
    { hears: /how are you/i, says: 'Fine. What is DocShield?' },
    { hears: /harvard/i, says: 'Sure, we can schedule a meeting.' },
    { hears: /what day and time/i, says: 'He is free next Tuesday at eleven.' },
    { hears: /best email/i, says: 'It is amy at smithfamily dot com.' },
    { hears: /will be joining/i, says: 'That will be Amy Jones.' },
  ],
};

/** Picks up and listens for as long as the call lasts. */
export const staysOnTheLine: PracticeScript = { pickup: 'answers', opening: OPENING, turns: [] };

export const saysNothing: PracticeScript = { pickup: 'answers', turns: [] };

export const declinesTheCall: PracticeScript = { pickup: 'declines', turns: [] };

/** A number that nobody has. */
export const isNobody: PracticeScript = { pickup: 'no-such-number', turns: [] };
