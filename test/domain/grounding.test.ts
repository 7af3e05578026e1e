import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fact, factsIn, ungroundedFacts } from '../../src/domain/grounding.js';

const valuesIn = (text: string): string[] => factsIn(text).map(({ kind, value }) => `${kind} ${value}`);

describe('facts in a text', () => {
  test.each([
    ['$100', 'money 100'],
    ['one hundred dollars', 'money 100'],
    ['a hundred-dollar lunch credit', 'money 100'],
    ['over $100K', 'money 100000'],
    ['two hundred fifty thousand dollars', 'money 250000'],
    ['$1,250.50', 'money 1250.5'],
    ['20%', 'percent 20'],
    ['twenty-five percent', 'percent 25'],
    ['(914) 820-5734', 'phone 9148205734'],
    ['+1 914 820 5734', 'phone 9148205734'],
    ['nine one four eight two oh five seven three four', 'phone 9148205734'],
    ['nine one four, eight two oh, fifty-seven thirty-four', 'phone 9148205734'],
    ['eight hundred five five five one two one two', 'phone 8005551212'],
    ['Amy.Jones@SmithPractice.com', 'email amy.jones@smithpractice.com'],
    ['amy dot jones at smith practice dot com', 'email amy.jones@smithpractice.com'],
    ['Tuesday', 'date tuesday'],
    ['December 1', 'date 12-01'],
    ['the first of December', 'date 12-01'],
    ['12/1/2026', 'date 2026-12-01'],
    ['December twenty-first twenty twenty six', 'date 2026-12-21'],
    ['on the third?', 'date 03'],
    ['11:00 AM', 'time 11:00'],
    ['half past two', 'time 14:30'],
    ['eleven thirty', 'time 11:30'],
    ['at three.', 'time 15:00'],
    ['noon', 'time 12:00'],
    ['twenty minutes', 'number 20'],
    ['500 practices', 'number 500'],
    ['see Dr. Smith', 'name smith'],
    ['ask for Linda Carter', 'name linda carter'],
    ['Amy speaking', 'name amy'],
  ])('“%s” is %s', (text, fact) => {
    expect(valuesIn(text)).toEqual([fact]);
  });

  test('stand in the order of the text, in its own words', () => {
    expect(factsIn('Tuesday, December first at eleven o’clock with Dr. Smith, 20 minutes')).toEqual([
      { kind: 'date', words: 'Tuesday', value: 'tuesday' },
      { kind: 'date', words: 'December first', value: '12-01' },
      { kind: 'time', words: 'eleven o’clock', value: '11:00' },
      { kind: 'name', words: 'Dr. Smith', value: 'smith' },
      { kind: 'number', words: '20', value: '20' },
    ]);
  });

  test.each([
    'One moment. A second, please. First of all, thank you!',
    'Have a great day!',
    'I have two things to say today, or tomorrow.',
    'The first step is on the third floor.',
    "Okay. I'm sure we'll find a time. Absolutely, I understand.",
    'It may take one or two minutes, 24/7.',
    'I march on.',
  ])('are not found in “%s”', (text) => {
    expect(factsIn(text)).toEqual([]);
  });
});

describe('what the agent says', () => {
  const known = [
    'Hello, this is Chelsea calling from DocShield. We show Dr. Smith how to save over $100K in 20 minutes.',
    'A $100 lunch credit, put toward a DoorDash delivery. 20% savings, 100% free, (914) 820-5734.',
    'Booked for 2026-12-01, 11:00 AM, amy.jones@smithpractice.com. Usually 10am-2pm.',
    'Amy speaking.',
  ].flatMap(factsIn);

  test.each([
    'A hundred-dollar lunch credit from DoorDash, one hundred percent free.',
    'Over a hundred thousand dollars, twenty percent or more, in just twenty minutes.',
    'Call me at nine one four, eight two zero, five seven three four. That is 914-820-5734.',
    'So that is Tuesday, December first at eleven o’clock, on the first.',
    'We usually meet between ten and two.',
    "Thanks, Amy. I'm Chelsea, and Dr. Smith's coverage is probably fine.",
    'And that is amy dot jones at smithpractice dot com?',
    'Great! Perfect. Wonderful, would some time next week work?',
    'I will send a Google Calendar invite to your Practice Manager.',
    'No worries — Could I just ask why not?',
  ])('is borne out: “%s”', (said) => {
    expect(ungroundedFacts(said, known)).toEqual([]);
  });

  test.each([
    ['We can save you thirty-five percent.', 'thirty-five percent'],
    ['It costs fifty dollars a month.', 'fifty dollars'],
    ['It is $20.', '$20'],
    ['Call me at 914-820-5735.', '914-820-5735'],
    ['See you on December 8.', 'December 8'],
    ['See you on Wednesday.', 'Wednesday'],
    ['How about 4:30?', '4:30'],
    ['My boss Kevin will join.', 'Kevin'],
    ['I also work with Dr. Patel.', 'Dr. Patel'],
    ['I sent it to amy@smithpractice.com.', 'amy@smithpractice.com'],
    ['We work with five hundred practices.', 'five hundred'],
    ['See you on December 1, 2027.', 'December 1, 2027'],
  ])('is not borne out: “%s”', (said, words) => {
    expect(ungroundedFacts(said, known).map((fact) => fact.words)).toEqual([words]);
  });

  test('is borne out when it was said before in the same words', () => {
    const piece = fc.constantFrom(
      '$50',
      'forty percent',
      'May 3rd',
      'at noon',
      'Dr. Lee',
      '555-010-1234',
      'a@b.com',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const said = `We said ${pieces.join(', and ')}.`;
        expect(ungroundedFacts(said, factsIn(said))).toEqual([]);
      }),
    );
  });

  test('never throws, and finds nothing that is not in the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.lorem()), (said) => {
        for (const { words } of ungroundedFacts(said, [] as Fact[])) expect(said).toContain(words);
      }),
    );
  });
});

test('number words of any size are read as one number', () => {
  const dollars = (amount: string) => factsIn(`${amount} dollars`).map(({ value }) => value);
  expect(dollars('nine hundred and ninety-nine')).toEqual(['999']);
  expect(dollars('two thousand five hundred')).toEqual(['2500']);
  expect(dollars('one million two hundred thousand')).toEqual(['1200000']);
  expect(dollars('1.5 million')).toEqual(['1500000']);
});
