import { describe, expect, test } from 'vitest';
import { asksToWait, putsOnHold } from '../../src/domain/hold-words.js';

describe('having to wait', () => {
  test.each([
    'One moment please.',
    'Please hold.',
    'Hold on.',
    "I'll transfer you.",
    'Let me transfer you to our manager.',
    'Can you hold?',
    'Can you hold for a second?',
    'Just a sec.',
    'Let me see if he is available.',
    'Hang on a minute.',
    "I'm going to put you through.",
    'Transferring you now.',
    'Your call is important to us.',
    'All our representatives are busy.',
    'Okay, one second.',
    'Sure, hold on one moment.',
    'May I place you on a brief hold?',
    'Give me a minute.',
    "I'll get her for you.",
    'Let me grab my manager.',
    'Bear with me.',
    'Let me check his calendar.',
    'Wait a second.',
    'Stay on the line please.',
    "I'll connect you with Linda, she handles that.",
    'Hold please while I transfer your call.',
    'I have to put you on hold.',
    'Yeah hold on let me ask her',
    'Would you mind holding for a moment?',
    "I'll go get him.",
    'Let me check with the doctor real quick.',
    "Okay, one sec, I'm going to grab our manager.",
    'Sure, let me send you over to Linda.',
    'Hold on one second for me.',
    "Let me go check if she's in.",
    "Alright I'm putting you on hold.",
    'Give me just a minute here.',
    'Please wait a moment.',
    "I'll put her on.",
    'Let me get someone who can help.',
    "She's right here, hold on.",
    'Ok hang on a sec hun',
    'Just bear with me a moment.',
    'Yeah, sure, one moment, let me get him on the line.',
    'Let me pull up his calendar real quick.',
    "I'm going to transfer you to the practice manager now, okay?",
  ])('is heard in “%s”', (words) => {
    expect(putsOnHold(words)).toBe(true);
  });

  test.each([
    'I can transfer you to our manager if you like.',
    'Would you like to hold?',
    'Do you want me to transfer you?',
    'Do you have a moment?',
    'It only takes one minute?',
    'I have a second.',
    'We hold our meetings on Tuesdays.',
    "I'll check with the doctor and call you back.",
    "I can't transfer you.",
    'Can I get your name?',
    'Let me get your email.',
    'We want a second opinion.',
    "He's on hold with another patient.",
    "If you'd like, I can put you through.",
    'How long is the wait?',
    'Thank you for holding, this is Amy.',
    'Let me ask you something.',
    "I'd have to ask the doctor.",
    "We've put that on hold for now.",
    'Should I transfer you?',
    "That's important to us.",
    'Give me a call tomorrow.',
    'Just one question.',
    'Let me think about it.',
    'Wait, who is this?',
    'Can you hold off until Monday?',
    "He's busy.",
    "I'll let you know.",
    'Can you hold the date for us?',
    "I'll look at it and let you know.",
    'Let me know by email.',
    'We put our policy on hold.',
    'Let me give you her email.',
    "Let me tell you, he's not interested.",
    'In a minute we close.',
    "I'd need a minute to think.",
    'We hold a meeting every month.',
    'Just a quick question.',
    'You can hold or call back.',
    "I'll tell him you called.",
    'Let me write that down.',
    "I'll send you an email.",
    'She comes in at ten.',
  ])('is not heard in “%s”', (words) => {
    expect(putsOnHold(words)).toBe(false);
  });
});

test.each([
  'We are connected to a hospital.',
  "I'm looking for a new policy.",
  "We're getting quotes already.",
  'I will look at it.',
])('nobody has to wait after “%s”', (words) => {
  expect(putsOnHold(words)).toBe(false);
});

test.each([
  'I can transfer you to our manager if you like.',
  'Would you like to hold?',
  'Do you want me to transfer you?',
  'Should I transfer you?',
  "If you'd like, I can put you through.",
  'I could put you through to her voicemail.',
  'Can I transfer you to billing?',
  'Would you like to speak with our manager?',
  'Would you like to wait or call back?',
  'Do you want his voicemail?',
  'I can connect you with Linda, she does the insurance.',
])('an offer keeps nobody waiting: “%s”', (words) => {
  expect(putsOnHold(words)).toBe(false);
});

describe('somebody who keeps the caller waiting', () => {
  test('is no recording that tells of a queue', () => {
    expect(asksToWait('One moment please.')).toBe(true);
    expect(asksToWait('All our representatives are busy.')).toBe(false);
  });

  test('does not ask a question after it', () => {
    expect(asksToWait('Is this about billing? Hold on.')).toBe(true);
    expect(asksToWait('Hold on. Who is this?')).toBe(false);
    expect(asksToWait('Wait a minute, who is this?')).toBe(false);
    expect(asksToWait('Hold on, why would we switch?')).toBe(false);
    expect(asksToWait('One moment, what was your name again?')).toBe(false);
    expect(asksToWait('Can you hold, please?')).toBe(true);
    expect(asksToWait('Hold on, can you wait a second?')).toBe(true);
  });
});
