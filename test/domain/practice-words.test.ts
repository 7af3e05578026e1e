import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asksNotToBeCalled, isBackchannel, refuses } from '../../src/domain/practice-words.js';

describe('a request never to be called again', () => {
  test.each([
    'Take us off your list.',
    'Please take us off your call list',
    'Remove this number.',
    'Remove this number from your list please',
    "Don't call again.",
    "Don't call us again.",
    "Please don't call here anymore.",
    'Stop calling.',
    'Stop calling us.',
    'Please stop calling this office!',
    'Do not call.',
    'Do not call this number again.',
    'Put us on your do not call list.',
    'Add us to the do-not-call list, please.',
    "We're on the do not call registry.",
    "I'd appreciate it if you didn't call again.",
    "I'd rather you didn't call us again.",
    "We don't want any more calls.",
    "We don't want to be contacted.",
    'Never call this number again.',
    'Quit calling here.',
    "I've told you people to stop calling us.",
    'Lose our number.',
    'Can you take me off of your calling list?',
    'You need to stop calling.',
    "We've asked you not to call here.",
    'Please delete our number from your database',
    'No more calls, please.',
    'We would like to be removed from your list.',
    'Please take our practice off the list',
    'I want you to stop calling this number',
    'unsubscribe us',
    "Please don't contact us again.",
    "Don't ever call me again",
    "Don't call back.",
    "Not interested. Don't call back.",
    'Take us off the list and have a nice day',
    'Could you please remove us?',
    "Don't call, just email us.",
    'Take my number off your list, okay?',
    'Stop bothering us',
    "I'm asking you to remove our office from your contact list",
    'we do not wish to receive these calls',
    'do not call here ever again',
    "Please stop. Don't call this office.",
    'Please cease all calls to this number',
  ])('is heard in “%s”', (words) => {
    expect(asksNotToBeCalled(words)).toBe(true);
  });

  test.each([
    "Don't call him today, call tomorrow.",
    'He does not take calls.',
    "You can't stop calling it insurance.",
    "Please don't call before nine.",
    "We don't take sales calls.",
    "Don't call during lunch.",
    "Why don't you call back tomorrow?",
    "If you don't call us by Friday we'll assume it's off.",
    "They don't call patients.",
    'Take me off hold.',
    'Can you take me off speaker?',
    "Don't call this number, call the main office at 914 555 0101.",
    'He told the reps to stop calling him.',
    'Stop calling me sir.',
    'We have a no call policy for drug reps on Mondays.',
    "I'll call you back.",
    "The phone won't stop ringing.",
    "You didn't call yesterday.",
    "We're not interested.",
    'Please call again next week.',
    "Don't call us, we'll call you.",
    "I can't stop calling patients back right now.",
    'Put us on your list.',
    'Take us off the phone tree option.',
    "I'd like to be on the list.",
    'He never calls back.',
    'So you do not call the doctor directly?',
    'Do you not call first?',
    'Never mind, call me tomorrow.',
    'I did not call you.',
    'Our doctor is on call this week.',
    'We had to remove a patient from the list.',
    'You should not call it free.',
    "Just don't call after five.",
    'We got a call from your colleague.',
    'No more questions.',
    "I'm not saying don't call.",
    "Don't call me, call my manager.",
    "If this isn't a sales call, fine.",
    "We don't want to call it off.",
    'Please hold the calls.',
    'Who should not be called?',
  ])('is not heard in “%s”', (words) => {
    expect(asksNotToBeCalled(words)).toBe(false);
  });
});

describe('a refusal', () => {
  test.each([
    "We're not interested.",
    'Not interested, thanks.',
    'No thanks.',
    'No, thank you.',
    "We'll pass.",
    "I think we're going to pass on that.",
    "We're all set.",
    "We're happy with what we have.",
    'Not at this time.',
    "We don't need it.",
    "I don't think so.",
    "He's not interested in meeting.",
    "The doctor wouldn't be interested.",
    "We're good with our current insurance.",
    "That's not something we'd be interested in.",
    "I'm going to have to say no.",
    "We're not looking to change right now.",
    "No, we're good.",
    "We'd rather not.",
    "I'm afraid we'll have to decline.",
    'No interest, sorry.',
    'We have no need for that.',
    "It's a no from us.",
    "We don't want that.",
    "Dr. Smith isn't interested.",
    'Not for us.',
    "We're really not interested at this time",
    "Nah, we're fine.",
    "Sorry, we don't want it.",
  ])('is heard in “%s”', (words) => {
    expect(refuses(words)).toBe(true);
  });

  test.each([
    'How much does it cost?',
    'Dr. Smith already has malpractice insurance.',
    "We don't do meetings with reps.",
    "We're good, thanks, how are you?",
    'No problem.',
    "I'm good, how about you?",
    "Yes, we're interested.",
    'He might be interested.',
    "It's not that we're not interested, we're just busy.",
    'No, thank you for calling!',
    'Sure, Tuesday works.',
    'No.',
    "What's DocShield?",
    "I'm fine, thank you.",
    "We'll need to get that approved by our practice manager.",
    "He's not in right now.",
    "Not right now? He's with a patient.",
    "If he's interested he'll call you.",
    'Is he not available?',
    "No, he's in on Tuesday.",
    "I'm not sure.",
    "We don't have any problems with that.",
    "The doctor isn't in today.",
    "I'm doing good. How can I help?",
    'Can you bring in lunch for the office?',
    "That's interesting.",
  ])('is not heard in “%s”', (words) => {
    expect(refuses(words)).toBe(false);
  });
});

describe('a sign of listening', () => {
  test.each([
    'uh-huh',
    'Mm-hmm.',
    'Okay.',
    'Right.',
    'Yeah',
    'Okay, right.',
    'Mhm',
    'I see.',
    'Got it.',
    'Uh huh',
    'OK',
    'yeah, yeah',
    'Alright.',
    'Hmm.',
    'Oh, okay.',
    'Mm hmm',
    'mmhmm',
    'Uh-huh, okay.',
    'Mm-hm',
    'M-hm',
  ])('is “%s”', (words) => {
    expect(isBackchannel(words)).toBe(true);
  });

  test.each([
    'Yes.',
    'No.',
    'Okay?',
    'Sure.',
    'Yeah, we already have one.',
    'Hello',
    '',
    'Right now?',
    'Okay, bye.',
    'What',
    'Okay, go to the next',
  ])('is not “%s”', (words) => {
    expect(isBackchannel(words)).toBe(false);
  });
});

test('a sentence before or after it hides no request never to be called again', () => {
  const other = fc.constantFrom('Hello.', 'The doctor is out today.', "We're busy until five.", 'Okay?');
  fc.assert(
    fc.property(other, other, (before, after) => {
      expect(asksNotToBeCalled(`${before} Please take us off your list. ${after}`)).toBe(true);
    }),
  );
});
