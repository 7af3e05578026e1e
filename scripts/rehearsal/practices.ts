/** Practices that a rehearsal can phone: what they say, in answer to what they hear. */
import type { PracticeScript } from './practice/practice-script.js';

const OPENING = 'Smith Family Medicine, this is Amy, how can I help you?';

/** Asks what it must, then takes a meeting. */
export const booksAMeeting: PracticeScript = {
  pickup: 'answers',
  opening: OPENING,
  turns: [
    { hears: /how are you/i, says: 'I am fine, thanks. What is DocShield?' },
    { hears: /harvard/i, says: 'Dr. Smith already has malpractice insurance.' },
    { hears: /benchmark/i, says: 'And how much does it cost?' },
    { hears: /no strings attached/i, says: 'Sure, we can schedule a meeting.' },
    { hears: /what day and time/i, says: 'He is free next Tuesday at eleven.' },
    { hears: /will be joining/i, says: 'That will be Amy Jones.' },
    { hears: /best email/i, says: 'It is amy at smithfamily dot com.' },
    { hears: /invit/i, says: 'Wonderful, thank you. Goodbye.' },
    { hears: /goodbye|great day/i, hangsUp: true },
  ],
};

/** The same behind a phone tree whose first option must never be taken. */
export const booksThroughAMenu: PracticeScript = {
  ...booksAMeeting,
  start: 'menu',
  scenes: {
    menu: {
      plays: [
        { says: 'Thank you for calling Smith Family Medicine.' },
        { says: 'If this is a medical emergency, hang up and dial nine one one, or press one.' },
        { says: 'For billing, press two. To schedule an appointment, press three.' },
      ],
      keys: { '3': 'person' },
      otherKeys: 'menu',
      hangsUpAfterMs: 60_000,
    },
  },
};

/** Has heard enough after the introduction. */
export const hangsUp: PracticeScript = {
  pickup: 'answers',
  opening: OPENING,
  turns: [
    { hears: /how are you/i, says: 'Busy. What is this about?' },
    { hears: /harvard/i, says: 'I have to go.', hangsUp: true },
  ],
};

export const doesNotAnswer: PracticeScript = { pickup: 'rings-out', turns: [] };
export const isBusy: PracticeScript = { pickup: 'busy', turns: [] };
