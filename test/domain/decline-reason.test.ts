import { describe, expect, test } from 'vitest';
import { declineReason } from '../../src/domain/decline-reason.js';
import { conversation } from './conversation.js';

describe('a reason', () => {
  test.each([
    'The doctor is happy with his current insurer',
    "We're too busy right now.",
    'Budget.',
    'No, we just renewed last month.',
    "We're not interested because it's too expensive",
    "We don't do meetings with reps.",
    "We're part of a hospital system, they handle that.",
    'Hold on. We have the same carrier as the hospital.',
  ])('is heard in “%s”, and kept as it was said', (words) => {
    expect(declineReason(conversation(`P:  ${words} `), null)).toEqual({ words, utteranceId: 'u0' });
  });

  test.each([
    'No.',
    "We're just not interested.",
    "I don't know.",
    'No reason.',
    'Because I said so.',
    "He's not interested in changing.",
    'I said no, thank you.',
    "We're good.",
    "No, that's it. Thanks, have a good day.",
    'Not really.',
    "I can't say.",
    'No comment.',
    'Look, I already told you no.',
    'Why do you want to know?',
    'Take us off your list',
    'I have to go. Bye.',
    'Mm-hmm.',
    'Hold on a second.',
    'Your call is important to us. Please continue to hold.',
    'Thanks for watching!',
    '',
  ])('is not heard in “%s”', (words) => {
    expect(declineReason(conversation(`P:${words}`), null)).toBeNull();
  });

  test('is the first that was given', () => {
    const answers = conversation('P:Um, well.', "P:He's happy with his insurer.", 'P:Since about two years.');
    expect(declineReason(answers, null)?.utteranceId).toBe('u1');
  });

  test('is never in the words of the agent', () => {
    expect(declineReason(conversation('A:Is it because of the price?', 'P:No.'), null)).toBeNull();
  });
});

describe('a reason that the model gives', () => {
  test('points to the utterance that shares most words with it', () => {
    const answers = conversation('P:We have no time.', 'P:And he likes his current insurer.');
    expect(declineReason(answers, 'happy with the current insurer')?.utteranceId).toBe('u1');
  });

  test('in other words than the practice’s leaves the first reason that was said', () => {
    expect(declineReason(conversation('P:He likes his guy.'), 'existing coverage')?.words).toBe(
      'He likes his guy.',
    );
  });

  test('proves nothing alone', () => {
    expect(declineReason(conversation('P:Not interested.'), 'not interested')).toBeNull();
    expect(declineReason([], 'too expensive')).toBeNull();
  });
});
