import { describe, expect, test } from 'vitest';
import { announcesTransfer, callsOffTransfer, introducesItself } from '../../src/domain/transfer-words.js';

describe('a transfer', () => {
  test.each([
    'I’ll get her for you.',
    'I will get Dr. Smith for you.',
    'Let me get Karen for you.',
    'Let me go get her.',
    'Hold on, let me grab Dr. Smith.',
    'Let me find the doctor for you, one moment.',
    'Putting you through.',
    'Putting you through now.',
    'I’ll put you through to the practice manager.',
    'I’m going to send you over to Karen.',
    'I’ll hand you over to our manager.',
    'I’ll pass you to our manager.',
    'Let me put her on.',
    'I’ll transfer you.',
    'Transferring you now.',
    'I’m transferring your call.',
    'Let me connect you with our billing manager.',
    'One moment, I’ll connect you.',
    'Let me patch you through.',
    'Let me see if she’s available.',
    'You want our office manager, one moment.',
  ])('is announced by “%s”', (text) => {
    expect(announcesTransfer(text)).toBe(true);
  });

  test.each([
    'One moment, please.',
    'Would you like me to transfer you?',
    'I can transfer you to her if you like.',
    'I can’t transfer you.',
    'We are transferring to a new system.',
    'Let me get a pen.',
    'Let me check the calendar, one moment.',
    'Hold on, let me find her calendar.',
    'Give me a second, let me grab our schedule.',
    'One moment, let me find the email.',
    'I will get her your message.',
    'I’ll let her know.',
    'I’ll get back to you.',
    'Let me check with our manager.',
    'Your call is important to us. Please continue to hold.',
    '',
  ])('is not announced by “%s”', (text) => {
    expect(announcesTransfer(text)).toBe(false);
  });
});

describe('somebody who comes to the phone', () => {
  test.each([
    'Hello?',
    'Hi there.',
    'Good morning.',
    'Yes?',
    'Yes, hello?',
    'Hello, hello?',
    'This is Karen.',
    'This is Doctor Smith.',
    'Hi, this is Karen Miller.',
    'This is the office manager.',
    'This is she.',
    'I’m Karen, the office manager.',
    'Hi, I’m Karen.',
    'My name is Karen.',
    'You’re speaking with Karen.',
    'Karen speaking.',
    'Dr. Smith speaking.',
    'Karen here.',
    'Speaking.',
    'This is the front desk.',
    'Good morning. This is Smith Family Medicine.',
    'Billing, this is Tom.',
    'Smith Family Medicine, how may I help you?',
    'Hello, can I help you?',
    'What can I do for you?',
    'Who is this?',
  ])('says “%s”', (text) => {
    expect(introducesItself(text)).toBe(true);
  });

  test.each([
    'This is about what?',
    'It is the wrong number.',
    'This is not a good time.',
    'This is great.',
    'This is our policy.',
    'This is exactly what we need.',
    'This is because we have a carrier.',
    'This is regarding what?',
    'This is Chelsea, right?',
    'It is Tuesday.',
    'It is too expensive.',
    'It is up to the doctor.',
    'It is Karen Miller who decides.',
    'You have reached Smith Family Medicine. Please leave a message after the tone.',
    'Hi, this is Dr. Smith’s office. Nobody is here to take your call.',
    'It is amy at smithfamily dot com.',
    'I was speaking to her.',
    'I am speaking with my manager.',
    'Strictly speaking, no.',
    'This is Karen’s extension.',
    'Chelsea here is what I found.',
    'I am Catholic.',
    'Okay, I’m back.',
    'Hi, sorry about that.',
    'Tuesday at ten works.',
    'Yes.',
    'Okay.',
    '',
  ])('does not say “%s”', (text) => {
    expect(introducesItself(text)).toBe(false);
  });
});

describe('a transfer that does not happen', () => {
  test.each([
    "She's not available right now.",
    "I'm sorry, she isn't in today.",
    'Sorry, Karen is with a patient.',
    'Dr. Smith is in a meeting. Can I take a message?',
    'Our manager is out of the office until Monday.',
    'He stepped out for a moment.',
    'She has left for the day.',
    "He's on another call.",
    "She's on the phone right now.",
    "She didn't pick up.",
    "They don't answer.",
    "Nobody's picking up.",
    'I could not reach her.',
    "I can't transfer you.",
    'Her line is busy.',
    "Actually, she's at lunch.",
    'Our practice manager is on vacation this week.',
  ])('is called off by “%s”', (text) => {
    expect(callsOffTransfer(text)).toBe(true);
  });

  test.each([
    'This is Karen.',
    'Yes, what do you need?',
    'Karen Miller.',
    'One moment, I will transfer you.',
    "She's with a patient, but let me transfer you to her voicemail.",
    'She is here. One moment.',
    'Her name is Linda Gray, and her email is linda at smithfamily dot com.',
    'We are not interested.',
    'We are with another carrier.',
    'It is out of our hands.',
    "I'm the manager.",
  ])('is not called off by “%s”', (text) => {
    expect(callsOffTransfer(text)).toBe(false);
  });
});
